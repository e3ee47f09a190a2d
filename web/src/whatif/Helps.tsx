import type { WhatIfAnswer } from '../api/types';
import { count } from '../format/text';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { Leads } from './Leads';
import { type Parts, somebody, written } from './scenario';

/** Of which components one more source would free most of what is stopped, and the scenario that has it. */
export function Helps({ of, parts }: { of: WhatIfAnswer; parts: Parts }) {
  if (!of.helps.length) return null;
  const all = of.stopped.roadmapItems + of.stopped.products;
  return (
    <Section title="Would help most" note="each on its own, best first" className="gap-above">
      <ul className="plain-list">
        {of.helps.map((h) => {
          const freed = h.frees.roadmapItems + h.frees.products;
          const add = [...parts.add, { component: h.component.id, maker: somebody }];
          return (
            <li key={h.component.id} className="sentence">
              Another source of <Ref to={h.component} /> that rests on nothing that fails frees{' '}
              <Leads n={freed} to={{ freedBy: h.component.id }}>
                {freed === all ? 'all of it' : amounts(h.frees)}
              </Leads>
              .{' '}
              <Plain to="/whatif" search={written({ ...parts, add })}>
                Try it
              </Plain>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Items and products in words. */
export function amounts(n: { roadmapItems: number; products: number }): string {
  return [n.roadmapItems && count(n.roadmapItems, 'roadmap item'), n.products && count(n.products, 'product')]
    .filter(Boolean)
    .join(' and ');
}
