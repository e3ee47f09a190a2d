import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Import } from '../api/types';
import { Facts } from '../ui/Facts';
import { Crumbs, Head } from '../ui/Head';
import { Icon } from '../ui/Icon';
import { Plain } from '../ui/Plain';
import { Section } from '../ui/Section';

type Step = 'map' | 'check' | 'done';
const order: Step[] = ['map', 'check', 'done'];
const to = { map: '/import/$id/map', check: '/import/$id/check', done: '/import/$id/done' } as const;
const names = { map: 'Map', check: 'Check', done: 'Done' };

type Props = { i: Import; step: Step; answer: ReactNode; verbs?: ReactNode; children: ReactNode };

/** The frame of every step: the file's name, where one is, the sentence that says what is true now. */
export function Frame({ i, step, answer, verbs, children }: Props) {
  const here = order.indexOf(step);
  const reached = ['applying', 'applied', 'undone'].includes(i.state)
    ? 2
    : ['checking', 'checked'].includes(i.state)
      ? 1
      : i.plan
        ? 1
        : 0;
  return (
    <>
      <Head
        title={i.file}
        crumbs={
          <Crumbs
            of={[
              <Link key="l" to="/import" activeOptions={{ exact: true }}>
                Import
              </Link>,
              i.file,
            ]}
          />
        }
        verbs={verbs}
      >
        {answer}
      </Head>
      <ol className="steps" aria-label="Steps">
        <li>
          <Icon id="v-safe" /> <Plain to="/import">Upload</Plain>
        </li>
        {order.map((s, n) => (
          <li key={s} aria-current={s === step ? 'step' : undefined}>
            {n < here ? <Icon id="v-safe" /> : <span>{n + 2}</span>}
            {n !== here && n <= Math.max(reached, here - 1) ? (
              <Plain to={to[s]} params={{ id: i.id }}>
                {names[s]}
              </Plain>
            ) : (
              names[s]
            )}
          </li>
        ))}
      </ol>
      {children}
    </>
  );
}

const delimiters: Record<string, string> = { ',': 'comma', ';': 'semicolon', '|': 'bar', '\t': 'tab' };
const known = {
  byte_order_mark: 'from its byte-order mark',
  valid_utf8: 'valid throughout',
  fallback: 'not valid UTF-8',
  chosen: 'chosen by you',
  format: 'as the format has it',
};
const ends = { lf: 'LF', crlf: 'CR LF', cr: 'lone CR', mixed: 'mixed' };

export const delimiterName = (d: string) => delimiters[d] ?? d;

/** How the file was read, and what in it looks wrong but is left as it is. */
export function HowRead({ i }: { i: Import }) {
  const s = i.sniff;
  return (
    <Section title="How it was read">
      <Facts
        of={[
          { label: 'Encoding', value: s.encoding, note: known[s.encodingFrom] },
          { label: 'Delimiter', value: delimiterName(s.delimiter) },
          { label: 'Line ends', value: ends[s.lineEnds] },
          {
            label: 'Header row',
            value: `line ${s.headerLine}`,
            note: s.headerLine > 1 ? `${s.headerLine - 1} above it left out` : undefined,
          },
        ]}
      />
      {s.suspects.length > 0 && (
        <details className="more">
          <summary>
            {s.suspects.length} {s.suspects.length === 1 ? 'place looks' : 'places look'} wrongly encoded,
            left as they are
          </summary>
          <ul className="plain-list">
            {s.suspects.map((x) => (
              <li key={`${x.line} ${x.column} ${x.text}`}>
                line {x.line}, {x.column}: <span className="mono">{x.text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

export function Notices({ of }: { of: readonly { code: string; detail: string; count: number }[] }) {
  if (!of.length) return null;
  return (
    <Section title="Notices">
      <ul className="plain-list quiet">
        {of.map((n) => (
          <li key={`${n.code} ${n.detail}`}>{n.detail}</li>
        ))}
      </ul>
    </Section>
  );
}
