import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';
import { layers } from './format/kinds';
import { entityRoutes } from './routes/entities';
import { getParentRoute, root } from './routes/root';
import { flag, known, oneOf, riskViews, text, whole } from './search';
import { ErrorScreen } from './ui/ErrorScreen';
import { readRows } from './whatif/rows';

const verdicts = ['exposed', 'unknown', 'safe'] as const;
const outcomes = ['create', 'update', 'unchanged', 'undecided', 'rejected', 'skipped'] as const;

const start = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/Start'), 'Start'),
});
const risk = createRoute({
  getParentRoute,
  path: '/risk',
  validateSearch: known((s) => ({
    view: oneOf(s.view, riskViews),
    order: oneOf(s.order, ['1', '2', '4', 'all'] as const),
    days: oneOf(s.days, ['90', '182', '730'] as const),
    by: oneOf(s.by, ['parent', 'country', 'layer'] as const),
    q: text(s.q),
    layer: oneOf(s.layer, layers),
    verdict: oneOf(s.verdict, verdicts),
    product: text(s.product, 64),
    region: text(s.region, 100),
    cause: oneOf(s.cause, ['country', 'person'] as const),
    top: text(s.top, 64),
    hidden: flag(s.hidden),
    depth: whole(s.depth, 0, 3),
    unsourced: flag(s.unsourced),
    proof: text(s.proof, 600),
    waits: oneOf(s.waits, ['roadmap_item', 'product', 'component', 'settles'] as const),
    row: text(s.row, 2000),
    rowAt: whole(s.rowAt, 0, 10_000_000),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  })),
  component: lazyRouteComponent(() => import('./pages/Risk'), 'Risk'),
});
const matrix = createRoute({
  getParentRoute,
  path: '/matrix',
  validateSearch: known((s) => ({
    rows: oneOf(s.rows, ['products', 'layers', 'components'] as const),
    columns: oneOf(s.columns, ['countries', 'people'] as const),
    quarter: text(s.quarter, 7),
    layer: oneOf(s.layer, layers),
    empty: flag(s.empty),
    cell: text(s.cell, 800),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  })),
  component: lazyRouteComponent(() => import('./matrix/Matrix'), 'Matrix'),
});
const whatIf = createRoute({
  getParentRoute,
  path: '/whatif',
  validateSearch: known((s) => ({
    remove: text(s.remove, 4000),
    countries: text(s.countries, 800),
    add: text(s.add, 8000),
    delay: text(s.delay, 4000),
    ...readRows(s),
    proof: text(s.proof, 400),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  })),
  component: lazyRouteComponent(() => import('./whatif/WhatIf'), 'WhatIf'),
});
const path = createRoute({
  getParentRoute,
  path: '/path',
  validateSearch: known((s) => ({
    from: text(s.from, 64),
    to: text(s.to, 64),
    proof: text(s.proof, 2000),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  })),
  component: lazyRouteComponent(() => import('./path/PathPage'), 'PathPage'),
});
const explore = createRoute({
  getParentRoute,
  path: '/explore',
  validateSearch: known((s) => ({
    focus: text(s.focus, 64),
    hops: whole(s.hops, 1, 4),
    kinds: oneOf(s.kinds, ['supply', 'needs', 'ownership'] as const),
    cap: whole(s.cap, 1, 60),
    all: text(s.all, 40),
  })),
  component: lazyRouteComponent(() => import('./pages/Explore'), 'Explore'),
});
const changes = createRoute({
  getParentRoute,
  path: '/changes',
  validateSearch: known((s) => ({ before: whole(s.before, 1, Number.MAX_SAFE_INTEGER) })),
  component: lazyRouteComponent(() => import('./pages/Changes'), 'Changes'),
});
const imports = createRoute({
  getParentRoute,
  path: '/import',
  validateSearch: known((s) => ({ cursor: text(s.cursor, 2000), at: whole(s.at, 0, 10_000_000) })),
  component: lazyRouteComponent(() => import('./import/Imports'), 'Imports'),
});
const importMap = createRoute({
  getParentRoute,
  path: '/import/$id/map',
  component: lazyRouteComponent(() => import('./import/MapStep'), 'MapStep'),
});
const askedStates = ['open', 'answered'] as const;
const importCheck = createRoute({
  getParentRoute,
  path: '/import/$id/check',
  validateSearch: known((s) => ({
    outcome: oneOf(s.outcome, outcomes),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
    ask: text(s.ask),
    askState: oneOf(s.askState, askedStates),
    askAt: whole(s.askAt, 0, 1_000_000),
    may: text(s.may),
    mayState: oneOf(s.mayState, askedStates),
    mayAt: whole(s.mayAt, 0, 1_000_000),
  })),
  component: lazyRouteComponent(() => import('./import/CheckStep'), 'CheckStep'),
});
const importDone = createRoute({
  getParentRoute,
  path: '/import/$id/done',
  component: lazyRouteComponent(() => import('./import/DoneStep'), 'DoneStep'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    risk,
    matrix,
    whatIf,
    path,
    explore,
    ...entityRoutes,
    imports,
    importMap,
    importCheck,
    importDone,
    changes,
  ]),
  defaultErrorComponent: ErrorScreen,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Plain both ways: ?q=123 stays a text and is written without quotes.
  parseSearch: parseSearchWith((v) => v),
  stringifySearch: stringifySearchWith(String),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
