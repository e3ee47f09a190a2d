/** A probability as a percentage with three figures: 7.83 %, 0.0012 %. */
export function chance(p: number): string {
  if (p === 0) return '0\u2009%';
  const n = p * 100;
  const text = n >= 0.001 ? Number(n.toPrecision(3)).toString() : n.toExponential(1);
  return `${text}\u2009%`;
}
