import fc from 'fast-check';
import { hibcCheckCharacter, parseHibc } from '../../src/catalogue/hibc.rules';
import { parseUdiCarrier } from '../../src/catalogue/udi.rules';
import { assertProperty } from '../support/properties';

const FNC1 = '\u001d';

describe('a GS1 carrier', () => {
  it('is read as printed', () => {
    expect(parseUdiCarrier('(01)08712345000011(17)271231(10)LOT42(21)SN1')).toEqual({
      ok: true,
      value: { gtin: '08712345000011', expiresOn: '2027-12-31', lot: 'LOT42', serial: 'SN1' },
    });
  });

  it.each([
    [`010871234500001117271231${'10'}LOT42${FNC1}21SN1`],
    [`]d2010871234500001117271231${'10'}LOT42${FNC1}21SN1`],
    [`${FNC1}010871234500001110LOT42${FNC1}1727123121SN1${FNC1}`],
    [`0108712345000011240REF9${FNC1}17271231310000150010LOT42${FNC1}21SN1`],
  ])('is read as a scanner sends it', (scanned) => {
    expect(parseUdiCarrier(scanned)).toEqual({
      ok: true,
      value: { gtin: '08712345000011', expiresOn: '2027-12-31', lot: 'LOT42', serial: 'SN1' },
    });
  });

  it.each([
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['270400', '2027-04-30'],
    ['271200', '2027-12-31'],
    ['270401', '2027-04-01'],
  ])('expires on a day, %s being %s (day 00 is the last of the month)', (digits, date) => {
    expect(parseUdiCarrier(`(01)08712345000011(17)${digits}`)).toEqual({
      ok: true,
      value: { gtin: '08712345000011', expiresOn: date },
    });
  });

  it('keeps the case of a lot, and brackets that are no application identifier', () => {
    expect(parseUdiCarrier('(01)08712345000011(11)250630(10)aB(1)-c')).toEqual({
      ok: true,
      value: { gtin: '08712345000011', producedOn: '2025-06-30', lot: 'aB(1)-c' },
    });
  });

  it.each([
    ['(01)08712345000012', /check digit/],
    ['(01)8712345000028', /GTIN of 14 digits/],
    ['(17)271231(10)LOT42', /\(01\) with a GTIN, is missing/],
    ['(01)08712345000011(17)271331', /\(17\) comes a date/],
    ['(01)08712345000011(17)270229', /\(17\) comes a date/],
    ['(01)08712345000011(17)2712', /\(17\) comes a date/],
    ['(01)08712345000011(11)250631', /\(11\) comes a date/],
    ['(01)08712345000011(10)', /\(10\) comes a lot/],
    ['(01)08712345000011(10)123456789012345678901', /\(10\) comes a lot/],
    ['(01)08712345000011(10)LOT 42', /\(10\) comes a lot/],
    ['(01)08712345000011(21)é', /\(21\) comes a serial/],
    ['(01)08712345000011(01)05700950001236', /two values/],
    ['08712345000011', /\(01\) with a GTIN, is missing/],
    ['0108712345', /A GS1 carrier is written/],
    ['(01)08712345000011'.padEnd(500, '1'), /A GS1 carrier is written/],
    ['', /A GS1 carrier is written/],
    ['hello', /A GS1 carrier is written/],
  ])('is refused with what is wrong: %s', (input, problem) => {
    const parsed = parseUdiCarrier(input);
    expect(parsed).toEqual({ ok: false, problem: expect.stringMatching(problem) as string });
  });

  it('says the same printed and scanned', () => {
    const mark = fc
      .array(fc.constantFrom(...'ABCxyz019-./_+'), { minLength: 1, maxLength: 20 })
      .map((characters) => characters.join(''));
    assertProperty(
      fc.property(mark, mark, (lot, serial) => {
        const printed = parseUdiCarrier(`(01)05700950001236(17)290115(10)${lot}(21)${serial}`);
        const scanned = parseUdiCarrier(`010570095000123610${lot}${FNC1}1729011521${serial}`);
        expect(printed).toEqual({
          ok: true,
          value: { gtin: '05700950001236', expiresOn: '2029-01-15', lot, serial },
        });
        expect(scanned).toEqual(printed);
      }),
    );
  });
});

describe('a HIBC code', () => {
  it.each([
    ['+A123BJC5D6E71G', 'A123', 'BJC5D6E7', 1],
    ['+E218COL27910D', 'E218', 'COL2791', 0],
    ['+H123ABC01234567890D', 'H123', 'ABC0123456789', 0],
  ])('%s is read', (code, labeler, product, unitOfMeasure) => {
    expect(parseHibc(code)).toEqual({
      ok: true,
      value: { code, labeler, product, unitOfMeasure },
    });
    expect(parseHibc(` ${code.toLowerCase()} `)).toEqual(parseHibc(code));
  });

  it('is refused when its check character does not fit', () => {
    expect(parseHibc('+A123BJC5D6E71H')).toEqual({
      ok: false,
      problem: 'This is no HIBC code: its last character, the check character, does not fit.',
    });
  });

  it.each(['A123BJC5D6E71G', '+1123BJC5D6E71G', '+A12', '', `+A123${'B'.repeat(19)}1G`])(
    'is refused for its form: "%s"',
    (input) => {
      expect(parseHibc(input)).toEqual({
        ok: false,
        problem: expect.stringContaining('a labeler of four characters') as string,
      });
    },
  );

  it('is accepted with its check character, a space included, and refused with any other', () => {
    const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'];
    const bodies = fc
      .tuple(
        fc.constantFrom(...'ABZ'),
        fc.array(fc.constantFrom(...'0189AMZ'), { minLength: 4, maxLength: 21 }),
        fc.constantFrom(...'019'),
      )
      .map(([first, middle, unit]) => `+${first}${middle.join('')}${unit}`);
    assertProperty(
      fc.property(bodies, (body) => {
        const right = hibcCheckCharacter(body);
        // Without a check character the code may still read as a shorter one: only full ones count.
        const acceptedWith = alphabet.filter((last) => {
          const parsed = parseHibc(body + last);
          return parsed.ok && parsed.value.code === body + last;
        });
        expect(acceptedWith).toEqual([right]);
      }),
    );
  });
});
