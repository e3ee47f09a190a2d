import { number } from '../format/text';

const least = 1e-6; // from here on digits are written out

/** A probability as a percentage with three figures: 7.83 %, 0.0005 %, 3 × 10⁻⁷ %. */
export function chance(p: number): string {
  return `${figures(p * 100)}\u2009%`;
}

/** A number with three figures, in groups of thousands where it is large: 0.857, 28,561. */
export function figure(n: number): string {
  return n >= 1000 ? number(Math.round(n)) : n === 0 || n >= least ? n.toPrecision(3) : figures(n);
}

function figures(n: number): string {
  const short = Number(n.toPrecision(3));
  if (short === 0 || short >= least) return short.toString();
  const [digits, power] = short.toExponential().split('e');
  return `${digits} × 10${[...(power ?? '')].map((c) => raised[c] ?? '').join('')}`;
}

const raised: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};
