import { getRouteApi, Link } from '@tanstack/react-router';
import { url } from '../api/client';
import { useCan } from '../app/roles';
import { edits, hasScreen } from '../format/kinds';
import { fieldName, number } from '../format/text';
import { Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { Door } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { ItemName, Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { type NextQuestion, useNextQuestions } from './queries';
import { usePlace } from './usePlace';
import { WaitingRows, type Waits } from './WaitingRows';

const route = getRouteApi('/risk');

/** What nobody recorded, the most telling fact first, and who could answer. */
export function NextQuestions() {
  const { cursor } = route.useSearch();
  const page = useNextQuestions({ cursor });
  const place = usePlace(page.data);
  const may = useCan('editor');
  const { open } = useFilters();
  const closed = { waits: undefined, row: undefined, rowAt: undefined };
  const toggle = (id: string) => open({ ...closed, proof: place.proof === id ? undefined : id });
  return (
    <Section title="Next questions" note="facts nobody recorded, by how many unknown verdicts wait for them">
      <DataTable<NextQuestion>
        label="Next questions"
        columns={columns(may, place.proof, toggle)}
        rows={page.data?.items}
        keyOf={(q) => `${q.entity.id}.${q.field}`}
        error={page.error}
        again={() => void page.refetch()}
        empty="Nothing is missing: every verdict is exposed or safe."
        detail={(q) => place.proof === q.entity.id && <WaitingRows of={q} />}
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

/** A count of a question as a door to its rows, which open below. */
function Count({ n, of: q, waits }: { n: number; of: NextQuestion; waits?: Waits }) {
  return (
    <Door n={n}>
      <Plain to="." search={{ proof: q.entity.id, waits, row: undefined, rowAt: undefined }} keep>
        {number(n)}
      </Plain>
    </Door>
  );
}

function columns(
  may: boolean,
  open: string | undefined,
  toggle: (id: string) => void,
): Column<NextQuestion>[] {
  return [
    {
      id: 'rows',
      head: <span className="vh">What waits for it</span>,
      className: 'twist-cell',
      cell: (q) =>
        q.verdicts > 0 && (
          <Twist open={open === q.entity.id} of={q.entity.name} onToggle={() => toggle(q.entity.id)} />
        ),
    },
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
    { id: 'verdicts', head: 'Verdicts', num: true, cell: (q) => <Count n={q.verdicts} of={q} /> },
    {
      id: 'items',
      head: 'Items',
      num: true,
      p2: true,
      cell: (q) => <Count n={q.roadmapItems} of={q} waits="roadmap_item" />,
    },
    {
      id: 'products',
      head: 'Products',
      num: true,
      p2: true,
      cell: (q) => <Count n={q.products} of={q} waits="product" />,
    },
    {
      id: 'components',
      head: 'Components',
      num: true,
      p2: true,
      cell: (q) => <Count n={q.components} of={q} waits="component" />,
    },
    {
      id: 'settles',
      head: 'Settles alone',
      num: true,
      p2: true,
      cell: (q) => <Count n={q.settles} of={q} waits="settles" />,
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
