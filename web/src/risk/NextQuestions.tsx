import { getRouteApi, Link } from '@tanstack/react-router';
import { url } from '../api/client';
import { useCan } from '../app/roles';
import { edits, hasScreen } from '../format/kinds';
import { fieldName, number } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { Missing } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { ItemName, Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { type NextQuestion, useNextQuestions } from './queries';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');

/** What nobody recorded, the most telling fact first, and who could answer. */
export function NextQuestions() {
  const { cursor } = route.useSearch();
  const page = useNextQuestions({ cursor });
  const place = usePlace(page.data);
  const may = useCan('editor');
  return (
    <Section title="Next questions" note="facts nobody recorded, by how many unknown verdicts wait for them">
      <DataTable<NextQuestion>
        label="Next questions"
        columns={columns(may)}
        rows={page.data?.items}
        keyOf={(q) => `${q.entity.id}.${q.field}`}
        error={page.error}
        again={() => void page.refetch()}
        empty="Nothing is missing: every verdict is exposed or safe."
      />
      <Pager
        {...place.pager}
        order="most verdicts first"
        csv={url('/risk/next-questions', { format: 'csv' })}
      />
    </Section>
  );
}

const asked: Record<string, string> = {
  sourcesKnown: 'Are these all its sources?',
  subTiersKnown: 'Are all its sub-tiers known?',
  sharePercent: 'What share does it supply?',
};

function columns(may: boolean): Column<NextQuestion>[] {
  return [
    {
      id: 'entity',
      head: 'About',
      name: true,
      wrap: true,
      cell: (q) => (
        <>
          <ItemName item={q.entity} />{' '}
          <span className="muted plain">{q.entity.kind.replaceAll('_', ' ')}</span>
        </>
      ),
    },
    { id: 'field', head: 'Question', wrap: true, cell: (q) => asked[q.field] ?? fieldName(q.field) },
    { id: 'verdicts', head: 'Verdicts', num: true, cell: (q) => number(q.verdicts) },
    { id: 'items', head: 'Items', num: true, p2: true, cell: (q) => number(q.roadmapItems) },
    { id: 'products', head: 'Products', num: true, p2: true, cell: (q) => number(q.products) },
    { id: 'components', head: 'Components', num: true, p2: true, cell: (q) => number(q.components) },
    {
      id: 'settles',
      head: 'Settles alone',
      num: true,
      p2: true,
      cell: (q) => number(q.settles),
    },
    {
      id: 'owner',
      head: 'Who could answer',
      p2: true,
      wrap: true,
      cell: (q) =>
        q.owner ? (
          <>
            <Ref to={q.owner.person} />
            {q.owner.of && (
              <span className="muted sentence">
                {' '}
                for <Ref to={q.owner.of} />
              </span>
            )}
          </>
        ) : (
          <Missing>nobody owns it</Missing>
        ),
    },
    {
      id: 'answer',
      head: <span className="vh">Answer</span>,
      num: true,
      cell: (q) =>
        may && hasScreen(q.entity.kind) ? (
          <Link
            to={edits[q.entity.kind]}
            params={{ id: q.entity.id }}
            aria-label={`Answer for ${q.entity.name}`}
          >
            Answer
          </Link>
        ) : null,
    },
  ];
}
