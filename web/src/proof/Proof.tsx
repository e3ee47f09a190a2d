import type { ReactNode } from 'react';
import type { Reference, Step } from '../api/types';
import { Icon } from '../ui/Icon';
import { SentenceRef } from '../ui/Ref';
import { arrange } from './order';

/** Why one failure is enough: a sentence a step, in the order the rules fired; every name is a link. */
export function Proof({ cause, steps }: { cause: readonly Reference[]; steps: readonly Step[] }) {
  const lines = arrange(steps);
  return (
    <ol className="proof">
      <li>
        <Icon id={`k-${cause[0]?.kind ?? 'partner'}`} />
        <span className="sentence">
          <Supposed cause={cause} />
        </span>
        <span className="rule">assumed</span>
      </li>
      {lines.map(({ step, depth, leaf }, i) => (
        <li
          key={`${step.owner.id} ${step.rule}`}
          className={
            [depth && `b${depth}`, leaf && 'leaf', i === lines.length - 1 && 'end']
              .filter(Boolean)
              .join(' ') || undefined
          }
        >
          <Icon id={`k-${step.owner.kind}`} />
          <span className="sentence">{sentence(step)}</span>
          <span className="rule">{ruleText(step)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What is taken for granted: a partner fails, a person leaves, everything in a country fails. */
function Supposed({ cause }: { cause: readonly Reference[] }) {
  const [one, many] = cause[0]?.kind === 'person' ? ['leaves', 'leave'] : ['fails', 'fail'];
  const all = cause[0]?.kind === 'country' ? 'everything in ' : '';
  return (
    <>
      Suppose {all}
      <Names of={cause} /> {cause.length > 1 && !all ? many : one}.
    </>
  );
}

function Names({ of, join = 'and' }: { of: readonly Reference[]; join?: string }) {
  return of.map((r, i) => (
    <span key={r.id}>
      {i > 0 && (i === of.length - 1 ? ` ${join} ` : ', ')}
      <SentenceRef to={r} />
    </span>
  ));
}

function sentence(s: Step): ReactNode {
  const owner = <Names of={[s.owner]} />;
  const by = <Names of={s.failed} />;
  const alternates = s.members.length > 1;
  const verb = s.owner.kind === 'product' || s.owner.kind === 'roadmap_item' ? 'stops' : 'fails';
  switch (s.rule) {
    case 'owned_by':
      return (
        <>
          {owner} fails with it, because it is owned by {by}.
        </>
      );
    case 'made_by':
      return (
        <>
          The offering {owner} ends, because {by} makes it.
        </>
      );
    case 'sold_by':
      return (
        <>
          The offering {owner} ends, because {by} sells it.
        </>
      );
    case 'relies_on':
      return (
        <>
          The offering {owner} ends, because it relies on {by}
          {alternates && ', and all have failed'}.
        </>
      );
    case 'sources':
      return (
        <>
          {owner} {sourcesLeft(s)}.
        </>
      );
    case 'share':
      return (
        <>
          {owner} falls short: without {by} its sources do not reach the share it needs.
        </>
      );
    case 'sources_from':
      return (
        <>
          {owner} fails, because it sources from {by}
          {alternates && ', and too few are left'}.
        </>
      );
    case 'services':
      return (
        <>
          {owner} {verb}, because no other provider than {by} is recorded.
        </>
      );
    case 'sells':
      return (
        <>
          {owner} closes, because nobody but {by} sells there.
        </>
      );
    case 'country':
      return (
        <>
          {owner} fails, because it is in {by}.
        </>
      );
    case 'person':
      return byPerson(s, owner, by);
    default:
      return (
        <>
          {owner} {verb}, because it {verbs[s.rule] ?? 'rests on'} {by}
          {alternates && ', and too few are left'}.
        </>
      );
  }
}

/** A layer rests on those who know it in depth, a component on its layer, anything else on who looks after it. */
function byPerson(s: Step, owner: ReactNode, by: ReactNode): ReactNode {
  if (s.owner.kind === 'layer')
    return (
      <>
        Nobody is left who knows {owner} in depth: only {by} did.
      </>
    );
  if (s.failed[0]?.kind === 'layer')
    return (
      <>
        {owner} fails, because it is part of {by}.
      </>
    );
  return (
    <>
      Nobody is left who looks after {owner}: only {by} did.
    </>
  );
}

function sourcesLeft(s: Step): string {
  const [failed, all] = [s.failed.length, s.members.length];
  if (failed < all) return `has too few sources left: ${failed} of ${all} have failed`;
  if (all === 1) return 'has no source left: it had one';
  return `has no source left: ${all === 2 ? 'both' : 'all'} of its sources have failed`;
}

const verbs: Record<string, string> = {
  requires: 'requires',
  uses: 'uses',
  needs: 'needs',
  depends_on: 'depends on',
  delivers: 'delivers',
  involves: 'involves',
};

function ruleText(s: Step): string {
  const name = s.rule.replaceAll('_', ' ');
  const counted = s.rule === 'sources' || s.members.length > 1;
  return counted ? `${name}, ${s.failed.length} of ${s.members.length}` : name;
}
