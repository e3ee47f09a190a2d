import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { url } from '../api/client';
import { useItemFacts } from '../api/queries';
import type { MatrixAnswer } from '../api/types';
import { announce } from '../app/announce';
import { count, number, quarter } from '../format/text';
import { ChipSelect, ChipToggle, FilterBar } from '../ui/Filters';
import { Head } from '../ui/Head';
import { Icon } from '../ui/Icon';
import { LayerChip } from '../ui/LayerChip';
import { Failed } from '../ui/Notice';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { useFilters } from '../ui/useFilters';
import { CellProof } from './CellProof';
import { Grid } from './Grid';
import { type MatrixColumns, type MatrixRows, matrixSize, useMatrix } from './queries';

const route = getRouteApi('/matrix');

export const rowNames: Record<MatrixRows, { title: string; one: string; many: string }> = {
  'roadmap-items': { title: 'Roadmap', one: 'item', many: 'items' },
  products: { title: 'Products', one: 'product', many: 'products' },
  layers: { title: 'Layers', one: 'layer', many: 'layers' },
  components: { title: 'Components', one: 'component', many: 'components' },
};
export const columnNames: Record<MatrixColumns, { one: string; many: string }> = {
  partners: { one: 'partner', many: 'partners' },
  countries: { one: 'country', many: 'countries' },
  people: { one: 'person', many: 'people' },
};
const causes = (['countries', 'people'] as const).map((id) => ({ id, name: id }));

/** Which items need which partners? A row an item, a column a partner; a cell opens its proof below. */
export function Matrix() {
  const search = route.useSearch();
  const { filter, push } = useFilters();
  const router = useRouter();
  const rows: MatrixRows = search.rows ?? 'roadmap-items';
  const columns: MatrixColumns = search.columns ?? 'partners';
  const asked = { rows, columns, quarter: search.quarter, layer: search.layer, empty: search.empty };
  const answer = useMatrix({ ...asked, cursor: search.cursor });
  const m = answer.data;
  const at = search.at ?? 0;
  const noun = rowNames[rows];
  const by = columnNames[columns];
  useEffect(() => {
    if (m)
      announce(`${count(m.totals.rows, noun.one, noun.many)} by ${count(m.totals.columns, by.one, by.many)}`);
  }, [m, noun, by]);
  return (
    <>
      <Head title={`${noun.title} by ${by.one}`}>{m && <Lede m={m} rows={rows} columns={columns} />}</Head>
      <FilterBar end={<Legend />}>
        <span className="seg">
          {(Object.keys(rowNames) as MatrixRows[]).map((r) => (
            <Plain
              key={r}
              to="/matrix"
              search={{ rows: r === 'roadmap-items' ? undefined : r, columns: search.columns }}
              current={r === rows ? 'true' : undefined}
            >
              {r === 'roadmap-items' ? 'Items' : rowNames[r].title}
            </Plain>
          ))}
        </span>
        <ChipSelect
          label="By"
          value={search.columns}
          all="partners"
          choices={causes}
          onChange={(c) => filter({ columns: c, cell: undefined })}
        />
        {rows === 'roadmap-items' && (
          <Quarters value={search.quarter} onChange={(q) => filter({ quarter: q, cell: undefined })} />
        )}
        {(rows === 'components' || rows === 'roadmap-items') && (
          <LayerChip value={search.layer} onChange={(layer) => filter({ layer, cell: undefined })} />
        )}
        <ChipToggle
          label="Show empty"
          on={!!search.empty}
          onChange={(on) => filter({ empty: on ? true : undefined })}
        />
      </FilterBar>
      {answer.error && !m && <Failed error={answer.error} again={() => void answer.refetch()} />}
      {m && m.rows.length === 0 && <Nothing filtered={!!(search.quarter || search.layer)} noun={noun.many} />}
      {m && m.rows.length > 0 && <Grid m={m} rows={rows} columns={columns} cell={search.cell} />}
      {m && m.rows.length > 0 && (
        <Pager
          shown={m.rows.length}
          at={at}
          total={m.totals.rows}
          order={`${shownColumns(m, by)}, most stopped first`}
          onNext={m.next ? () => push({ cursor: m.next ?? undefined, at: at + matrixSize }) : undefined}
          onPrevious={search.cursor ? () => router.history.back() : undefined}
          onFirst={search.cursor ? () => push({ cursor: undefined, at: undefined }) : undefined}
          csv={url('/risk/matrix', { ...asked, format: 'csv' })}
        />
      )}
      {m && search.cell && <CellProof m={m} cell={search.cell} columns={columns} rows={rows} />}
    </>
  );
}

function shownColumns(m: MatrixAnswer, by: { one: string; many: string }): string {
  const shown = m.columns.length;
  return shown < m.totals.columns
    ? `${number(shown)} of ${count(m.totals.columns, by.one, by.many)} shown`
    : count(shown, by.one, by.many);
}

function Lede({ m, rows, columns }: { m: MatrixAnswer; rows: MatrixRows; columns: MatrixColumns }) {
  const noun = rowNames[rows];
  const by = columnNames[columns];
  return (
    <>
      A row shows which {by.many} {noun.one === 'item' ? 'an item' : `a ${noun.one}`} rests on, a column what
      a {by.one} can stop.{' '}
      {m.totals.rows > 0 && (
        <>
          <strong>
            {count(m.totals.stops, 'cell')} {m.totals.stops === 1 ? 'stops' : 'stop'}
          </strong>{' '}
          {number(m.totals.rowsStopped)} of {count(m.totals.rows, noun.one, noun.many)}.
        </>
      )}
    </>
  );
}

function Legend() {
  return (
    <span className="legend">
      <span className="effect stops">
        <Icon id="e-stops" />
        stops
      </span>
      <span>
        <Icon id="e-half" />
        one of two
      </span>
      <span>
        <Icon id="e-more" />
        one of three or more
      </span>
    </span>
  );
}

/** The quarters in which open items are due. */
function Quarters({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (q: string | undefined) => void;
}) {
  const facts = useItemFacts();
  const dates = [...(facts.data?.values() ?? [])].flatMap((f) => f.targetDate ?? []);
  const choices = new Map(
    dates.sort().map((d) => [`${d.slice(0, 4)}-${quarter(d).slice(0, 2)}`, quarter(d)]),
  );
  return (
    <ChipSelect
      label="Quarter"
      value={value}
      choices={[...choices].map(([id, name]) => ({ id, name }))}
      onChange={onChange}
    />
  );
}

function Nothing({ filtered, noun }: { filtered: boolean; noun: string }) {
  const { filter } = useFilters();
  if (!filtered)
    return (
      <p className="quiet">
        No open {noun} rest on anybody yet. Record what they need, and by whom it comes.
      </p>
    );
  return (
    <p className="quiet">
      No {noun} here rest on anybody.{' '}
      <button
        type="button"
        className="as-link"
        onClick={() => filter({ quarter: undefined, layer: undefined })}
      >
        Drop the filters
      </button>
    </p>
  );
}
