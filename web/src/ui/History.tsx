import { useHistory } from '../api/queries';
import type { Change, Collection, Refs } from '../api/types';
import { changesBetween } from '../format/diff';
import { day, word } from '../format/text';
import { FieldLine } from './Diff';
import { Facts } from './Facts';
import { Failed } from './Notice';
import { Section } from './Section';
import { UndoOperation, undoable } from './UndoOperation';

/** What became of an entity, newest first. */
export function History({ collection, id }: { collection: Collection; id: string }) {
  const { data, error, refetch } = useHistory(collection, id);
  const back = undoable(data?.items ?? []);
  return (
    <Section title="History">
      {error && <Failed error={error} again={() => void refetch()} />}
      {data && (
        <Facts
          dated
          of={data.items.map((c) => ({
            id: String(c.seq),
            label: day(c.at),
            value: (
              <>
                <Line change={c} refs={data.refs} />
                {back.has(c.seq) && <UndoOperation of={c} />}
              </>
            ),
            note: `${c.actor}${c.importId ? ', import' : ''}`,
          }))}
        />
      )}
      {data?.next && <p className="muted">Older changes are in the feed.</p>}
    </Section>
  );
}

function Line({ change, refs }: { change: Change; refs: Refs }) {
  if (change.op !== 'update') return <>{word(`${change.op}d`)}</>;
  const fields = changesBetween(change.before, change.after);
  return (
    <>
      {fields.slice(0, 4).map((f) => (
        <div key={f.field}>
          <FieldLine field={f.field} from={f.old} to={f.new} refs={refs} />
        </div>
      ))}
      {fields.length > 4 && <span className="muted">+{fields.length - 4} more fields</span>}
    </>
  );
}
