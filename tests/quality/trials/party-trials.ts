import fc from 'fast-check';
import type { Period } from '../../../src/quality/periods.rules';
import { isContracted, linesAbout, everyOne, trial, type Given, type Trial } from './trial';

/** After the last day that any of the arbitrary periods ends on. */
const AFTER_ALL = '2028-01-01';

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Day by day; a term without an end is looked at until only periods without an end are left. */
function holdOnEveryDay(term: Period, periods: readonly Period[]): boolean {
  const last = term.validUntil ?? AFTER_ALL;
  for (let day = term.validFrom; day <= last; day = nextDay(day)) {
    const holds = periods.some(
      ({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day <= validUntil),
    );
    if (!holds) return false;
  }
  return true;
}

const alone = (given: Given): Given[] =>
  given.contracts.map((contract) => ({ ...given, contracts: [contract] }));

export const PARTY_TRIALS: Readonly<Record<string, Trial>> = {
  CERTIFICATE_VALID: trial(
    ['line', 'clause', 'activity'],
    fc.record({ certificate: fc.constantFrom('KWOT', 'SEMH') }),
    ({ contracts }, { certificate }) =>
      contracts.every((contract) =>
        holdOnEveryDay(
          contract,
          contract.certificates.filter(({ kind }) => kind === certificate),
        ),
      ),
  ),
  MODULE_PINNED: trial(
    ['clause', 'activity'],
    fc.record({ clause: fc.boolean() }),
    (given, { clause }) => {
      const { moduleVersions, catalogue } = given.context;
      const pinned = alone(given).every((one) => {
        const [contract] = one.contracts;
        const begun = moduleVersions.filter(
          ({ module, status, validFrom }) =>
            module.inRegister &&
            status !== 'DRAFT' &&
            validFrom <= (contract?.validFrom ?? '') &&
            (module.categories.length === 0 ||
              catalogue.groups.some(
                (group) =>
                  module.categories.includes(group.category) && linesAbout(group, one).length > 0,
              )),
        );
        return begun.every(({ module, version }) => {
          const pins = (contract?.modulePins ?? []).filter((pin) => pin.moduleCode === module.code);
          const newest = Math.max(0, ...pins.map((pin) => pin.version));
          const known = moduleVersions.some(
            (other) =>
              other.module.code === module.code &&
              other.version === newest &&
              other.status !== 'DRAFT',
          );
          return newest >= version && known;
        });
      });
      const kept = given.contracts.some(({ clauses }) =>
        clauses.some(
          ({ code, parameters }) =>
            code === 'MODULES_KEPT' && parameters['modulePrevails'] === true,
        ),
      );
      return pinned && (!clause || kept);
    },
  ),
  SUBCONTRACTORS_APPROVED: trial(['line', 'clause', 'activity'], fc.constant({}), ({ contracts }) =>
    contracts.every(({ subcontractors, validFrom }) =>
      subcontractors.every(({ approved, reportedOn }) => approved && reportedOn <= validFrom),
    ),
  ),
  SUPPLIER_QUALIFIED: trial(['clause', 'activity'], fc.constant({}), (given) =>
    everyOne(
      alone(given).flatMap((one) =>
        one.groups.filter((group) => isContracted(group, one)).map((group) => ({ one, group })),
      ),
      ({ one, group }) =>
        one.contracts.every((contract) =>
          holdOnEveryDay(
            contract,
            contract.supplierQualifications.filter(({ code }) =>
              group.qualifications.includes(code),
            ),
          ),
        ),
    ),
  ),
};
