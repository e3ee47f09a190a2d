import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useList } from '../api/queries';
import type { Contract, Partner, Refs, Link as StoredLink } from '../api/types';
import { useCan } from '../app/roles';
import { noticeBy } from '../format/dates';
import { date, money, number, percent, word } from '../format/text';
import { Address, type Fact, Facts } from '../ui/Facts';
import { Missing, VerdictMark } from '../ui/Marks';
import { Plain } from '../ui/Plain';
import { Country, NamedRef, Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { origin, useOwners } from './commonFacts';
import { linkFacts } from './LinkRows';

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
  const { all } = useSearch({ strict: false }) as { all?: string };
  return (
    <aside aria-label="Facts, contracts and history">
      <Section title="Facts">
        <Facts of={[...facts(p), ...owners, ...origin(p)]} />
      </Section>
      <Section title="Who stands behind it">
        <Facts of={behind(p, out, into, refs, all === 'behind')} />
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

const first = 8; // of each part, until all are asked for

function behind(
  p: Partner,
  out: readonly StoredLink[],
  into: readonly StoredLink[],
  refs: Refs,
  open: boolean,
): Fact[] {
  const parent = p.parent ? refs[p.parent] : undefined;
  const named = (id: string) => <NamedRef id={id} refs={refs} />;
  const rows: Fact[] = [
    {
      label: 'Parent',
      value: parent ? <Ref to={parent} /> : <Missing>none recorded</Missing>,
      note: parent && p.parentPercent !== undefined ? `holds ${percent(p.parentPercent)}` : undefined,
    },
  ];
  const group = (label: string, links: readonly StoredLink[], side: 'from' | 'to', none = false) => {
    if (!links.length && none) rows.push({ label, value: <Missing>none recorded</Missing> });
    const shown = open ? links : links.slice(0, first);
    shown.forEach((l, i) => {
      rows.push({
        id: l.id,
        label: i ? '' : label,
        value: named(l[side]),
        note: linkFacts(l, side === 'to' ? links : []) || undefined,
      });
    });
    if (shown.length < links.length)
      rows.push({
        id: `${label} more`,
        label: '',
        value: (
          <Plain to="." search={{ all: 'behind' }} keep>
            +{number(links.length - shown.length)} more
          </Plain>
        ),
      });
  };
  const of = (links: readonly StoredLink[], kind: StoredLink['kind']) => links.filter((l) => l.kind === kind);
  group('Sub-tiers', of(out, 'sources_from'), 'to', true);
  rows.push({
    label: 'All known',
    value:
      p.subTiersKnown === 'yes' ? (
        'yes'
      ) : (
        <VerdictMark verdict="unknown">{word(p.subTiersKnown ?? 'not_assessed').toLowerCase()}</VerdictMark>
      ),
  });
  group('Owns', of(into, 'owned_by'), 'from');
  group('Supplies', of(into, 'sources_from'), 'from');
  group('Behind', of(into, 'relies_on'), 'from');
  group('Sells', of(out, 'sells'), 'to');
  group('Services', of(out, 'services'), 'to');
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
