import { getRouteApi, Link } from '@tanstack/react-router';
import { url } from '../api/client';
import { layerNames } from '../format/kinds';
import { amount, number, percent } from '../format/text';
import { TopNames } from '../pages/effects';
import { StopCount } from '../pages/StopCount';
import { Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect, FilterBar } from '../ui/Filters';
import { LayerMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Ref, Refs } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { NotRecorded } from './NotRecorded';
import { type By, type ConcentrationAnswer, type Measure, type ShareRow, useConcentration } from './queries';
import { Share } from './Share';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');
const bys = [
  { id: 'parent', name: 'ultimate parent' },
  { id: 'country', name: 'country' },
  { id: 'layer', name: 'layer' },
];
const heads: Record<By, string> = {
  partner: 'Partner',
  parent: 'Ultimate parent',
  country: 'Country',
  layer: 'Layer',
};

/** How much rests on few, by number, by spend and by value stopped. */
export function Concentration() {
  const search = route.useSearch();
  const by: By = search.by ?? 'partner';
  const { filter } = useFilters();
  const page = useConcentration({ by, cursor: search.cursor });
  const a = page.data;
  const place = usePlace(a);
  const key = (r: ShareRow) => r.party?.id ?? r.layer ?? '';
  return (
    <Section title="Concentration" note="how much rests on few">
      <FilterBar>
        <ChipSelect
          label="By"
          value={search.by}
          all="partner"
          choices={bys}
          onChange={(b) => filter({ by: b })}
        />
      </FilterBar>
      {a && <Measures a={a} />}
      <DataTable<ShareRow>
        label={`Concentration by ${heads[by].toLowerCase()}`}
        columns={columns(by, a, place.proof, place.toggle)}
        rows={a?.items}
        keyOf={key}
        error={page.error}
        again={() => void page.refetch()}
        empty="No offering counts as a source yet."
        detail={(r) => place.proof === key(r) && <Behind of={r} />}
      />
      <Pager
        {...place.pager}
        order="largest share first"
        csv={url('/risk/concentration', { by, format: 'csv' })}
      />
      {a && a.missingCount > 0 && (
        <p className="quiet sentence">
          Left out of a measure, because not recorded:{' '}
          <NotRecorded of={a.missing} total={a.missingCount} show={4} />
        </p>
      )}
    </Section>
  );
}

/** The index and the effective number of each quantity, money by currency. */
function Measures({ a }: { a: ConcentrationAnswer }) {
  const all: [string, Measure][] = [
    ['Sources', a.sources],
    ...a.spend.map((m): [string, Measure] => [`Spend, ${m.currency}`, m]),
    ...a.value.map((m): [string, Measure] => [`Value stopped, ${m.currency}`, m]),
  ];
  const hidden = all.some(([, m]) => m.hidden !== undefined);
  return (
    <section className="scroll bare gap-below" aria-label="Measures of concentration" tabIndex={0}>
      <table className="table fit">
        <thead>
          <tr>
            <th scope="col">Measured by</th>
            <th scope="col" className="num">
              Total
            </th>
            <th scope="col" className="num">
              HHI
            </th>
            <th scope="col" className="num">
              As if equal
            </th>
            {hidden && (
              <th scope="col" className="num">
                Hidden by ownership
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {all.map(([name, m]) => (
            <tr key={name}>
              <th scope="row" className="plain">
                {name}
              </th>
              <td className="num">{amount(m.total)}</td>
              <td className="num">{m.hhi === null ? '' : number(Math.round(m.hhi))}</td>
              <td className="num">{m.effective === null ? '' : `${m.effective.toFixed(1)} of them`}</td>
              {hidden && (
                <td className="num">
                  {m.hidden === undefined ? (
                    ''
                  ) : m.hidden ? (
                    signed(Math.round(m.hidden))
                  ) : (
                    <span className="muted">0</span>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** +30, \u2212125. */
function signed(n: number): string {
  return n < 0 ? `\u2212${number(-n)}` : `+${number(n)}`;
}

function columns(
  by: By,
  a: ConcentrationAnswer | undefined,
  open: string | undefined,
  toggle: (id: string) => void,
): Column<ShareRow>[] {
  const portion = (r: ShareRow, of: 'spend' | 'value', currency: string | undefined) =>
    r[of].find((p) => p.currency === currency);
  const money = (of: 'spend' | 'value', name: string): Column<ShareRow>[] =>
    (a?.[of] ?? []).map((m) => ({
      id: `${of}${m.currency}`,
      head: `${name}, ${m.currency}`,
      num: true,
      p2: true,
      cell: (r) => {
        const p = portion(r, of, m.currency);
        return p ? percent(Math.round(p.share * 1000) / 10) : <span className="muted">none</span>;
      },
    }));
  return [
    {
      id: 'rows',
      head: <span className="vh">What is behind it</span>,
      className: 'twist-cell',
      cell: (r) => {
        const id = r.party?.id ?? r.layer ?? '';
        const name = r.party?.name ?? (r.layer ? layerNames[r.layer] : '');
        return <Twist open={open === id} of={name} onToggle={() => toggle(id)} />;
      },
    },
    {
      id: 'party',
      head: heads[by],
      name: true,
      wrap: true,
      cell: (r) => (r.party ? <Ref to={r.party} /> : r.layer ? <LayerMark layer={r.layer} /> : ''),
    },
    { id: 'sources', head: 'Sources', num: true, cell: (r) => number(r.sources) },
    { id: 'share', head: 'Share', num: true, cell: (r) => <Share of={r.share} /> },
    ...money('spend', 'Spend'),
    ...money('value', 'Value stopped'),
    { id: 'items', head: 'Stops items', num: true, cell: (r) => <Stops of={r} /> },
  ];
}

function Stops({ of: r }: { of: ShareRow }) {
  const n = r.stops.roadmapItems;
  if (r.party) return <StopCount n={n} of={r.party} />;
  if (!n) return <span className="muted">0</span>;
  return (
    <Link to="/risk" search={{ layer: r.layer }}>
      {number(n)}
    </Link>
  );
}

/** The rows behind a share: its offerings, the makers put together, what it stops. */
function Behind({ of: r }: { of: ShareRow }) {
  return (
    <div className="sentence">
      <p>{r.sentence}</p>
      {r.members && r.members.length > 1 && (
        <p>
          Its makers: <Refs of={r.members} show={20} />.
        </p>
      )}
      <p>
        Its offerings: <Refs of={r.offerings} show={20} />
        {r.sources > r.offerings.length && `, and ${number(r.sources - r.offerings.length)} more`}.
      </p>
      {r.tops.length > 0 && (
        <p>
          It stops <TopNames of={r.tops} />.
        </p>
      )}
    </div>
  );
}
