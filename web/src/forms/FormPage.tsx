import { Link, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useEntity, useLinks, useName } from '../api/queries';
import type { Collection, Refs, Link as StoredLink } from '../api/types';
import { useCan } from '../app/roles';
import { collections, kindNames, type Screened, screens } from '../format/kinds';
import { Unread } from '../ui/ErrorScreen';
import { Crumbs, Head } from '../ui/Head';
import { EntityForm } from './EntityForm';
import { fieldsOf } from './fields';
import { type Draft, linkDefs } from './links';
import { type Entity, toValues, type Values } from './values';

const kinds: Record<string, Screened> = {
  partners: 'partner',
  components: 'component',
  offerings: 'offering',
  products: 'product',
  roadmap: 'roadmap_item',
};
export const listOf = {
  partner: { to: '/partners', name: 'Partners' },
  component: { to: '/components', name: 'Components' },
  offering: { to: '/components', name: 'Components' },
  product: { to: '/products', name: 'Products' },
  roadmap_item: { to: '/roadmap', name: 'Roadmap' },
} as const;

/** /…/new and /…/:id/edit of all five kinds. */
export function FormPage() {
  const segment = useRouterState({ select: (s) => s.location.pathname.split('/')[1] ?? '' });
  const kind = kinds[segment] ?? 'partner';
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

function Create({ kind }: { kind: Screened }) {
  const search = useSearch({ strict: false }) as { component?: string; maker?: string };
  const component = useName(search.component);
  const maker = useName(search.maker);
  if (component.isLoading || maker.isLoading) return null;
  const values = toValues(fieldsOf(kind), defaults(kind), {});
  if (kind === 'offering') {
    values.component = component.data ?? null;
    values.maker = maker.data ?? null;
  }
  const list = listOf[kind];
  return (
    <>
      <Head
        title={`Add ${article(kindNames[kind].one)}`}
        crumbs={
          <Crumbs
            of={[
              <Link key="l" to={list.to} activeOptions={{ exact: true }}>
                {list.name}
              </Link>,
              'new',
            ]}
          />
        }
      />
      <EntityForm kind={kind} stored={null} base={values} drafts={[]} back={list.to} />
    </>
  );
}

function defaults(kind: Screened): Entity {
  return kind === 'offering' ? { approval: 'approved', status: 'active' } : {};
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function Edit({ kind, id }: { kind: Screened; id: string }) {
  const collection = collections[kind] as Collection;
  const entity = useEntity(collection, id);
  const links = useLinks({ from: id });
  const error = entity.error ?? links.error;
  if (error) {
    const again = () => void Promise.all([entity.refetch(), links.refetch()]);
    return <Unread error={error} what={kindNames[kind].one} again={again} />;
  }
  if (!entity.data || !links.data) return <Head title="Edit" />;
  const data = entity.data.data as unknown as Entity;
  const name = String(data.name ?? data.title ?? links.data.refs[id]?.name ?? kindNames[kind].one);
  const values: Values = toValues(fieldsOf(kind), data, links.data.refs);
  const list = listOf[kind];
  return (
    <>
      <Head
        title={`Edit ${name}`}
        crumbs={
          <Crumbs
            of={[
              <Link key="l" to={list.to} activeOptions={{ exact: true }}>
                {list.name}
              </Link>,
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
        drafts={draftsOf(kind, links.data.items, links.data.refs)}
        back={screens[kind]}
      />
    </>
  );
}

function draftsOf(kind: Screened, links: readonly StoredLink[], refs: Refs): Draft[] {
  return linkDefs[kind].flatMap((def) =>
    links
      .filter((l) => l.kind === def.kind)
      .map((l): Draft => {
        const values: Draft['values'] = {};
        for (const p of def.props) {
          const v = (l as unknown as Entity)[p.name];
          values[p.name] = p.type === 'flag' ? v === true : v === undefined ? '' : String(v);
        }
        const to = refs[l.to] ?? { id: l.to, kind: def.to[0] ?? 'partner', name: l.to };
        return { key: l.id, kind: l.kind, id: l.id, version: l.version, to, values, stored: values };
      }),
  );
}
