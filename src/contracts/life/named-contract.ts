import type { Queryable } from '../../platform/database/statement';
import { contractIdOf } from '../contract.rules';
import { selectNamed } from './import.sql';

/**
 * The contract that an operator names: by its number, or by its id where other parties have one of the
 * same number.
 */
export async function contractNamed(
  queryable: Queryable,
  name: string,
): Promise<{ readonly id: number } | { readonly problem: string }> {
  const rows = await queryable.query(selectNamed, [name, contractIdOf(name) ?? null]);
  const numbered = rows.filter(({ number }) => number === name);
  const [meant, ...others] = numbered.length > 0 ? numbered : rows;
  if (meant === undefined) return { problem: `There is no contract ${name}.` };
  if (others.length === 0) return { id: meant.id };
  const ids = numbered.map(
    ({ id, insurer, supplier }) => `${id} (insurer ${insurer}, supplier ${supplier})`,
  );
  return {
    problem: `Several contracts have the number ${name}: give the id of one, ${ids.join(' or ')}.`,
  };
}
