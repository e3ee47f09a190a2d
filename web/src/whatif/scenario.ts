import type { Scenario } from '../api/types';

/** A scenario as the URL holds it: lists in one text each, so that a copied link says all. */
export type Written = { remove?: string; countries?: string; add?: string; delay?: string };
export type Addition = { component: string; maker: string };
export type Delay = { id: string; days: number };
export type Parts = { remove: string[]; countries: string[]; add: Addition[]; delay: Delay[] };

/** The maker of an addition that nobody has named: some partner independent of all others. */
export const somebody = 'new';

export function partsOf(s: Written): Parts {
  return {
    remove: words(s.remove),
    countries: words(s.countries).filter((c) => /^[A-Z]{2}$/.test(c)),
    add: words(s.add).flatMap((t) => {
      const [component, maker] = t.split('~');
      return component && maker ? [{ component, maker }] : [];
    }),
    delay: words(s.delay).flatMap((t) => {
      const [id, text] = t.split('~');
      const days = Number(text);
      return id && Number.isInteger(days) && days > 0 ? [{ id, days }] : [];
    }),
  };
}

export function written(p: Parts): Written {
  const text = (all: string[]) => (all.length ? [...new Set(all)].join(' ') : undefined);
  return {
    remove: text(p.remove),
    countries: text(p.countries),
    add: text(p.add.map((a) => `${a.component}~${a.maker}`)),
    delay: text(p.delay.map((d) => `${d.id}~${d.days}`)),
  };
}

export function isEmpty(p: Parts): boolean {
  return !p.remove.length && !p.countries.length && !p.add.length && !p.delay.length;
}

/** The body of the question. A maker nobody has named becomes a partner of its own. */
export function bodyOf(p: Parts): Scenario {
  const add: (NonNullable<Scenario['add']>[number] & Record<string, string>)[] = [];
  p.add.forEach((a, i) => {
    const maker = a.maker === somebody ? `new-partner-${i + 1}` : a.maker;
    if (a.maker === somebody) {
      add.push({ kind: 'partner', id: maker, name: 'An independent partner', subTiersKnown: 'yes' });
    }
    add.push({
      kind: 'offering',
      id: `new-offering-${i + 1}`,
      component: a.component,
      maker,
      approval: 'approved',
      status: 'active',
    });
  });
  return {
    ...(p.remove.length && { remove: p.remove }),
    ...(p.countries.length && { countries: p.countries }),
    ...(add.length && { add }),
    ...(p.delay.length && { delay: p.delay }),
  };
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(/[ ,]+/).filter(Boolean);
}
