import { getRouteApi } from '@tanstack/react-router';
import { useEntity, useLinks, useList } from '../api/queries';
import type { Certificate } from '../api/types';
import { dateFromToday, fromToday } from '../format/dates';
import { count, date } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { Unread } from '../ui/ErrorScreen';
import { Head } from '../ui/Head';
import { Missing } from '../ui/Marks';
import { NamedRef, Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { origin, useOwners } from './commonFacts';
import { EntityFrame } from './EntityFrame';

const route = getRouteApi('/certificates/$id');

/** A certificate: who holds it, what for, until when; and what else that partner holds. */
export function CertificatePage() {
  const { id } = route.useParams();
  const entity = useEntity('certificates', id);
  const refs = useLinks({ to: id }).data?.refs;
  const owners = useOwners(id);
  const c = entity.data?.data;
  const held = useList('certificates', { partner: c?.partner, sort: 'expiresOn', limit: 50 }, !!c);
  if (entity.error)
    return <Unread error={entity.error} what="certificate" again={() => void entity.refetch()} />;
  if (!c || !entity.data) return <Head title="Certificate" />;
  const others = held.data?.items.filter((x) => x.id !== id);
  return (
    <EntityFrame
      kind="certificate"
      id={id}
      etag={entity.data.etag}
      title={c.standard}
      name={`${c.standard} of ${refs?.[c.partner]?.name ?? 'its partner'}`}
      crumbs={[<NamedRef key="p" id={c.partner} refs={refs} />]}
      answer={
        <>
          Held by <NamedRef id={c.partner} refs={refs} />. <Expiry of={c} />
        </>
      }
      facts={[
        { label: 'Partner', value: <NamedRef id={c.partner} refs={refs} /> },
        { label: 'Standard', value: c.standard },
        { label: 'Scope', value: c.scope },
        { label: 'Issued', value: c.issuedOn && date(c.issuedOn) },
        { label: 'Expires', value: c.expiresOn && date(c.expiresOn) },
        ...owners,
        ...origin(c),
      ]}
    >
      <Section title="What else this partner holds" note={others && count(others.length, 'certificate')}>
        <DataTable<Certificate>
          label="What else this partner holds"
          columns={columns}
          rows={others}
          keyOf={(x) => x.id}
          error={held.error}
          again={() => void held.refetch()}
          empty="No other certificate is recorded."
        />
      </Section>
    </EntityFrame>
  );
}

function Expiry({ of: c }: { of: Certificate }) {
  if (!c.expiresOn) return <>Nobody recorded when it expires.</>;
  const gone = fromToday(c.expiresOn).endsWith('ago');
  return (
    <strong>
      It {gone ? 'expired' : 'expires'} on {dateFromToday(c.expiresOn)}.
    </strong>
  );
}

const columns: Column<Certificate>[] = [
  {
    id: 'standard',
    head: 'Certificate',
    name: true,
    cell: (c) => <Ref to={{ id: c.id, kind: 'certificate', name: c.standard }} />,
  },
  { id: 'scope', head: 'Scope', wrap: true, cell: (c) => c.scope ?? <Missing /> },
  {
    id: 'expires',
    head: 'Expires',
    num: true,
    cell: (c) => (c.expiresOn ? date(c.expiresOn) : <Missing />),
  },
];
