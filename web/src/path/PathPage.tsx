import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useName } from '../api/queries';
import type { Kind, Reference } from '../api/types';
import { count, number } from '../format/text';
import { EntityPicker } from '../forms/EntityPicker';
import { Twist } from '../proof/ProofRow';
import { supposing } from '../risk/cause';
import { type Column, DataTable } from '../ui/DataTable';
import { FilterBar } from '../ui/Filters';
import { Head } from '../ui/Head';
import { Icon } from '../ui/Icon';
import { Failed } from '../ui/Notice';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { refName, SentenceRef } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';
import { PathSteps } from './PathSteps';
import { type Path, type Paths, pathsShown, usePaths } from './queries';

const route = getRouteApi('/path');
const kinds: readonly Kind[] = [
  'roadmap_item',
  'product',
  'component',
  'partner',
  'offering',
  'person',
  'contract',
  'certificate',
];

/** How does one hang on the other? The chains of rules between them, or of links where it is no dependency. */
export function PathPage() {
  const { from, to, proof, cursor, at = 0 } = route.useSearch();
  const { filter, open, push } = useFilters();
  const router = useRouter();
  const [start, end] = [useName(from).data ?? null, useName(to).data ?? null];
  const asked = !!from && !!to && from !== to;
  const page = usePaths(from, to, cursor);
  const a = asked ? page.data : undefined;
  const key = (p: Path) => p.steps.map((s) => `${s.kind} ${s.to.id}`).join(' ');
  const first = a?.items[0];
  const shown = proof ?? (first && key(first));
  return (
    <>
      <Head title={title(start, end, a)}>
        {asked && start && end
          ? a && <Answer a={a} start={start} end={end} />
          : 'Choose two: a roadmap item and a partner, say. See the chains along which the failure of one reaches the other, or how else they are connected.'}
      </Head>
      <FilterBar>
        <span className="muted">How does</span>
        <End
          label="From"
          placeholder="item, product, component"
          value={start}
          onChange={(id) => filter({ from: id })}
        />
        <span className="muted">hang on</span>
        <End
          label="To"
          placeholder="partner, component, offering"
          value={end}
          onChange={(id) => filter({ to: id })}
        />
        {from && to && (
          <button type="button" className="chip" onClick={() => filter({ from: to, to: from })}>
            Swap
          </button>
        )}
      </FilterBar>
      {from && from === to && <p className="quiet">Both are the same. Choose another.</p>}
      {asked && page.error && <Failed error={page.error} again={() => void page.refetch()} />}
      {asked && !page.error && (
        <>
          <DataTable<Path>
            label="Paths"
            columns={columns(key, shown, (id) => open({ proof: shown === id ? '-' : id }))}
            rows={a?.items}
            keyOf={key}
            empty="Nothing recorded connects the two within twelve links."
            detail={(p) => shown === key(p) && <PathSteps of={p} />}
          />
          <Pager
            shown={a?.items.length}
            at={at}
            order="the shortest there are"
            onNext={a?.next ? () => push({ cursor: a.next ?? undefined, at: at + pathsShown }) : undefined}
            onPrevious={cursor ? () => router.history.back() : undefined}
          />
        </>
      )}
    </>
  );
}

type EndProps = {
  label: string;
  placeholder: string;
  value: Reference | null;
  onChange: (id: string) => void;
};

function End({ onChange, ...picker }: EndProps) {
  return (
    <span className="pick-wide">
      <EntityPicker {...picker} kinds={kinds} onChange={(r) => r && onChange(r.id)} />
    </span>
  );
}

function title(start: Reference | null, end: Reference | null, a: Paths | undefined): string {
  if (!start || !end) return 'Path';
  if (a?.dependency && a.items[0]?.dependent?.id === end.id)
    return `How ${refName(end)} hangs on ${refName(start)}`;
  if (a && !a.dependency) return `How ${refName(start)} and ${refName(end)} are connected`;
  return `How ${refName(start)} hangs on ${refName(end)}`;
}

/** Whether it is a dependency, and whether one failure is enough. */
function Answer({ a, start, end }: { a: Paths; start: Reference; end: Reference }) {
  const first = a.items[0];
  if (!first) return <>Nothing recorded connects them.</>;
  const known = first.dependent?.id === end.id || first.dependent?.id === start.id;
  if (!a.dependency || !known)
    return (
      <>
        <strong>Neither hangs on the other.</strong> What follows is a chain of links: no failure passes along
        all of it.
      </>
    );
  const [dependent, cause] = first.dependent?.id === end.id ? [end, start] : [start, end];
  return (
    <>
      {first.stops ? (
        <strong>
          <SentenceRef to={cause} /> alone stops <SentenceRef to={dependent} />.
        </strong>
      ) : (
        <>
          <SentenceRef to={dependent} /> rests on <SentenceRef to={cause} />,{' '}
          <strong>but an alternative catches its failure.</strong>
        </>
      )}{' '}
      <Plain to="/whatif" search={supposing([cause])}>
        What if it fails
      </Plain>
      {', '}
      <Link to="/explore" search={{ focus: cause.id, hops: 4 }}>
        show in lanes
      </Link>
      .
    </>
  );
}

function columns(
  key: (p: Path) => string,
  open: string | undefined,
  toggle: (id: string) => void,
): Column<Path>[] {
  return [
    {
      id: 'steps',
      head: <span className="vh">Steps</span>,
      className: 'twist-cell',
      cell: (p) => <Twist open={open === key(p)} of={p.sentence} onToggle={() => toggle(key(p))} />,
    },
    {
      id: 'path',
      head: 'Path',
      wrap: true,
      cell: (p) => p.sentence,
    },
    { id: 'links', head: 'Links', num: true, p2: true, cell: (p) => number(p.steps.length) },
    {
      id: 'kind',
      head: 'Passes',
      p2: true,
      className: 'nowrap',
      cell: (p) => (p.dependent ? <Passing of={p} /> : <span className="muted">links only</span>),
    },
  ];
}

/** Whether one failure passes along this path by itself, or is one of several it takes. */
function Passing({ of: p }: { of: Path }) {
  const s = p.steps.find((x) => (x.needed ?? 1) > 1);
  if (s?.of) return `one of ${count(s.of, 'alternative')}`;
  return (
    <span className="effect stops">
      <Icon id="e-stops" />
      enough alone
    </span>
  );
}
