import { Link } from '@tanstack/react-router';
import { useImport, useImports } from '../api/imports';
import { useMeta } from '../api/queries';
import type { Import } from '../api/types';
import { count, day } from '../format/text';
import { outcomesOf, stepOf, summaryOf } from '../import/state';
import { Facts } from '../ui/Facts';
import { Section } from '../ui/Section';
import { ChangedRecord } from './Changes';
import type { Operation } from './operations';
import { useLastWrites } from './useLastWrites';

export function RecentImports() {
  const { data } = useImports();
  if (!data?.items.length) return null;
  return (
    <Section title="Recent imports" className="tight">
      <Facts
        dated
        of={data.items.slice(0, 3).map((i) => ({
          id: i.id,
          label: day(i.createdAt),
          value: (
            <Link to={stepOf(i)} params={{ id: i.id }}>
              {i.file}
            </Link>
          ),
          note: (
            <>
              {count(i.sniff.rows, 'row')}, <Outcomes of={i} />
            </>
          ),
        }))}
      />
    </Section>
  );
}

/** Where an import stands; each outcome that is counted leads to its rows. */
function Outcomes({ of: i }: { of: Import }) {
  const all = outcomesOf(i);
  if (!all.length) return summaryOf(i);
  return (
    <>
      {i.state === 'checked' && 'checked: '}
      {all.map(({ outcome, text }, at) => (
        <span key={outcome}>
          {at > 0 && (at < all.length - 1 ? ', ' : ' and ')}
          <Link to="/import/$id/check" params={{ id: i.id }} search={{ outcome }}>
            {text}
          </Link>
        </span>
      ))}
    </>
  );
}

const shown = 5;

/** What was written last, one row an operation. */
export function RecentChanges() {
  const { data: meta } = useMeta();
  const { data } = useLastWrites(meta?.change, shown);
  if (!data?.operations.length) return null;
  return (
    <Section title="Last changes" end={<Link to="/changes">All</Link>}>
      <Facts
        dated
        of={data.operations.map((o) => ({
          id: o.key,
          label: day(o.main.at),
          value: o.importId ? (
            <Imported id={o.importId} undone={o.undone} />
          ) : (
            <ChangedRecord change={o.main} refs={data.refs} />
          ),
          note: o.importId ? o.main.actor : noteOf(o),
        }))}
      />
    </Section>
  );
}

function noteOf({ main, changes }: Operation): string {
  const more = changes.length - 1;
  return `${main.op}d, ${main.actor}${more ? `, with ${count(more, 'more change')}` : ''}`;
}

/** An import in one line, with the counts of the whole of it. */
function Imported({ id, undone }: { id: string; undone: boolean }) {
  const { data } = useImport(id);
  return (
    <span className="say">
      <Link to="/import/$id/done" params={{ id }}>
        {data?.file ?? 'Import'}
      </Link>{' '}
      <span className="muted">
        {undone ? 'taken back' : data && <Outcomes of={{ ...data, state: 'applied' }} />}
      </span>
    </span>
  );
}
