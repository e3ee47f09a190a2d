import type { Affected } from '../api/types';
import { amount, count, date, money, notRecorded, word } from '../format/text';
import { oneCurrency, TopName } from '../pages/effects';
import { Twist } from '../proof/ProofRow';
import type { Column } from '../ui/DataTable';
import { Icon } from '../ui/Icon';
import { Missing, VerdictMark } from '../ui/Marks';
import { Ref, Refs } from '../ui/Ref';
import { amounts } from './Helps';
import { Leads } from './Leads';
import type { Rows, When } from './rows';

/** The columns of the rows of a what-if, by what they are. */
export function columns(
  rows: readonly Affected[],
  of: Rows,
  open: string | undefined,
  toggle: (id: string) => void,
): Column<Affected>[] {
  const before = of.when === 'before' || of.when === 'ended';
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) =>
        r.why.length || r.driver.length ? (
          <Twist open={open === r.top.id} of={r.top.name} onToggle={() => toggle(r.top.id)} />
        ) : null,
    },
    {
      id: 'item',
      head: heads[of.kind ?? 'roadmap_item'],
      name: true,
      wrap: true,
      cell: (r) => <TopName top={r.top} />,
    },
    ...(of.kind === 'partner' ? stops : verdicts),
    ...(of.kind === 'component' ? makers : []),
    ...(of.counted === 'late'
      ? [
          {
            id: 'ready',
            head: 'Ready',
            num: true,
            className: 'nowrap',
            cell: (r: Affected) => {
              const on = before ? r.readyBefore : r.readyAfter;
              return on ? date(on) : <Missing>no known day</Missing>;
            },
          },
        ]
      : rows.some((r) => r.impact === 'delayed')
        ? [{ id: 'ready', head: 'Ready', wrap: true, cell: (r: Affected) => <Ready of={r} /> }]
        : []),
    { id: 'because', head: 'Because', p2: true, wrap: true, cell: (r) => <Because of={r} /> },
    ...(of.kind === 'partner' || of.kind === 'component' ? [] : plans(rows)),
  ];
}

const heads = { roadmap_item: 'Item', product: 'Product', component: 'Component', partner: 'Partner' };

const verdicts: Column<Affected>[] = [
  {
    id: 'before',
    head: 'Before',
    p2: true,
    cell: (r) => (r.before ? <VerdictMark verdict={r.before} /> : <Missing>not there</Missing>),
  },
  { id: 'after', head: 'After', cell: (r) => <After of={r} /> },
];

/** Of a component: whom it can come from. */
const makers: Column<Affected>[] = [
  {
    id: 'makersBefore',
    head: 'From, before',
    p2: true,
    wrap: true,
    cell: (r) => <Refs of={r.makersBefore ?? []} none={r.before ? 'nobody' : 'not there'} />,
  },
  {
    id: 'makersAfter',
    head: 'From, after',
    wrap: true,
    cell: (r) => <Refs of={r.makersAfter ?? []} none="nobody" />,
  },
];

/** Of a partner: what it alone stops. */
const stops: Column<Affected>[] = [
  {
    id: 'stopsBefore',
    head: 'Stops, before',
    wrap: true,
    cell: (r) => <Stops of={r.stopsBefore} none="not there" who={r.top} when="before" />,
  },
  {
    id: 'stopsAfter',
    head: 'Stops, after',
    wrap: true,
    cell: (r) => <Stops of={r.stopsAfter} none="has failed" who={r.top} when="after" />,
  },
];

type StopsProps = { of: Affected['stopsAfter']; none: string; who: Affected['top']; when: When };

function Stops({ of: s, none, who, when }: StopsProps) {
  if (!s) return <Missing>{none}</Missing>;
  const n = s.roadmapItems + s.products;
  if (!n) return <span className="muted">nothing</span>;
  return (
    <Leads n={n} to={{ stopper: who.id, when }} label={`${n} that ${who.name} alone stops ${when}`}>
      {amounts(s)}
    </Leads>
  );
}

function plans(rows: readonly Affected[]): Column<Affected>[] {
  const currency = oneCurrency(rows.map((r) => r.top.value));
  return [
    {
      id: 'target',
      head: 'Target',
      num: true,
      className: 'nowrap',
      cell: (r) => (r.top.targetDate ? date(r.top.targetDate) : <Absent of={r} />),
    },
    {
      id: 'value',
      head: currency ? `Value, ${currency}` : 'Value',
      num: true,
      p2: true,
      cell: (r) =>
        !r.top.value ? <Absent of={r} /> : currency ? amount(r.top.value.amount) : money([r.top.value]),
    },
  ];
}

/** A product has neither a date nor a planned value; of an item nobody recorded it. */
function Absent({ of: r }: { of: Affected }) {
  return <Missing>{r.top.kind === 'product' ? 'none' : notRecorded}</Missing>;
}

function Ready({ of: r }: { of: Affected }) {
  if (r.impact === 'stopped') return <Missing>none</Missing>;
  if (r.impact !== 'delayed') return <span className="quiet">as before</span>;
  if (!r.readyAfter) return <Missing>no known day</Missing>;
  return (
    <>
      {date(r.readyAfter)}
      {r.delayDays ? <span className="muted">, {count(r.delayDays, 'day')} later</span> : null}
    </>
  );
}

function After({ of: r }: { of: Affected }) {
  if (r.impact === 'stopped' || !r.after) {
    return (
      <span className="effect stops">
        <Icon id="e-stops" />
        Stopped
      </span>
    );
  }
  return <VerdictMark verdict={r.after} />;
}

/** In the text of the reason the name of what decides becomes its link. */
function Because({ of: r }: { of: Affected }) {
  if (!r.because) return <span className="quiet">{word(r.impact)}</span>;
  const { entity, text } = r.because;
  const at = text.indexOf(entity.name);
  if (at < 0) return <span className="sentence">{text}</span>;
  return (
    <span className="sentence">
      <span className="muted">{text.slice(0, at)}</span>
      <Ref to={entity} />
      {text.slice(at + entity.name.length)}
    </span>
  );
}
