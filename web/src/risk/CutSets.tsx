import { getRouteApi } from '@tanstack/react-router';
import { count, list, number } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect } from '../ui/Filters';
import { Icon } from '../ui/Icon';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { Ref, refName } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { CauseChoice, causeNames, supposing, useCause } from './cause';
import { chance } from './chance';
import { type CutSet, type CutSets as Page, useCutSets } from './queries';
import { chooseTop, TopChoice, useTop } from './TopChoice';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');
const orders = [
  { id: '1', name: 'one alone' },
  { id: '2', name: 'up to two' },
  { id: '4', name: 'up to four' },
  { id: 'all', name: 'any number' },
];
export const keyOf = (c: CutSet) => c.events.map((e) => e.id).join(' ');

/** What stops one thing, alone, in pairs and in threes: its minimal cut sets, the smallest first. */
export function CutSets() {
  const search = route.useSearch();
  const { filter } = useFilters();
  const { top, none, failsFor } = useTop();
  const order = search.order === 'all' ? undefined : Number(search.order ?? '3');
  const cause = useCause();
  const page = useCutSets({ top, order, cause: search.cause, cursor: search.cursor });
  const failed = failsFor(page);
  const a = page.data;
  const place = usePlace(a);
  return (
    <Section
      title="Alone and together"
      note={`${causeNames[cause].many} whose failures together stop it, none of them to spare`}
    >
      <TopChoice top={top}>
        <CauseChoice />
        <ChipSelect
          label="Members"
          value={search.order}
          all="up to three"
          choices={orders}
          onChange={(o) => filter({ order: o })}
        />
      </TopChoice>
      {a && <Sum of={a} />}
      <CutSetTable
        rows={none ? [] : a?.items}
        open={place.proof}
        onToggle={place.toggle}
        error={failed.error}
        again={() => void failed.refetch()}
        head={causeNames[cause].many}
        empty={
          none ? chooseTop : `No recorded ${causeNames[cause].many} stop it, however many fail together.`
        }
      />
      <Pager {...place.pager} total={a?.count} order="smallest first, then the most probable" />
    </Section>
  );
}

/** How many there are of each size, and how far that is the whole truth. */
function Sum({ of: a }: { of: Page }) {
  const parts = a.byOrder.flatMap((n, i) =>
    n ? [i === 0 ? `${number(n)} alone` : `${number(n)} of ${number(i + 1)}`] : [],
  );
  return (
    <p className="sentence">
      <strong>{count(a.count, 'set')}</strong>
      {parts.length > 0 && `: ${parts.join(', ')}`}.{' '}
      {a.complete ? (
        a.order === null ? (
          'These are all there are.'
        ) : (
          `All of up to ${number(a.order)} are among them.`
        )
      ) : (
        <span className="verdict unknown">
          <Icon id="v-unknown" />
          Not all that was asked for: {a.reason}
        </span>
      )}
    </p>
  );
}

type TableProps = {
  rows: readonly CutSet[] | undefined;
  open: string | undefined;
  onToggle: (id: string) => void;
  error?: unknown;
  again?: () => void;
  head: string;
  empty: string;
};

export function CutSetTable({ rows, open, onToggle, error, again, head, empty }: TableProps) {
  const columns: Column<CutSet>[] = [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (c) => (
        <Twist
          open={open === keyOf(c)}
          of={c.events.map(refName).join(' and ')}
          onToggle={() => onToggle(keyOf(c))}
        />
      ),
    },
    {
      id: 'events',
      head: head.charAt(0).toUpperCase() + head.slice(1),
      name: true,
      wrap: true,
      cell: (c) =>
        c.events.map((e, i) => (
          <span key={e.id}>
            {i > 0 && <span className="muted plain"> and </span>}
            <Ref to={e} />
          </span>
        )),
    },
    { id: 'n', head: 'Members', num: true, p2: true, cell: (c) => number(c.events.length) },
    { id: 'p', head: 'All within a year', num: true, cell: (c) => chance(c.probability) },
  ];
  return (
    <DataTable<CutSet>
      label="Minimal cut sets"
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      error={error}
      again={again}
      empty={empty}
      detail={(c) =>
        open === keyOf(c) && (
          <ProofRow
            title={`Why ${list(c.events.map(refName))} ${c.events.length === 1 ? 'stops' : 'stop'} it`}
            cause={c.events}
            steps={c.why}
          >
            <Plain to="/whatif" search={supposing(c.events)}>
              What if they fail
            </Plain>
          </ProofRow>
        )
      }
    />
  );
}
