import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { lists, type Screened } from '../format/kinds';
import { Crumbs } from './Head';

/** The breadcrumb of a page that lies behind the list of a kind. */
export function ListCrumbs({ kind, of = [] }: { kind: Screened; of?: readonly ReactNode[] }) {
  const list = lists[kind];
  return (
    <Crumbs
      of={[
        <Link key="l" to={list.to} activeOptions={{ exact: true }}>
          {list.name}
        </Link>,
        ...of,
      ]}
    />
  );
}
