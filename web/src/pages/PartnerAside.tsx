import type { ReactNode } from 'react';
import { useList } from '../api/queries';
import type { Contract, Link, Partner, Refs } from '../api/types';
import { country, date, money, number, percent, word } from '../format/text';
import { Address, type Fact, Facts } from '../ui/Facts';
import { Missing, VerdictMark } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';

type Props = { p: Partner; out: readonly Link[]; into: readonly Link[]; refs: Refs; children: ReactNode };

/** The facts of a partner, who stands behind it, what binds it, and what became of it. */
export function PartnerAside({ p, out, into, refs, children }: Props) {
  return (
    <aside aria-label="Facts, contracts and history">
      <Section title="Facts">
        <Facts of={facts(p)} />
      </Section>
      <Section title="Who stands behind it">
        <Facts of={behind(p, out, into, refs)} />
      </Section>
      <Evidence partner={p.id} />
      {children}
    </aside>
  );
}

function source(p: Partner): string | undefined {
  const parts = [p.confidence, p.asOf && date(p.asOf), p.source].filter(Boolean);
  return parts.length ? parts.join(', ') : undefined;
}

function facts(p: Partner): Fact[] {
  return [
    { label: 'Status', value: p.status && word(p.status) },
    { label: 'Roles', value: p.roles?.map(word).join(', ') },
    { label: 'Segment', value: p.segment && word(p.segment) },
    { label: 'Country', value: p.country && country(p.country) },
    {
      label: 'Time to recover',
      value: p.timeToRecoverDays !== undefined && `${number(p.timeToRecoverDays)} days`,
      note: p.timeToRecoverDays !== undefined && source(p),
    },
    {
      label: 'Failure a year',
      value: p.failureProbability !== undefined && percent(Math.round(p.failureProbability * 1000) / 10),
      note: p.failureProbability !== undefined && source(p),
    },
    { label: 'Website', value: p.website && <Address text={p.website} /> },
    { label: 'LEI', value: p.lei && <span className="mono">{p.lei}</span> },
    { label: 'DUNS', value: p.duns && <span className="mono">{p.duns}</span> },
    {
      label: 'External id',
      value: p.externalId && <span className="mono">{p.externalId}</span>,
      note: p.source,
    },
    ...(p.aliases?.length ? [{ label: 'Also known as', value: p.aliases.join(', ') }] : []),
    ...(p.tags?.length ? [{ label: 'Tags', value: p.tags.join(', ') }] : []),
    ...(p.description ? [{ label: 'Note', value: p.description }] : []),
    { label: 'Next review', value: p.nextReviewOn && date(p.nextReviewOn) },
  ].map((f) => ({ ...f, value: f.value === false ? undefined : f.value, note: f.note || undefined }));
}

function behind(p: Partner, out: readonly Link[], into: readonly Link[], refs: Refs): Fact[] {
  const parent = p.parent ? refs[p.parent] : undefined;
  const named = (id: string) => {
    const r = refs[id];
    return r ? <Ref to={r} /> : <span className="mono">{id}</span>;
  };
  const rows: Fact[] = [
    {
      label: 'Parent',
      value: parent ? <Ref to={parent} /> : <Missing>none recorded</Missing>,
      note: parent && p.parentPercent !== undefined ? `holds ${percent(p.parentPercent)}` : undefined,
    },
  ];
  const subs = out.filter((l) => l.kind === 'sources_from');
  subs.forEach((l, i) => {
    rows.push({
      id: l.id,
      label: i ? '' : 'Sub-tiers',
      value: named(l.to),
      note:
        [l.service, l.group && `alternates “${l.group}”, ${l.minimum ?? 1} must work`]
          .filter(Boolean)
          .join(', ') || undefined,
    });
  });
  if (!subs.length) rows.push({ label: 'Sub-tiers', value: <Missing>none recorded</Missing> });
  rows.push({
    label: 'All known',
    value:
      p.subTiersKnown === 'yes' ? (
        'yes'
      ) : (
        <VerdictMark verdict="unknown">{word(p.subTiersKnown ?? 'not_assessed').toLowerCase()}</VerdictMark>
      ),
  });
  into
    .filter((l) => l.kind === 'owned_by')
    .forEach((l, i) => {
      rows.push({ id: l.id, label: i ? '' : 'Owns', value: named(l.from) });
    });
  into
    .filter((l) => l.kind === 'sources_from')
    .forEach((l, i) => {
      rows.push({ id: l.id, label: i ? '' : 'Supplies', value: named(l.from), note: l.service });
    });
  into
    .filter((l) => l.kind === 'relies_on')
    .forEach((l, i) => {
      rows.push({ id: l.id, label: i ? '' : 'Behind', value: named(l.from) });
    });
  out
    .filter((l) => l.kind === 'sells')
    .forEach((l, i) => {
      rows.push({ id: l.id, label: i ? '' : 'Sells', value: named(l.to), note: l.region });
    });
  out
    .filter((l) => l.kind === 'services')
    .forEach((l, i) => {
      rows.push({
        id: l.id,
        label: i ? '' : 'Services',
        value: named(l.to),
        note: [l.service, l.region, l.critical && 'critical'].filter(Boolean).join(', ') || undefined,
      });
    });
  return rows;
}

/** Contracts with their facts, and certificates. */
function Evidence({ partner }: { partner: string }) {
  const contracts = useList('contracts', { partner, limit: 50 });
  const certificates = useList('certificates', { partner, limit: 50 });
  const rows: Fact[] = [
    ...(contracts.data?.items ?? []).map((c) => ({
      id: c.id,
      label: <span className="mono">{c.reference}</span>,
      value: c.endsOn ? `ends ${date(c.endsOn)}` : 'open-ended',
      note: contractNote(c),
    })),
    ...(certificates.data?.items ?? []).map((c) => ({
      id: c.id,
      label: c.standard,
      value: c.expiresOn ? `expires ${date(c.expiresOn)}` : 'no end recorded',
      note: c.scope,
    })),
  ];
  if (!contracts.data || !certificates.data) return null;
  return (
    <Section title="Contracts and evidence">
      {rows.length ? (
        <Facts of={rows} />
      ) : (
        <p className="quiet">No contract recorded. Dates cannot warn without one.</p>
      )}
    </Section>
  );
}

function contractNote(c: Contract): string {
  const notice = c.endsOn && c.noticeDays !== undefined ? before(c.endsOn, c.noticeDays) : undefined;
  return [
    c.title,
    c.autoRenew ? 'renews itself' : '',
    notice ? `notice by ${date(notice)}` : '',
    c.annualExpense ? `${money([{ amount: c.annualExpense, currency: c.currency ?? '' }])} a year` : '',
    c.governingLaw ? `law of ${c.governingLaw}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The day a number of days before another, in UTC. */
export function before(day: string, days: number): string {
  const t = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(t) ? day : new Date(t - days * 86_400_000).toISOString().slice(0, 10);
}
