import { expect, it } from 'vitest';
import { bodyOf, isEmpty, partsOf, written } from './scenario';

it('reads a scenario from the address and writes it back the same', () => {
  const address = { remove: 'p1 p2', countries: 'DE', add: 'c1~p3 c2~new', delay: 'i1~30' };
  const parts = partsOf(address);
  expect(parts).toEqual({
    remove: ['p1', 'p2'],
    countries: ['DE'],
    add: [
      { component: 'c1', maker: 'p3' },
      { component: 'c2', maker: 'new' },
    ],
    delay: [{ id: 'i1', days: 30 }],
  });
  expect(written(parts)).toEqual(address);
});

it('drops what no scenario can mean, and knows when nothing is left', () => {
  const parts = partsOf({ remove: ' ', countries: 'Germany', add: 'c1', delay: 'i1~-3 i2~soon' });
  expect(isEmpty(parts)).toBe(true);
  expect(bodyOf(parts)).toEqual({});
});

it('asks with a partner of its own for each maker nobody has named', () => {
  const body = bodyOf(partsOf({ add: 'c1~new c2~p3' }));
  expect(body.add).toEqual([
    { kind: 'partner', id: 'new-partner-1', name: 'An independent partner', subTiersKnown: 'yes' },
    {
      kind: 'offering',
      id: 'new-offering-1',
      component: 'c1',
      maker: 'new-partner-1',
      approval: 'approved',
      status: 'active',
    },
    {
      kind: 'offering',
      id: 'new-offering-2',
      component: 'c2',
      maker: 'p3',
      approval: 'approved',
      status: 'active',
    },
  ]);
  expect(body.remove).toBeUndefined();
});
