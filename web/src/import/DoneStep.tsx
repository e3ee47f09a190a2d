import { getRouteApi, Link } from '@tanstack/react-router';
import { rejectsUrl, useImport, useStart } from '../api/imports';
import type { Import, Job } from '../api/types';
import { useCan } from '../app/roles';
import { count, instant, number } from '../format/text';
import { type Fact, Facts } from '../ui/Facts';
import { NotDone } from '../ui/Notice';
import { Section } from '../ui/Section';
import { Frame, NoImport } from './Frame';
import { HowRead, Notices } from './HowRead';
import { Kinds } from './Kinds';
import { feeds } from './mapping';
import { JobFaults, Progress } from './Progress';
import { RiskChange } from './RiskChange';
import { someStay } from './state';
import { useWork } from './work';

const route = getRouteApi('/import/$id/done');
const screens = [
  { kind: 'components', to: '/components' },
  { kind: 'partners', to: '/partners' },
  { kind: 'products', to: '/products' },
  { kind: 'roadmap items', to: '/roadmap' },
  { kind: 'contracts', to: '/contracts' },
  { kind: 'certificates', to: '/certificates' },
  { kind: 'people', to: '/people' },
] as const;

/** What came of it: progress while it is written, then the result, the rows left out, and undo. */
export function DoneStep() {
  const { id } = route.useParams();
  const loaded = useImport(id);
  const start = useStart(id);
  const may = useCan('importer');
  const i = loaded.data;
  const { job, busy } = useWork(i);
  if (!i) return <NoImport of={loaded} />;
  const left = i.counts.rejected + i.counts.undecided;
  const goesIn = i.state === 'applying' || (i.state === 'applied' && !busy);
  const fed = feeds(i);
  const list = screens.find((s) => fed.includes(s.kind));
  return (
    <Frame
      i={i}
      step="done"
      answer={<Answer i={i} busy={busy} job={job} />}
      verbs={
        <>
          {list && i.state === 'applied' && !busy && (
            <Link to={list.to} className="btn">
              Open {list.kind}
            </Link>
          )}
          {may && (i.state === 'applied' || someStay(i)) && !busy && (
            <button
              type="button"
              className="btn"
              disabled={start.isPending}
              onClick={() => start.mutate('undo')}
            >
              {i.state === 'applied' ? 'Undo this import' : 'Undo the rest'}
            </button>
          )}
          {may && (i.state === 'undone' || i.state === 'failed') && !busy && (
            <Link to="/import/$id/check" params={{ id }} className="btn">
              Back to the check
            </Link>
          )}
        </>
      }
    >
      <NotDone error={start.error} what="Nothing was written." />
      {busy && <Progress job={job} file={i.file} />}
      {!busy && (
        <JobFaults
          errors={i.errors}
          title={someStay(i) ? 'These stay, for they were changed or used since' : 'It ended badly'}
        />
      )}
      <div className="split">
        <div>
          {!busy && (
            <Section title="Result">
              <Facts of={result(i)} />
            </Section>
          )}
          {!busy && left > 0 && (
            <Section title="Rows left out" note={`${number(left)} of ${number(i.sniff.rows)}`}>
              <p className="say">
                <a href={rejectsUrl(id)} download>
                  Download the rows to mend
                </a>
                : your own rows with what is wrong in each. Mend them and upload the file again.
              </p>
            </Section>
          )}
          {i.state === 'applied' && !busy && (
            <Section title="Next">
              <p className="say">
                <Link to="/risk">See what single partners can stop now</Link>, or{' '}
                <Link to="/changes">read each change</Link>.
              </p>
            </Section>
          )}
        </div>
        <aside aria-label="What it did and how it was read">
          {goesIn && <Kinds i={i} />}
          {goesIn && i.risk && <RiskChange risk={i.risk} done={i.state === 'applied'} />}
          <HowRead i={i} />
          <Notices of={[...i.notices, ...i.sniff.notices]} />
        </aside>
      </div>
    </Frame>
  );
}

function Answer({ i, busy, job }: { i: Import; busy: boolean; job: Job | undefined }) {
  if (busy && !job) return <>One moment.</>;
  if (busy && (job?.state === 'queued' || job?.waits))
    return (
      <>
        It waits for its turn: one import is written at a time.{' '}
        {job.kind === 'apply' && ' Nothing of it is written yet.'}
      </>
    );
  if (busy)
    return <>{job?.kind === 'undo' ? 'It is being taken back.' : 'It is being written, batch by batch.'}</>;
  switch (i.state) {
    case 'applied':
      return (
        <>
          <strong>Applied</strong>
          {i.appliedAt && ` on ${instant(i.appliedAt)}`}: {count(i.changes, 'change')} written.
        </>
      );
    case 'undone':
      return (
        <>
          <strong>Undone</strong>
          {i.undoneAt && ` on ${instant(i.undoneAt)}`}: {count(i.restored, 'change')} taken back
          {someStay(i) && ', but not what is listed below'}. Their history stays.
        </>
      );
    case 'failed':
      return someStay(i) ? (
        <>
          <strong>It failed.</strong> What was changed meanwhile could not be taken back and is listed below.
        </>
      ) : (
        <>
          <strong>It failed. The graph has nothing of it.</strong> Check it again: it is then held against
          what is stored now.
        </>
      );
    default:
      return <>Not applied yet. Nothing is written.</>;
  }
}

/** What became of the rows; each number leads to them. */
function result(i: Import): Fact[] {
  const c = i.counts;
  const rows = (outcome: keyof Import['counts'], text: string) => (
    <Link to="/import/$id/check" params={{ id: i.id }} search={{ outcome }}>
      {text}
    </Link>
  );
  const counted = (label: string, outcome: keyof Import['counts']): Fact => ({
    label,
    value: c[outcome] ? rows(outcome, number(c[outcome])) : number(0),
  });
  const written = (label: string, outcome: 'create' | 'update'): Fact => {
    if (i.state === 'applied' || !c[outcome]) return counted(label, outcome);
    const gone = someStay(i) ? 'taken back, but not what is listed' : `${number(c[outcome])} taken back`;
    return { label, value: number(0), note: i.state === 'undone' ? rows(outcome, gone) : undefined };
  };
  return [
    written('Created', 'create'),
    written('Updated', 'update'),
    counted('Unchanged', 'unchanged'),
    counted('Rejected', 'rejected'),
    counted('Undecided', 'undecided'),
    counted('Skipped', 'skipped'),
    ...(i.appliedBy ? [{ label: 'Applied by', value: i.appliedBy }] : []),
    { label: 'File', value: i.file, note: `${number(i.size)} bytes` },
  ];
}
