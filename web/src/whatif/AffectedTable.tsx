import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Affected, WhatIfAnswer } from '../api/types';
import { amount, count, date, money, notRecorded, word } from '../format/text';
import { oneCurrency, TopName } from '../pages/effects';
import { ProofRow, Twist } from '../proof/ProofRow';
import { Driver } from '../risk/slip';
import { type Column, DataTable } from '../ui/DataTable';
import { Icon } from '../ui/Icon';
import { Missing, VerdictMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { allRows, type Rows, rowsText } from './rows';

type Props = {
  w: WhatIfAnswer;
  rows: Rows;
  at: number;
  proof: string | undefined;
  onProof: (id: string) => void;
  onNext?: () => void;
  onPrevious?: () => void;
};

/** The products and items that the scenario touches, stopped first; a row opens its proof. */
export function AffectedTable({ w, rows, at, proof, onProof, onNext, onPrevious }: Props) {
  const focus = w.removed[0]?.id;
  const narrowed = rowsText(rows);
  const asked = `${rows.impact}/${rows.kind}/${rows.quarter}`;
  const before = useRef(asked);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (before.current !== asked) list.current?.focus(); // a count led here
    before.current = asked;
  }, [asked]);
  return (
    <div ref={list} tabIndex={-1} className="led-to">
      <Section
        title="Stopped and weakened"
        note={`${things(w.total, rows.kind)}, ${narrowed || 'stopped first'}`}
        className="gap-above"
        end={
          <>
            {(rows.impact || rows.kind || rows.quarter) && (
              <Plain to="/whatif" search={allRows} keep>
                All that it touches
              </Plain>
            )}
            {focus && (
              <Link to="/explore" search={{ focus, hops: 4 }}>
                Show in lanes
              </Link>
            )}
          </>
        }
      >
        <DataTable<Affected>
          label="Stopped and weakened"
          columns={columns(w.items, proof, onProof)}
          rows={w.items}
          keyOf={(r) => r.top.id}
          empty={narrowed ? 'There are none.' : 'The scenario touches no open product or roadmap item.'}
          detail={(r) => proof === r.top.id && <Why of={r} causes={[...w.removed, ...w.countries]} />}
        />
        <Pager
          shown={w.items.length}
          at={at}
          total={w.total}
          order="stopped first"
          onNext={onNext}
          onPrevious={onPrevious}
        />
      </Section>
    </div>
  );
}

function things(n: number, kind: Rows['kind']): string {
  if (kind === 'product') return count(n, 'product');
  return kind ? count(n, 'roadmap item') : count(n, 'product or item', 'products and items');
}

function columns(
  rows: readonly Affected[],
  open: string | undefined,
  toggle: (id: string) => void,
): Column<Affected>[] {
  const currency = oneCurrency(rows.map((r) => r.top.value));
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) =>
        r.why.length || r.driver.length ? (
          <Twist open={open === r.top.id} of={r.top.name} onToggle={() => toggle(r.top.id)} />
        ) : null,
    },
    { id: 'item', head: 'Item', name: true, wrap: true, cell: (r) => <TopName top={r.top} /> },
    {
      id: 'before',
      head: 'Before',
      p2: true,
      cell: (r) => (r.before ? <VerdictMark verdict={r.before} /> : <Missing>not there</Missing>),
    },
    { id: 'after', head: 'After', cell: (r) => <After of={r} /> },
    ...(rows.some((r) => r.impact === 'delayed')
      ? [{ id: 'ready', head: 'Ready', wrap: true, cell: (r: Affected) => <Ready of={r} /> }]
      : []),
    { id: 'because', head: 'Because', p2: true, wrap: true, cell: (r) => <Because of={r} /> },
    {
      id: 'target',
      head: 'Target',
      num: true,
      className: 'nowrap',
      cell: (r) => (r.top.targetDate ? date(r.top.targetDate) : <Absent of={r} />),
    },
    {
      id: 'value',
      head: currency ? `Value, ${currency}` : 'Value',
      num: true,
      p2: true,
      cell: (r) =>
        !r.top.value ? <Absent of={r} /> : currency ? amount(r.top.value.amount) : money([r.top.value]),
    },
  ];
}

/** A product has neither a date nor a planned value; of an item nobody recorded it. */
function Absent({ of: r }: { of: Affected }) {
  return <Missing>{r.top.kind === 'product' ? 'none' : notRecorded}</Missing>;
}

function Ready({ of: r }: { of: Affected }) {
  if (r.impact === 'stopped') return <Missing>none</Missing>;
  if (r.impact !== 'delayed') return <span className="quiet">as before</span>;
  if (!r.readyAfter) return <Missing>no known day</Missing>;
  return (
    <>
      {date(r.readyAfter)}
      {r.delayDays ? <span className="muted">, {count(r.delayDays, 'day')} later</span> : null}
    </>
  );
}

function After({ of: r }: { of: Affected }) {
  if (r.impact === 'stopped' || !r.after) {
    return (
      <span className="effect stops">
        <Icon id="e-stops" />
        Stopped
      </span>
    );
  }
  return <VerdictMark verdict={r.after} />;
}

/** In the text of the reason the name of what decides becomes its link. */
function Because({ of: r }: { of: Affected }) {
  if (!r.because) return <span className="quiet">{word(r.impact)}</span>;
  const { entity, text } = r.because;
  const at = text.indexOf(entity.name);
  if (at < 0) return <span className="sentence">{text}</span>;
  return (
    <span className="sentence">
      <span className="muted">{text.slice(0, at)}</span>
      <Ref to={entity} />
      {text.slice(at + entity.name.length)}
    </span>
  );
}

function Why({ of: r, causes }: { of: Affected; causes: WhatIfAnswer['removed'] }) {
  const title = r.sentence.split(':')[0];
  if (!r.why.length)
    return (
      <>
        <div className="sect">
          <h3>{title}</h3>
        </div>
        <Driver steps={r.driver} />
      </>
    );
  return <ProofRow title={title} cause={causes} steps={r.why} />;
}
