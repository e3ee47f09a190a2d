import type { Link, Refs } from '../api/types';
import { kindNames } from '../format/kinds';
import { count, number, word } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { ItemName } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFold } from '../ui/useFold';

type Props = {
  title: string;
  links: readonly Link[] | undefined;
  kind: Link['kind'];
  side: 'from' | 'to';
  refs: Refs;
};

/** The links of one kind of an entity, with what is recorded on them. Nothing is shown where there are none. */
export function LinkRows({ title, links, kind, side, refs }: Props) {
  const rows = links?.filter((l) => l.kind === kind) ?? [];
  const fold = useFold(rows, `${kind}-${side}`);
  if (!rows.length) return null;
  const columns: Column<Link>[] = [
    {
      id: 'name',
      head: 'Name',
      name: true,
      wrap: true,
      cell: (l) => {
        const r = refs[l[side]];
        return r ? <ItemName item={r} /> : l[side];
      },
    },
  ];
  if (new Set(rows.map((l) => refs[l[side]]?.kind)).size > 1)
    columns.push({
      id: 'kind',
      head: 'Kind',
      cell: (l) => word(kindNames[refs[l[side]]?.kind ?? 'partner'].one),
    });
  const told = (l: Link) => linkFacts(l, side === 'to' ? rows : []);
  if (rows.some(told))
    columns.push({
      id: 'facts',
      head: 'Recorded with it',
      cell: (l) => <span className="quiet">{told(l)}</span>,
    });
  return (
    <Section title={title} note={count(rows.length, 'link')}>
      <span id={`${kind}-${side}`} />
      <DataTable<Link> label={title} columns={columns} rows={fold.rows} keyOf={(l) => l.id} empty="" />
      {fold.more}
    </Section>
  );
}

/** The properties of a link in words. How many of a group must work, any of its links may say; all of them are needed to know. */
export function linkFacts(l: Link, group: readonly Link[] = []): string {
  return [
    l.quantity !== undefined && `quantity ${number(l.quantity)}`,
    l.group && `alternates “${l.group}”${mustWork(l, group)}`,
    l.service,
    l.region,
    l.role,
    l.required && 'required',
    l.critical && 'critical',
    l.lagDays !== undefined && `${number(l.lagDays)} days between`,
    l.note,
  ]
    .filter(Boolean)
    .join(', ');
}

function mustWork(l: Link, all: readonly Link[]): string {
  const group = all.filter((o) => o.from === l.from && o.kind === l.kind && o.group === l.group);
  const minimum =
    [l, ...group].find((o) => o.minimum !== undefined)?.minimum ?? (group.length ? 1 : undefined);
  return minimum === undefined ? '' : `, ${minimum} must work`;
}
