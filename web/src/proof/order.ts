import type { Step } from '../api/types';

/** One line of a proof: its step, how deep its branch is indented, and whether the branch ends here. */
export type Line = { step: Step; depth: number; leaf: boolean };

/**
 * Puts steps, which come in the order they fired, into the order they are read: every branch whole, then the
 * rule that joins it with the others. A step stands one level deeper than the rule that joins it when it
 * belongs to some, but not all, of the joined branches.
 */
export function arrange(steps: readonly Step[]): Line[] {
  const last = steps[steps.length - 1];
  if (!last) return [];
  const by = new Map<string, number>();
  steps.forEach((s, i) => {
    if (!by.has(s.owner.id)) by.set(s.owner.id, i);
  });
  const before = steps.map((s, i) =>
    s.failed.flatMap((m) => {
      const at = by.get(m.id);
      return at !== undefined && at < i ? [at] : [];
    }),
  );
  const closures = before.map(() => new Set<number>());
  before.forEach((parents, i) => {
    closures[i]?.add(i);
    for (const p of parents) for (const c of closures[p] ?? []) closures[i]?.add(c);
  });

  const depth = steps.map(() => 0);
  const leaf = steps.map(() => false);
  before.forEach((parents) => {
    if (parents.length < 2) return;
    const counts = new Map<number, number>();
    for (const p of parents) for (const c of closures[p] ?? []) counts.set(c, (counts.get(c) ?? 0) + 1);
    for (const [c, n] of counts) if (n < parents.length) depth[c] = (depth[c] ?? 0) + 1;
    for (const p of parents) if ((counts.get(p) ?? 0) < parents.length) leaf[p] = true;
  });

  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (i: number) => {
    if (seen.has(i)) return;
    seen.add(i);
    for (const p of before[i] ?? []) visit(p);
    order.push(i);
  };
  visit(steps.length - 1);
  for (const i of steps.keys()) visit(i); // whatever the last step does not rest on
  return order.flatMap((i) => {
    const step = steps[i];
    return step ? [{ step, depth: Math.min(2, depth[i] ?? 0), leaf: leaf[i] ?? false }] : [];
  });
}
