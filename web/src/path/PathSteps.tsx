import { linkWords, linkWordsBack } from '../format/kinds';
import { number } from '../format/text';
import { Icon } from '../ui/Icon';
import { SentenceRef } from '../ui/Ref';
import type { Hop, Path } from './queries';

/** The links of a path in their order, each as a sentence; beside it what a failure needs to pass. */
export function PathSteps({ of: p }: { of: Path }) {
  return (
    <ol className="proof">
      {p.steps.map((s, i) => (
        <li
          key={`${s.kind} ${s.from.id} ${s.to.id}`}
          className={i === p.steps.length - 1 ? 'end' : undefined}
        >
          <Icon id={`k-${s.to.kind}`} />
          <span className="sentence">
            <SentenceRef to={s.from} /> {(s.reverse ? linkWordsBack : linkWords)[s.kind] ?? s.kind}{' '}
            <SentenceRef to={s.to} />.
          </span>
          <span className="rule">{p.dependent && passes(s)}</span>
        </li>
      ))}
    </ol>
  );
}

function passes(s: Hop): string {
  if (!s.of || !s.needed) return '';
  return s.needed === 1 ? 'one failure is enough' : `takes ${number(s.needed)} of ${number(s.of)}`;
}
