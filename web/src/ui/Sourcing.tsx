import { number } from '../format/text';
import { Missing } from './Marks';

type Of = { effective: number | null; effectiveExact: boolean };

/** How many failures it takes to stop a component; "at least" where no exact number is known. */
export function Effective({ of }: { of: Of }) {
  if (of.effective === null) return <Missing>nothing stops it</Missing>;
  if (!of.effectiveExact) return <span>at least {number(of.effective)}</span>;
  return <span className={of.effective === 1 ? 'strong' : undefined}>{number(of.effective)}</span>;
}
