import type { ReactNode } from 'react';
import { collections, type Screened } from '../format/kinds';
import { EntityVerbs } from '../ui/EntityVerbs';
import { type Fact, Facts } from '../ui/Facts';
import { Head } from '../ui/Head';
import { History } from '../ui/History';
import { ListCrumbs } from '../ui/ListCrumbs';
import { Section } from '../ui/Section';

type Props = {
  kind: Screened;
  id: string;
  etag: string;
  /** What the head calls it, and what a question before a delete does. */
  title: string;
  name?: string;
  /** Between the list and the entity in the breadcrumb. */
  crumbs?: ReactNode[];
  /** The answer in one sentence. */
  answer: ReactNode;
  facts: readonly Fact[];
  aside?: ReactNode;
  children: ReactNode;
};

/** The page of an entity: its answer, what is linked with it, and at the side its facts and history. */
export function EntityFrame(props: Props) {
  const { kind, id, etag, title, name = title, crumbs = [] } = props;
  return (
    <>
      <Head
        title={title}
        crumbs={<ListCrumbs kind={kind} of={[...crumbs, title]} />}
        verbs={<EntityVerbs kind={kind} id={id} name={name} etag={etag} />}
      >
        {props.answer}
      </Head>
      <div className="split">
        <div>{props.children}</div>
        <aside aria-label="Facts and history">
          <Section title="Facts">
            <Facts of={props.facts} />
          </Section>
          {props.aside}
          <History collection={collections[kind]} id={id} />
        </aside>
      </div>
    </>
  );
}
