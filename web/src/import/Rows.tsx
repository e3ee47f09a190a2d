import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useImportRows } from '../api/imports';
import type { Import, Outcome, Row } from '../api/types';
import { linkWords, linkWordsBack } from '../format/kinds';
import { number, valueText } from '../format/text';
import { Diff } from '../ui/Diff';
import { Failed } from '../ui/Notice';
import { Pager } from '../ui/Pager';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { Errors } from './Errors';
import { fieldLabel } from './mapping';

const route = getRouteApi('/import/$id/check');
const titles: Record<Outcome, string> = {
  create: 'Rows that create',
  update: 'Updates',
  unchanged: 'Unchanged rows',
  undecided: 'Rows that need a decision',
  rejected: 'Rejected rows',
  skipped: 'Skipped rows',
};

/** The rows of one outcome, in the order of the file, with what is wrong or what changes. */
export function Rows({ i, outcome, rejects }: { i: Import; outcome: Outcome; rejects: string }) {
  const search = route.useSearch();
  const { push } = useFilters();
  const router = useRouter();
  const page = useImportRows(i.id, outcome, search.cursor, `${i.plan} ${i.digest}`);
  const at = search.at ?? 0;
  const bad = outcome === 'rejected' || outcome === 'undecided';
  const total = i.counts[outcome];
  return (
    <Section
      title={titles[outcome]}
      note={`${number(total)} of ${number(i.sniff.rows)}`}
      end={
        bad && (
          <a href={rejects} download>
            Download the rows to mend
          </a>
        )
      }
    >
      {page.error && <Failed error={page.error} again={() => void page.refetch()} />}
      {page.data && (
        <section className="scroll bare" aria-label={titles[outcome]} tabIndex={0}>
          {bad ? <Errors rows={page.data.items} /> : <Plain rows={page.data.items} outcome={outcome} />}
        </section>
      )}
      <Pager
        shown={page.data?.items.length}
        at={at}
        total={total}
        order="in the order of the file"
        onNext={
          page.data?.next
            ? () => push({ outcome, cursor: page.data?.next ?? undefined, at: at + 50 })
            : undefined
        }
        onPrevious={search.cursor ? () => router.history.back() : undefined}
      />
    </Section>
  );
}

function Plain({ rows, outcome }: { rows: readonly Row[]; outcome: Outcome }) {
  const changes = rows.some((r) => r.changes?.length);
  const creates = outcome === 'create';
  const oneLine = rows.length > 1 && rows.every((r) => r.line === rows[0]?.line);
  const place = (r: Row) => (oneLine ? r.row : r.line);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col" className="num">
            {oneLine ? 'Number' : 'Line'}
          </th>
          <th scope="col">Row</th>
          {changes && !creates && <th scope="col">Field</th>}
          {changes && <th scope="col">{creates ? 'Will be stored' : 'Change'}</th>}
          {outcome === 'skipped' && <th scope="col">Because</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => {
          const fields = changes ? (r.changes ?? []) : [];
          return (
            <Fragment key={r.row}>
              <tr>
                <td className="num">
                  {r.sheet ? `${r.sheet}, ` : ''}
                  {number(place(r))}
                </td>
                <th scope="row">
                  {r.name ?? ''}
                  <Beside row={r} />
                </th>
                {changes && creates && <Stored of={fields} name={r.name} />}
                {changes && !creates && <Field of={fields[0]} />}
                {outcome === 'skipped' && <td>{r.reason}</td>}
              </tr>
              {(creates ? [] : fields.slice(1)).map((f) => (
                <tr key={f.field}>
                  <td className="num">{number(place(r))}</td>
                  <td className="muted">same row</td>
                  <Field of={f} />
                </tr>
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

/** What is worth a look in a row that goes in: what its name may be another name of, and why. */
function Beside({ row }: { row: Row }) {
  return (
    <>
      {row.outcome !== 'skipped' && row.reason && !row.suggestions?.length && (
        <span className="src">{row.reason}</span>
      )}
      {row.suggestions?.map((s) => (
        <span key={`${s.entity} ${s.name}`} className="src">
          may be another name of {s.name}: {s.reason}
        </span>
      ))}
    </>
  );
}

type Change = NonNullable<Row['changes']>[number];

/** Fields that say what the row is called, which stands beside them. */
const own = /^(name|title|(partner|component|product|item)[.]name|offering[.]component)$/;

/** All that a row which creates would store, but for the name beside it. */
function Stored({ of, name }: { of: readonly Change[]; name: string | undefined }) {
  const said = of.filter((f) => !own.test(f.field) || f.new !== name);
  return (
    <td className="quiet stored">
      {said.map((f, n) => (
        <span key={`${f.field} ${n}`}>
          {wordOf(f)} <b>{valueText(f.field, f.new)}</b>
        </span>
      ))}
    </td>
  );
}

/** A field by its label, a link as words between the row's name and what it names. */
const wordOf = ({ field, back }: Change) => (back ? linkWordsBack : linkWords)[field] ?? fieldLabel(field);

function Field({ of }: { of: Change | undefined }) {
  if (!of)
    return (
      <>
        <td className="muted">new</td>
        <td />
      </>
    );
  return (
    <>
      <td>{fieldLabel(of.field)}</td>
      <td>
        <Diff field={of.field} from={of.old} to={of.new} />
      </td>
    </>
  );
}
