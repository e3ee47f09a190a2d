import { Link, useMatch, useParams, useSearch } from '@tanstack/react-router';
import { useEntity, useLinks, useName } from '../api/queries';
import type { Collection, Refs, Link as StoredLink } from '../api/types';
import { useCan } from '../app/roles';
import { article, collections, kindNames, lists, type Screened, screens } from '../format/kinds';
import { Unread } from '../ui/ErrorScreen';
import { Head } from '../ui/Head';
import { ListCrumbs } from '../ui/ListCrumbs';
import { EntityForm } from './EntityForm';
import { fieldsOf } from './fields';
import { type Draft, linkDefs } from './links';
import { type Entity, entityName, toValues, type Values } from './values';

const kindOf = (segment: string) =>
  (Object.keys(lists) as Screened[]).find((k) => lists[k].to === `/${segment}`) ?? 'partner';

/** /…/new and /…/:id/edit of all kinds. */
export function FormPage() {
  // Of this route, not of the address: that is already the next screen's while this one is left.
  const kind = kindOf(useMatch({ strict: false, select: (m) => String(m.fullPath).split('/')[1] ?? '' }));
  const { id } = useParams({ strict: false });
  const may = useCan('editor');
  if (!may) {
    return (
      <Head title="Editors only">
        Your role may read, not change. Ask an admin for a link of the role editor.
      </Head>
    );
  }
  return id ? <Edit key={id} kind={kind} id={id} /> : <Create kind={kind} />;
}

/** The references a link to a new form may fill in. */
type Named = 'component' | 'maker' | 'partner';

function Create({ kind }: { kind: Screened }) {
  const search = useSearch({ strict: false }) as Partial<Record<Named, string>>;
  const named = {
    component: useName(search.component),
    maker: useName(search.maker),
    partner: useName(search.partner),
  };
  if (Object.values(named).some((n) => n.isLoading)) return null;
  const fields = fieldsOf(kind);
  const values = toValues(fields, defaults(kind), {});
  for (const f of fields) if (f.name in named) values[f.name] = named[f.name as Named].data ?? null;
  return (
    <>
      <Head title={`Add ${article(kindNames[kind].one)}`} crumbs={<ListCrumbs kind={kind} of={['new']} />} />
      <EntityForm kind={kind} stored={null} base={values} drafts={[]} back={lists[kind].to} />
    </>
  );
}

function defaults(kind: Screened): Entity {
  return kind === 'offering' ? { approval: 'approved', status: 'active' } : {};
}

function Edit({ kind, id }: { kind: Screened; id: string }) {
  const collection = collections[kind] as Collection;
  const entity = useEntity(collection, id);
  const links = useLinks({ from: id });
  const owners = useLinks({ to: id, kind: 'owns' });
  const error = entity.error ?? links.error ?? owners.error;
  if (error) {
    const again = () => void Promise.all([entity.refetch(), links.refetch(), owners.refetch()]);
    return <Unread error={error} what={kindNames[kind].one} again={again} />;
  }
  if (!entity.data || !links.data || !owners.data) return <Head title="Edit" />;
  const data = entity.data.data as unknown as Entity;
  const refs = { ...owners.data.refs, ...links.data.refs };
  const name = refs[id]?.name ?? entityName(data) ?? kindNames[kind].one;
  const values: Values = toValues(fieldsOf(kind), data, refs);
  return (
    <>
      <Head
        title={`Edit ${name}`}
        crumbs={
          <ListCrumbs
            kind={kind}
            of={[
              <Link key="e" to={screens[kind]} params={{ id }}>
                {name}
              </Link>,
              'edit',
            ]}
          />
        }
      />
      <EntityForm
        kind={kind}
        stored={{ id, etag: entity.data.etag }}
        base={values}
        drafts={draftsOf(kind, [...links.data.items, ...owners.data.items], id, refs)}
        back={screens[kind]}
      />
    </>
  );
}

function draftsOf(kind: Screened, links: readonly StoredLink[], id: string, refs: Refs): Draft[] {
  return linkDefs[kind].flatMap((def) =>
    links
      .filter((l) => l.kind === def.kind && (def.reversed ? l.to : l.from) === id)
      .map((l): Draft => {
        const values: Draft['values'] = {};
        for (const p of def.props) {
          const v = (l as unknown as Entity)[p.name];
          values[p.name] = p.type === 'flag' ? v === true : v === undefined ? '' : String(v);
        }
        const end = def.reversed ? l.from : l.to;
        const to = refs[end] ?? { id: end, kind: def.to[0] ?? 'partner', name: end };
        return { key: l.id, kind: l.kind, id: l.id, version: l.version, to, values, stored: values };
      }),
  );
}
