import { contractNamed } from '../../../src/contracts/life/named-contract';
import { createMarket, type Market } from '../market';

let market: Market;
beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

test('by its number; by its id where two pairs of parties have one of that number', async () => {
  const one = await market.contract({ number: 'ALIKE', supplier: '76000001' });
  const other = await market.contract({ number: 'ALIKE', supplier: '76000002' });
  const alone = await market.contract({ number: 'ALONE', supplier: '76000001', lot: 'Other' });
  const named = (name: string): ReturnType<typeof contractNamed> =>
    contractNamed(market.db.owner, name);

  expect(await named('ALONE')).toEqual({ id: Number(alone) });
  expect(await named(other)).toEqual({ id: Number(other) });
  expect(await named('ALIKE')).toEqual({
    problem:
      `Several contracts have the number ALIKE: give the id of one, ${one} (insurer 9001, supplier 76000001) ` +
      `or ${other} (insurer 9001, supplier 76000002).`,
  });
  expect(await named('NOBODY')).toEqual({ problem: 'There is no contract NOBODY.' });
});

test('the same two parties have one contract of a number, whoever writes it', async () => {
  await market.contract({ number: 'TWICE', lot: 'Twice' });
  await expect(market.contract({ number: 'TWICE', lot: 'Thrice' })).rejects.toThrow(
    'one_number_per_pair',
  );
});
