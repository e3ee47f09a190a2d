import { Link } from '@tanstack/react-router';
import { useImports } from '../api/imports';
import { useChanges, useMeta } from '../api/queries';
import { count, day } from '../format/text';
import { stepOf, summaryOf } from '../import/state';
import { Facts } from '../ui/Facts';
import { Section } from '../ui/Section';
import { ChangedRecord } from './Changes';

export function RecentImports() {
  const { data } = useImports();
  if (!data?.items.length) return null;
  return (
    <Section title="Recent imports" className="tight">
      <Facts
        dated
        of={data.items.slice(0, 3).map((i) => ({
          id: i.id,
          label: day(i.createdAt),
          value: (
            <Link to={stepOf(i)} params={{ id: i.id }}>
              {i.file}
            </Link>
          ),
          note: `${count(i.sniff.rows, 'row')}, ${summaryOf(i)}`,
        }))}
      />
    </Section>
  );
}

export function RecentChanges() {
  const { data: meta } = useMeta();
  const after = meta ? Math.max(0, meta.change - 5) : undefined;
  const { data } = useChanges(after, 5);
  if (!data?.items.length) return null;
  return (
    <Section title="Last changes" end={<Link to="/changes">All</Link>}>
      <Facts
        dated
        of={[...data.items].reverse().map((c) => ({
          id: String(c.seq),
          label: day(c.at),
          value: <ChangedRecord change={c} refs={data.refs} />,
          note: `${c.op}d, ${c.actor}`,
        }))}
      />
    </Section>
  );
}
