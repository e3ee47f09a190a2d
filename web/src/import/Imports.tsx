import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { useImports, useUpload } from '../api/imports';
import type { Import } from '../api/types';
import { useCan } from '../app/roles';
import { instant, list, number } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { Head } from '../ui/Head';
import { Pager } from '../ui/Pager';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { feeds, kindsOfFile } from './mapping';
import { Refused } from './Refused';
import { stepOf, summaryOf } from './state';

const route = getRouteApi('/import');

/** The first step, and the history of imports. */
export function Imports() {
  const search = route.useSearch();
  const { push } = useFilters();
  const router = useRouter();
  const list = useImports(search.cursor);
  const may = useCan('importer');
  const at = search.at ?? 0;
  return (
    <>
      <Head title="Import">
        Every file is checked in full before anything is written, and every import can be undone.
      </Head>
      {may ? <UploadForm /> : <p className="quiet">Your role may read imports, not make them.</p>}
      <Section title="History" note="newest first">
        <DataTable<Import>
          label="Imports"
          columns={columns}
          rows={list.data?.items}
          keyOf={(i) => i.id}
          error={list.error}
          again={() => void list.refetch()}
          empty="No file was imported yet."
        />
        <Pager
          shown={list.data?.items.length}
          at={at}
          onNext={
            list.data?.next ? () => push({ cursor: list.data?.next ?? undefined, at: at + 20 }) : undefined
          }
          onPrevious={search.cursor ? () => router.history.back() : undefined}
          onFirst={search.cursor ? () => push({ cursor: undefined, at: undefined }) : undefined}
        />
      </Section>
    </>
  );
}

function UploadForm() {
  const [as, setAs] = useState('');
  const [source, setSource] = useState('');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload();
  const navigate = useNavigate();
  const send = (file: File | undefined) => {
    if (!file) return;
    upload.mutate(
      { file, as: as || undefined, source: source.trim() || undefined },
      { onSuccess: (i) => void navigate({ to: '/import/$id/map', params: { id: i.id } }) },
    );
  };
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    send(e.dataTransfer.files[0]);
  };
  return (
    <Section title="Upload a file">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div className="fields">
          <div className="field">
            <label htmlFor="as">The rows are</label>
            <span className="select-box">
              <select id="as" className="input" value={as} onChange={(e) => setAs(e.target.value)}>
                <option value="">to be guessed from the columns</option>
                {kindsOfFile.map((k) => (
                  <option key={k.id} value={k.id}>
                    {k.name}
                  </option>
                ))}
              </select>
            </span>
          </div>
          <div className="field">
            <label htmlFor="source">Source</label>
            <input
              id="source"
              className="input"
              value={source}
              placeholder="file"
              aria-describedby="source-hint"
              onChange={(e) => setSource(e.target.value)}
            />
            <span className="hint" id="source-hint">
              Short name of the system the ids come from, the same for every file of it.
            </span>
          </div>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,text/csv,application/json"
          aria-label="File"
          onChange={(e) => {
            send(e.target.files?.[0]);
            e.target.value = ''; // the same file, mended, may be chosen again
          }}
        />
        <p className="row">
          <button
            type="button"
            className="btn primary"
            disabled={upload.isPending}
            onClick={() => input.current?.click()}
          >
            {upload.isPending ? 'Uploading' : 'Choose a file'}
          </button>
          <span className="muted">or drop one here, up to 64 MiB</span>
        </p>
        <p className="hint">
          Tables (.csv, .tsv, .xlsx): partners, offerings, contracts, parts lists, Jira issues, DORA
          registers. Documents (.json): CycloneDX, SPDX 2, GLEIF.
        </p>
      </div>
      {upload.error && <Refused error={upload.error} file={upload.variables?.file.name ?? 'The file'} />}
    </Section>
  );
}

const columns: Column<Import>[] = [
  {
    id: 'file',
    head: 'File',
    name: true,
    wrap: true,
    cell: (i) => (
      <Link to={stepOf(i)} params={{ id: i.id }}>
        {i.file}
      </Link>
    ),
  },
  { id: 'as', head: 'Rows are', p2: true, cell: (i) => list(feeds(i)) },
  { id: 'rows', head: 'Rows', num: true, cell: (i) => number(i.sniff.rows) },
  { id: 'state', head: 'Outcome', wrap: true, cell: (i) => summaryOf(i) },
  { id: 'who', head: 'Who', p2: true, cell: (i) => i.createdBy },
  { id: 'when', head: 'When', p2: true, num: true, cell: (i) => instant(i.createdAt) },
];
