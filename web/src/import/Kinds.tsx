import type { Import } from '../api/types';
import { kindNames } from '../format/kinds';
import { number } from '../format/text';
import { Facts } from '../ui/Facts';
import { Section } from '../ui/Section';

const verbs = ['create', 'update', 'unchanged', 'delete'] as const;
const past = { create: 'created', update: 'updated', unchanged: 'unchanged', delete: 'deleted' };

/** What becomes of the things of each kind, where rows are about several. */
export function Kinds({ i }: { i: Import }) {
  const verb = (v: (typeof verbs)[number]) => (i.state === 'applied' ? past[v] : v);
  if (i.kinds.length < 2) return null;
  const told = i.kinds.map((k) => ({
    label: k.kind === 'link' ? 'links' : kindNames[k.kind].many,
    value: verbs
      .filter((v) => k[v] > 0)
      .map((v) => `${number(k[v])} ${verb(v)}`)
      .join(', '),
  }));
  return (
    <Section title="By kind" note="a row may be about several">
      <Facts of={told} />
    </Section>
  );
}
