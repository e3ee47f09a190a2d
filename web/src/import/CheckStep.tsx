import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { rejectsUrl, useImport, usePatchImport, useStart } from '../api/imports';
import type { Import, Outcome } from '../api/types';
import { useCan } from '../app/roles';
import { count, list, number } from '../format/text';
import { Icon } from '../ui/Icon';
import { NotDone } from '../ui/Notice';
import { Plain } from '../ui/Plain';
import { Decisions } from './Decisions';
import { Frame, NoImport } from './Frame';
import { HowRead, Notices } from './HowRead';
import { Kinds } from './Kinds';
import { feeds } from './mapping';
import { JobFaults, Progress } from './Progress';
import { RiskChange } from './RiskChange';
import { Rows } from './Rows';
import { applyState, settles } from './state';
import { useWork } from './work';

const route = getRouteApi('/import/$id/check');

/** What the whole file would do: counts, bad rows with their reasons, decisions, updates. Nothing is written yet. */
export function CheckStep() {
  const { id } = route.useParams();
  const { outcome } = route.useSearch();
  const loaded = useImport(id);
  const patch = usePatchImport(id);
  const start = useStart(id);
  const navigate = useNavigate();
  const may = useCan('importer');
  const i = loaded.data;
  const { job, busy } = useWork(i);
  if (!i) return <NoImport of={loaded} />;
  const running = i.state === 'checking';
  const found = i.state === 'checked' || i.plan || i.decisions.length > 0;
  const can = applyState(i);
  const shown = outcome ?? first(i);
  const apply = () =>
    start.mutate('apply', { onSuccess: () => void navigate({ to: '/import/$id/done', params: { id } }) });
  const answer = (answers: Record<string, string>) => patch.mutate({ decisions: answers });
  const mendFirst = shown === 'rejected' && !settles(i);
  const rows = shown && <Rows i={i} outcome={shown} rejects={rejectsUrl(id)} />;
  return (
    <Frame
      i={i}
      step="check"
      answer={<Answer i={i} running={running} />}
      verbs={
        may && (
          <>
            <Link to="/import/$id/map" params={{ id }} className="btn">
              Back to mapping
            </Link>
            <button
              type="button"
              className={i.state === 'mapping' ? 'btn primary' : 'btn'}
              disabled={busy || start.isPending}
              onClick={() => start.mutate('check')}
            >
              {found ? 'Check again' : 'Check'}
            </button>
            <button
              type="button"
              className={can.may ? 'btn primary' : 'btn'}
              disabled={!can.may || busy || start.isPending}
              aria-describedby={can.may ? undefined : 'whynot'}
              onClick={apply}
            >
              Apply
            </button>
          </>
        )
      }
    >
      <NotDone error={patch.error ?? start.error} what="Nothing was written." />
      {running && <Progress job={job} file={i.file} />}
      {i.state === 'failed' && (
        <JobFaults errors={i.errors} title="The check ended badly. Nothing was written." />
      )}
      {!running && found && (
        <>
          <Counts i={i} shown={shown} />
          <p id="whynot" className="quiet whynot">
            <span>{can.why}</span>
            {can.leave && may && (
              <label className="check">
                <input
                  type="checkbox"
                  checked={i.skipBad}
                  onChange={(e) => patch.mutate({ skipBad: e.target.checked })}
                />
                leave {can.leave.bad === 1 ? 'it' : 'them'} out and apply {count(can.leave.good, 'row')}
              </label>
            )}
          </p>
          <div className="split">
            <div>
              {mendFirst && rows}
              <Decisions i={i} closed={!may} onAnswer={answer} />
              {!mendFirst && rows}
            </div>
            <aside aria-label="What it does and how it was read">
              <Kinds i={i} />
              {i.risk && <RiskChange risk={i.risk} />}
              <HowRead i={i} />
              <Notices of={[...i.notices, ...i.sniff.notices]} />
            </aside>
          </div>
        </>
      )}
    </Frame>
  );
}

function first(i: Import): Outcome | undefined {
  const order: Outcome[] = ['rejected', 'undecided', 'update', 'create', 'unchanged', 'skipped'];
  return order.find((o) => i.counts[o] > 0);
}

function Answer({ i, running }: { i: Import; running: boolean }) {
  const fed = feeds(i);
  if (running) return <>The whole file is being checked. Nothing is written.</>;
  if (['applied', 'applying', 'undone'].includes(i.state))
    return <>This is what the check found before it was applied.</>;
  if (i.state === 'mapping')
    return i.decisions.length ? (
      <>Your answers count from the next check on.</>
    ) : (
      <>Something was changed since the last check, or there was none. Check the file.</>
    );
  const c = i.counts;
  const open = i.decisions.filter((d) => !d.optional && !d.chosen).length;
  return (
    <>
      <strong>Nothing is written yet.</strong> {count(i.sniff.rows, 'row')}
      {fed.length > 0 && ` of ${list(fed)}`}
      {i.source !== 'file' && ` from source ${i.source}`}:{' '}
      {c.rejected > 0 && `${number(c.rejected)} ${c.rejected === 1 ? 'needs' : 'need'} a correction, `}
      {open > 0 && `${count(open, 'question')} to answer, `}
      {c.create + c.update > 0 ? `${number(c.create + c.update)} would be written.` : 'nothing would change.'}
    </>
  );
}

const outcomes: { id: Outcome; name: string }[] = [
  { id: 'create', name: 'create' },
  { id: 'update', name: 'update' },
  { id: 'unchanged', name: 'unchanged' },
  { id: 'undecided', name: 'need a decision' },
  { id: 'rejected', name: 'rejected' },
  { id: 'skipped', name: 'skipped' },
];

function Counts({ i, shown }: { i: Import; shown: Outcome | undefined }) {
  const tone = (o: Outcome, n: number) =>
    n && o === 'rejected' ? 'verdict exposed' : n && o === 'undecided' ? 'verdict unknown' : undefined;
  return (
    <nav className="counts" aria-label="Rows by outcome">
      {outcomes.map(({ id, name }) => {
        const n = i.counts[id];
        const mark = tone(id, n);
        const inner = (
          <>
            <b>{number(n)}</b>
            <span className={mark}>
              {mark && <Icon id={id === 'rejected' ? 'v-exposed' : 'v-unknown'} />}
              {name}
            </span>
          </>
        );
        if (!n)
          return (
            <div key={id} className="none">
              {inner}
            </div>
          );
        return (
          <Plain
            key={id}
            to="/import/$id/check"
            params={{ id: i.id }}
            search={{ outcome: id }}
            current={shown === id ? 'true' : undefined}
          >
            {inner}
          </Plain>
        );
      })}
    </nav>
  );
}
