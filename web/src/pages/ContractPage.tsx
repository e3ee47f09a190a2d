import { getRouteApi } from '@tanstack/react-router';
import { useBlast, useEntity, useItemFacts, useLinks } from '../api/queries';
import type { Contract, Refs } from '../api/types';
import { dateFromToday, fromToday, noticeBy } from '../format/dates';
import { count, date, money, number, word } from '../format/text';
import { Unread } from '../ui/ErrorScreen';
import type { Fact } from '../ui/Facts';
import { Head } from '../ui/Head';
import { NamedRef } from '../ui/Ref';
import { Section } from '../ui/Section';
import { origin, useOwners } from './commonFacts';
import { EntityFrame } from './EntityFrame';
import { LinkRows } from './LinkRows';
import { RestsOnIt } from './RestsOnIt';

const route = getRouteApi('/contracts/$id');

/** A contract: whom it binds, until when, and what it covers. */
export function ContractPage() {
  const { id } = route.useParams();
  const entity = useEntity('contracts', id);
  const out = useLinks({ from: id });
  const owners = useOwners(id);
  const { data: dates } = useItemFacts();
  const blast = useBlast(out.data?.items.filter((l) => l.kind === 'covers').map((l) => l.to));
  if (entity.error)
    return <Unread error={entity.error} what="contract" again={() => void entity.refetch()} />;
  const c = entity.data?.data;
  if (!c || !entity.data) return <Head title="Contract" />;
  const refs: Refs | undefined = out.data?.refs;
  const covered = out.data?.items.filter((l) => l.kind === 'covers').map((l) => l.to);
  const stopped = blast.data?.stopped;
  const after =
    stopped?.filter((s) => c.endsOn && (dates?.get(s.entity.id)?.targetDate ?? '') > c.endsOn).length ?? 0;
  return (
    <EntityFrame
      kind="contract"
      id={id}
      etag={entity.data.etag}
      title={c.reference}
      answer={
        <>
          {c.title && `${c.title}, with `}
          {!c.title && 'With '}
          <NamedRef id={c.partner} refs={refs} />. <Dates of={c} />
          {after > 0 && (
            <>
              {' '}
              <strong>{count(after, 'roadmap item')}</strong> that would stop without what it covers{' '}
              {after === 1 ? 'is' : 'are'} due after that.
            </>
          )}
        </>
      }
      facts={[...facts(c, refs), ...owners, ...origin(c)]}
    >
      <LinkRows title="Covers" links={out.data?.items} kind="covers" side="to" refs={refs ?? {}} />
      {!!covered?.length && (
        <RestsOnIt
          rows={stopped}
          stops={blast.data?.stops}
          name={`what ${c.reference} covers`}
          seeds={covered.flatMap((x) => refs?.[x] ?? [])}
        />
      )}
      {covered?.length === 0 && (
        <Section title="Covers">
          <p className="quiet">
            No offering and no product recorded. What rests on this contract cannot be told.
          </p>
        </Section>
      )}
    </EntityFrame>
  );
}

/** When it ends and until when notice can be given; the earlier of what is still ahead stands out. */
function Dates({ of: c }: { of: Contract }) {
  if (!c.endsOn) return <>It is open-ended.</>;
  const notice = noticeBy(c);
  const ended = fromToday(c.endsOn).endsWith('ago');
  if (ended)
    return (
      <>
        It <strong>ended on {dateFromToday(c.endsOn)}</strong>
        {c.autoRenew && ', and renews itself'}.
      </>
    );
  return (
    <>
      It {c.autoRenew ? 'renews itself' : 'ends'} on {dateFromToday(c.endsOn)}
      {notice && (
        <>
          ; <strong>notice by {dateFromToday(notice)}</strong>
        </>
      )}
      .
    </>
  );
}

function facts(c: Contract, refs: Refs | undefined): Fact[] {
  const notice = noticeBy(c);
  return [
    { label: 'Partner', value: <NamedRef id={c.partner} refs={refs} /> },
    { label: 'Kind', value: c.kind && word(c.kind) },
    { label: 'Starts', value: c.startsOn && date(c.startsOn) },
    { label: 'Ends', value: c.endsOn ? date(c.endsOn) : 'open-ended' },
    {
      label: 'Notice',
      value: c.noticeDays !== undefined ? `${number(c.noticeDays)} days` : undefined,
      note: notice && `by ${date(notice)}`,
    },
    { label: 'Renews itself', value: c.autoRenew ? 'yes' : 'no' },
    {
      label: 'Expense a year',
      value: c.annualExpense && money([{ amount: c.annualExpense, currency: c.currency ?? '' }]),
    },
    { label: 'Governing law', value: c.governingLaw },
    { label: 'Exit plan', value: c.exitPlan && word(c.exitPlan) },
  ];
}
