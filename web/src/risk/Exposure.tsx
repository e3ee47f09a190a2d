import { getRouteApi } from '@tanstack/react-router';
import { url } from '../api/client';
import { count, date, money, number } from '../format/text';
import { TopName } from '../pages/effects';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { Missing } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { NotRecorded } from './NotRecorded';
import { type ExposureRow, useExposure } from './queries';
import { Share } from './Share';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');

/** What a partner's failure costs in days and money: a row a partner, the dearest first. */
export function Exposure() {
  const { cursor } = route.useSearch();
  const page = useExposure({ cursor });
  const place = usePlace(page.data);
  return (
    <Section
      title="Days and money"
      note="how long stock lasts, how long recovery takes, and what the days between cost"
    >
      <DataTable<ExposureRow>
        label="Days and money"
        columns={columns(place.proof, place.toggle)}
        rows={page.data?.items}
        keyOf={(r) => r.partner.id}
        error={page.error}
        again={() => void page.refetch()}
        empty="No partner is recorded."
        detail={(r) => place.proof === r.partner.id && <Detail of={r} />}
      />
      <Pager
        {...place.pager}
        order="highest risk exposure index first"
        csv={url('/risk/exposure', { format: 'csv' })}
      />
    </Section>
  );
}

function columns(open: string | undefined, toggle: (id: string) => void): Column<ExposureRow>[] {
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) => (
        <Twist open={open === r.partner.id} of={r.partner.name} onToggle={() => toggle(r.partner.id)} />
      ),
    },
    { id: 'partner', head: 'Partner', name: true, wrap: true, cell: (r) => <Ref to={r.partner} /> },
    {
      id: 'survive',
      head: 'Survives, days',
      num: true,
      p2: true,
      cell: (r) =>
        r.timeToSurviveDays === null ? <Missing>stops nothing</Missing> : number(r.timeToSurviveDays),
    },
    {
      id: 'recover',
      head: 'Recovers, days',
      num: true,
      p2: true,
      cell: (r) => (r.timeToRecoverDays === null ? <Missing /> : number(r.timeToRecoverDays)),
    },
    {
      id: 'days',
      head: 'Lost, days',
      num: true,
      cell: (r) => (r.lossDays === null ? <Missing>unknown</Missing> : number(r.lossDays)),
    },
    { id: 'loss', head: 'Loss', num: true, cell: (r) => <Loss of={r} /> },
    {
      id: 'index',
      head: 'Exposure index',
      num: true,
      cell: (r) =>
        r.riskExposureIndex === null ? (
          <Missing>unknown</Missing>
        ) : (
          <Share of={r.riskExposureIndex} text={r.riskExposureIndex.toFixed(2)} />
        ),
    },
  ];
}

export function Loss({ of: r }: { of: ExposureRow }) {
  if (r.loss === null) return <Missing>unknown</Missing>;
  if (!r.loss.length) return <span className="muted">none</span>;
  return (
    <>
      {!r.lossExact && <span className="muted">at least </span>}
      {money(r.loss)}
    </>
  );
}

function Detail({ of: r }: { of: ExposureRow }) {
  return (
    <>
      {r.tops.length > 0 && (
        <table className="table fit">
          <caption className="vh">What {r.partner.name} stops, and when</caption>
          <thead>
            <tr>
              <th scope="col">Stops</th>
              <th scope="col" className="num">
                After, days
              </th>
              <th scope="col" className="num">
                Lost, days
              </th>
              <th scope="col" className="num p2">
                Worth a year
              </th>
              <th scope="col" className="num">
                Loss
              </th>
            </tr>
          </thead>
          <tbody>
            {r.tops.map((t) => (
              <tr key={t.id}>
                <th scope="row" className="plain">
                  <TopName top={t} />
                </th>
                <td className="num">{number(t.stopsAfterDays)}</td>
                <td className="num">
                  {t.lossDays === null ? <Missing>unknown</Missing> : number(t.lossDays)}
                </td>
                <td className="num p2">{t.annualValue ? money([t.annualValue]) : <Missing />}</td>
                <td className="num">{t.loss ? money([t.loss]) : <Missing>unknown</Missing>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ProofRow
        title="How it comes to that"
        note={r.stops.earliest ? `the first is due on ${date(r.stops.earliest)}` : undefined}
        cause={[r.partner]}
        steps={r.why}
      >
        {r.missingCount > 0 && (
          <>
            Not recorded: <NotRecorded of={r.missing} total={r.missingCount} show={6} />{' '}
          </>
        )}
        {r.assumedCount > 0 &&
          `${count(r.assumedCount, 'component')} without a recorded stock cover ${r.assumedCount === 1 ? 'counts' : 'count'} as having none.`}
      </ProofRow>
    </>
  );
}
