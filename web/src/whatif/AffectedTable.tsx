import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useName } from '../api/queries';
import type { Affected, Reference, WhatIfAnswer } from '../api/types';
import { count } from '../format/text';
import { ProofRow } from '../proof/ProofRow';
import { Driver } from '../risk/slip';
import { DataTable } from '../ui/DataTable';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { columns } from './affectedColumns';
import { titleOf } from './measures';
import { allRows, isNarrowed, type Rows, rowsText } from './rows';

type Props = {
  w: WhatIfAnswer;
  rows: Rows;
  at: number;
  proof: string | undefined;
  onProof: (id: string) => void;
  onNext?: () => void;
  onPrevious?: () => void;
};

/** What the scenario touches, stopped first, or what one of its counts holds; a row opens its proof. */
export function AffectedTable({ w, rows, at, proof, onProof, onNext, onPrevious }: Props) {
  const focus = w.removed[0]?.id;
  const narrowed = rowsText(rows);
  const title = titleOf(rows);
  const asked = JSON.stringify(rows);
  const before = useRef(asked);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (before.current !== asked) list.current?.focus(); // a count led here
    before.current = asked;
  }, [asked]);
  return (
    <div ref={list} tabIndex={-1} className="led-to">
      <Section
        title={title}
        note={
          <>
            {things(w.total, rows.kind)}, {narrowed || 'stopped first'}
            <About id={rows.stopper ?? rows.freedBy} />
          </>
        }
        className="gap-above"
        end={
          <>
            {isNarrowed(rows) && (
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
          label={title}
          columns={columns(w.items, rows, proof, onProof)}
          rows={w.items}
          keyOf={(r) => r.top.id}
          empty={
            isNarrowed(rows) ? 'There are none.' : 'The scenario touches no open product or roadmap item.'
          }
          detail={(r) => proof === r.top.id && <Why of={r} causes={causesOf(r, w, rows)} />}
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
  if (kind) return count(n, kind.replace('_', ' '));
  return count(n, 'product or item', 'products and items');
}

/** The partner or component whose rows these are. */
function About({ id }: { id: string | undefined }) {
  const { data } = useName(id);
  return data ? (
    <>
      , <Ref to={data} />
    </>
  ) : null;
}

/** Who fails in the proof of a row: what was exposed before is proved without the scenario. */
function causesOf(r: Affected, w: WhatIfAnswer, rows: Rows): Reference[] {
  const before = rows.counted === 'othersExposed' && (rows.when === 'before' || rows.when === 'ended');
  return [...(before ? [] : [...w.removed, ...w.countries]), ...(r.stopper ? [r.stopper] : [])];
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
