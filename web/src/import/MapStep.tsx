import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useImport, useImportFields, usePatchImport, useStart } from '../api/imports';
import type { Import, ImportPatch } from '../api/types';
import { useCan } from '../app/roles';
import { count, list, number } from '../format/text';
import { Unread } from '../ui/ErrorScreen';
import { ChipSelect } from '../ui/Filters';
import { Head } from '../ui/Head';
import { Failed, Notice } from '../ui/Notice';
import { delimiterName, Frame, HowRead, Notices } from './Frame';
import { MapTable } from './MapTable';
import { fieldLabel, kindsOfFile, lacking, setField } from './state';

const route = getRouteApi('/import/$id/map');
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'].map((id) => ({ id, name: id }));
const delimiters = [',', ';', '|', '\t'].map((id) => ({ id, name: delimiterName(id) }));

/** What each column means. Every change is kept on the server, so a reload loses nothing. */
export function MapStep() {
  const { id } = route.useParams();
  const loaded = useImport(id);
  const known = useImportFields();
  const patch = usePatchImport(id);
  const start = useStart(id);
  const navigate = useNavigate();
  const may = useCan('importer');
  if (loaded.error) return <Unread error={loaded.error} what="import" again={() => void loaded.refetch()} />;
  const i = loaded.data;
  if (!i) return <Head title="Import" />;
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
              disabled={start.isPending || patch.isPending || missing.length > 0}
              onClick={check}
            >
              Check {count(i.sniff.rows, 'row')}
            </button>
          )}
        </>
      }
    >
      {(patch.error || start.error) && (
        <Failed error={patch.error ?? start.error} what="The mapping stands as it was." />
      )}
      {missing.length > 0 && (
        <Notice tone="unknown">
          <p>A column is still wanted for: {list(missing.map(fieldLabel))}.</p>
        </Notice>
      )}
      <Reading i={i} closed={closed} onPatch={(p) => patch.mutate(p)} />
      <MapTable
        i={{ ...i, mapping: (patch.isPending && patch.variables.mapping) || i.mapping }}
        fields={fields}
        closed={closed || patch.isPending}
        onField={(at, field) => patch.mutate({ mapping: setField(i.mapping, at, field) })}
      />
      <p className="under">
        <span>{count(i.mapping.columns.length, 'column')}</span>
      </p>
      <div className="halves">
        <HowRead i={i} />
        <Notices of={i.sniff.notices} />
      </div>
    </Frame>
  );
}

function Answer({ i, missing }: { i: Import; missing: string[] }) {
  const mapped = i.mapping.columns.filter((c) => c.field).length;
  const left = i.mapping.columns.length - mapped;
  return (
    <>
      {number(mapped)} of {count(i.mapping.columns.length, 'column')} have a place
      {missing.length > 0 && (
        <>
          , <strong>{count(missing.length, 'field')} still wanted</strong>
        </>
      )}
      {left > 0 && `, ${number(left)} ${left === 1 ? 'is' : 'are'} left out`}. Nothing is written yet.
    </>
  );
}

type ReadingProps = { i: Import; closed: boolean; onPatch: (p: ImportPatch) => void };

/** What the file is and how it was read, each of it changeable. */
function Reading({ i, closed, onPatch }: ReadingProps) {
  const reading = i.mapping.reading ?? {};
  const [source, setSource] = useState(i.source);
  if (closed) return null;
  return (
    <div className="bar">
      <ChipSelect
        label="File is"
        value={i.mapping.as}
        choices={kindsOfFile}
        all=""
        onChange={(as) => as && onPatch({ as: as as Import['as'] })}
      />
      <ChipSelect
        label="Encoding"
        value={i.sniff.encoding}
        choices={encodings}
        all=""
        onChange={(encoding) =>
          encoding && onPatch({ reading: { ...reading, encoding: encoding as 'utf-8' } })
        }
      />
      <ChipSelect
        label="Delimiter"
        value={i.sniff.delimiter}
        choices={delimiters}
        all=""
        onChange={(delimiter) =>
          delimiter && onPatch({ reading: { ...reading, delimiter: delimiter as ',' } })
        }
      />
      <label className="inline-field">
        Source
        <input
          className="input short"
          value={source}
          onChange={(e) => setSource(e.target.value)}
          onBlur={() => source.trim() && source !== i.source && onPatch({ source: source.trim() })}
        />
      </label>
    </div>
  );
}
