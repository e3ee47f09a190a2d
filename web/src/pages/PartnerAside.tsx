import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useList } from '../api/queries';
import type { Contract, Partner, Refs, Link as StoredLink } from '../api/types';
import { useCan } from '../app/roles';
import { noticeBy } from '../format/dates';
import { date, money, number, percent, word } from '../format/text';
import { Address, type Fact, Facts } from '../ui/Facts';
import { Missing, VerdictMark } from '../ui/Marks';
import { Country, Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { origin, useOwners } from './commonFacts';

type Props = {
  p: Partner;
  out: readonly StoredLink[];
  into: readonly StoredLink[];
  refs: Refs;
  children: ReactNode;
};

/** The facts of a partner, who stands behind it, what binds it, and what became of it. */
export function PartnerAside({ p, out, into, refs, children }: Props) {
  const owners = useOwners(p.id);
  return (
    <aside aria-label="Facts, contracts and history">
      <Section title="Facts">
        <Facts of={[...facts(p), ...owners, ...origin(p)]} />
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
    { label: 'Country', value: p.country && <Country code={p.country} /> },
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
    { label: 'Next review', value: p.nextReviewOn && date(p.nextReviewOn) },
  ].map((f) => ({ ...f, value: f.value === false ? undefined : f.value, note: f.note || undefined }));
}

function behind(p: Partner, out: readonly StoredLink[], into: readonly StoredLink[], refs: Refs): Fact[] {
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
  const mayEdit = useCan('editor');
  const contracts = useList('contracts', { partner, limit: 50 });
  const certificates = useList('certificates', { partner, limit: 50 });
  const rows: Fact[] = [
    ...(contracts.data?.items ?? []).map((c) => ({
      id: c.id,
      label: <Ref to={{ id: c.id, kind: 'contract', name: c.reference }} />,
      value: c.endsOn ? `ends ${date(c.endsOn)}` : 'open-ended',
      note: contractNote(c),
    })),
    ...(certificates.data?.items ?? []).map((c) => ({
      id: c.id,
      label: <Ref to={{ id: c.id, kind: 'certificate', name: c.standard }} />,
      value: c.expiresOn ? `expires ${date(c.expiresOn)}` : 'no end recorded',
      note: c.scope,
    })),
  ];
  if (!contracts.data || !certificates.data) return null;
  return (
    <Section
      title="Contracts and evidence"
      end={
        mayEdit && (
          <Link to="/contracts/new" search={{ partner }}>
            Add a contract
          </Link>
        )
      }
    >
      {rows.length ? (
        <Facts of={rows} />
      ) : (
        <p className="quiet">No contract recorded. Dates cannot warn without one.</p>
      )}
    </Section>
  );
}

function contractNote(c: Contract): string {
  const notice = noticeBy(c);
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
