import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { mappingUrl, useImport, useImportFields, usePatchImport, useStart } from '../api/imports';
import type { Import } from '../api/types';
import { useCan } from '../app/roles';
import { count, list, number } from '../format/text';
import { NotDone, Notice } from '../ui/Notice';
import { DocumentTable } from './DocumentTable';
import { Frame, NoImport } from './Frame';
import { formatName, isDocument } from './format';
import { HowRead, Notices } from './HowRead';
import { MapTable } from './MapTable';
import { feeds, fieldLabel, lacking, pricesLeft, setField } from './mapping';
import { Reading } from './Reading';
import { Remembered } from './Remembered';

const route = getRouteApi('/import/$id/map');

/** What each column means. Every change is kept on the server, so a reload loses nothing. */
export function MapStep() {
  const { id } = route.useParams();
  const loaded = useImport(id);
  const known = useImportFields();
  const patch = usePatchImport(id);
  const start = useStart(id);
  const navigate = useNavigate();
  const may = useCan('importer');
  const i = loaded.data;
  if (!i) return <NoImport of={loaded} />;
  const fields = known.data?.items.find((k) => k.as === i.mapping.as)?.fields ?? [];
  const missing = lacking(i.mapping, fields);
  const closed = !may || ['applying', 'applied', 'checking'].includes(i.state);
  const check = () =>
    start.mutate('check', { onSuccess: () => void navigate({ to: '/import/$id/check', params: { id } }) });
  return (
    <Frame
      i={i}
      step="map"
      answer={<Answer i={i} missing={missing} />}
      verbs={
        <>
          <Link to="/import" className="btn">
            Back
          </Link>
          {!closed && (
            <button
              type="button"
              className="btn primary"
              disabled={start.isPending || !i.as || !i.sniff.rows || missing.length > 0}
              onClick={check}
            >
              Check {count(i.sniff.rows, 'row')}
            </button>
          )}
        </>
      }
    >
      <NotDone error={patch.error ?? start.error} what="The mapping stands as it was." />
      <Wanted i={i} missing={missing} />
      {!closed && <Prices i={i} />}
      {!closed && <Reading i={i} fields={fields} missing={missing} onPatch={(p) => patch.mutate(p)} />}
      <Remembered i={i} may={may} />
      {isDocument(i.sniff.format) ? (
        <DocumentTable i={i} />
      ) : (
        <MapTable
          i={i}
          fields={fields}
          closed={closed}
          onField={(at, field) => patch.mutate({ mapping: setField(i.mapping, at, field, fields) })}
        />
      )}
      <p className="under">
        <span>{count(i.mapping.columns.length, 'column')}</span>
        {i.as && (
          <span className="end">
            <a href={mappingUrl(id)} download>
              Download this mapping
            </a>
          </span>
        )}
      </p>
      <div className="halves">
        <HowRead i={i} />
        <Notices of={i.sniff.notices} />
      </div>
    </Frame>
  );
}

const named = 3;

/** Why columns of prices have no place, and what a buyer can do about it. */
function Prices({ i }: { i: Import }) {
  const left = pricesLeft(i);
  if (!left.length) return null;
  const more = left.length > named ? [`${number(left.length - named)} more`] : [];
  return (
    <Notice>
      <p>
        {count(left.length, 'column')} of prices {left.length === 1 ? 'is' : 'are'} left out:{' '}
        {list([...left.slice(0, named), ...more])}. An offering has one price, that of one piece. If one of
        them holds it for the quantity you buy, choose “Offering unit price” for that column.
      </p>
    </Notice>
  );
}

/** What holds the check back. */
function Wanted({ i, missing }: { i: Import; missing: string[] }) {
  if (!i.sniff.rows)
    return (
      <Notice tone="unknown">
        <p>Nothing stands below the headers: there is no row to check.</p>
      </Notice>
    );
  if (!i.as)
    return (
      <Notice tone="unknown">
        <p>
          The columns do not say what the rows are. Choose it beside “File is”
          {i.sniff.headerLine > 0 && '; where there are no headers, choose “none” beside “Header row” first'}.
        </p>
      </Notice>
    );
  if (!missing.length) return null;
  return (
    <Notice tone="unknown">
      <p>
        Still wanted: {list(missing.map(fieldLabel))}. Give a column below, or one value for every row beside
        “where blank”.
      </p>
    </Notice>
  );
}

function Answer({ i, missing }: { i: Import; missing: string[] }) {
  const { columns } = i.mapping;
  const mapped = columns.filter((c) => c.field).length;
  const left = columns.length - mapped;
  if (isDocument(i.sniff.format))
    return (
      <>
        {formatName(i.sniff)}: it says itself what becomes what. It feeds {list(feeds(i)) || 'nothing'}.{' '}
        <strong>Nothing is written yet.</strong>
      </>
    );
  return (
    <>
      {number(mapped)} of {count(columns.length, 'column')} {columns.length === 1 ? 'has' : 'have'} a place
      {missing.length > 0 && (
        <>
          , <strong>{count(missing.length, 'field')} still wanted</strong>
        </>
      )}
      {left > 0 && `, ${number(left)} ${left === 1 ? 'is' : 'are'} left out`}. Nothing is written yet.
    </>
  );
}
