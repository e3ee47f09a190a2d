import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';
import { Shell } from './app/Shell';
import { layers } from './format/kinds';
import { flag, known, oneOf, paged, riskViews, text, whole } from './search';
import { ErrorScreen, NotFound } from './ui/ErrorScreen';

const root = createRootRoute({
  component: Shell,
  errorComponent: ErrorScreen,
  notFoundComponent: NotFound,
});

const getParentRoute = () => root;
const verdicts = ['exposed', 'unknown', 'safe'] as const;
const roles = ['vendor', 'service_provider', 'channel_partner', 'in_house'] as const;
const statuses = ['prospect', 'active', 'on_hold', 'exiting', 'former'] as const;
const itemStatuses = ['proposed', 'committed', 'in_progress', 'shipped', 'dropped'] as const;
const lifecycles = ['preview', 'active', 'nrnd', 'last_time_buy', 'obsolete', 'unknown'] as const;
const outcomes = ['create', 'update', 'unchanged', 'undecided', 'rejected', 'skipped'] as const;

const start = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/Start'), 'Start'),
});
const partners = createRoute({
  getParentRoute,
  path: '/partners',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'country', 'updatedAt']),
    role: oneOf(s.role, roles),
    status: oneOf(s.status, statuses),
  })),
  component: lazyRouteComponent(() => import('./pages/Partners'), 'Partners'),
});
const componentsList = createRoute({
  getParentRoute,
  path: '/components',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'updatedAt']),
    layer: oneOf(s.layer, layers),
    lifecycle: oneOf(s.lifecycle, lifecycles),
  })),
  component: lazyRouteComponent(() => import('./pages/Components'), 'Components'),
});
const products = createRoute({
  getParentRoute,
  path: '/products',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'updatedAt']),
    lifecycle: oneOf(s.lifecycle, lifecycles),
  })),
  component: lazyRouteComponent(() => import('./pages/Products'), 'Products'),
});
const roadmap = createRoute({
  getParentRoute,
  path: '/roadmap',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'targetDate', 'key', 'updatedAt']),
    layer: oneOf(s.layer, layers),
    status: oneOf(s.status, itemStatuses),
  })),
  component: lazyRouteComponent(() => import('./pages/Roadmap'), 'Roadmap'),
});

const proof = known((s) => ({ proof: text(s.proof, 64) }));
const partner = createRoute({
  getParentRoute,
  path: '/partners/$id',
  validateSearch: proof,
  component: lazyRouteComponent(() => import('./pages/PartnerPage'), 'PartnerPage'),
});
const component = createRoute({
  getParentRoute,
  path: '/components/$id',
  validateSearch: proof,
  component: lazyRouteComponent(() => import('./pages/ComponentPage'), 'ComponentPage'),
});
const offering = createRoute({
  getParentRoute,
  path: '/offerings/$id',
  component: lazyRouteComponent(() => import('./pages/OfferingPage'), 'OfferingPage'),
});
const product = createRoute({
  getParentRoute,
  path: '/products/$id',
  validateSearch: proof,
  component: lazyRouteComponent(() => import('./pages/ProductPage'), 'ProductPage'),
});
const item = createRoute({
  getParentRoute,
  path: '/roadmap/$id',
  validateSearch: proof,
  component: lazyRouteComponent(() => import('./pages/ItemPage'), 'ItemPage'),
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
    top: text(s.top, 64),
    hidden: flag(s.hidden),
    proof: text(s.proof, 600),
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
    proof: text(s.proof, 400),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  })),
  component: lazyRouteComponent(() => import('./whatif/WhatIf'), 'WhatIf'),
});
const explore = createRoute({
  getParentRoute,
  path: '/explore',
  validateSearch: known((s) => ({
    focus: text(s.focus, 64),
    hops: whole(s.hops, 1, 4),
    kinds: oneOf(s.kinds, ['supply', 'needs', 'ownership'] as const),
    cap: whole(s.cap, 1, 60),
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
const importCheck = createRoute({
  getParentRoute,
  path: '/import/$id/check',
  validateSearch: known((s) => ({
    outcome: oneOf(s.outcome, outcomes),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  })),
  component: lazyRouteComponent(() => import('./import/CheckStep'), 'CheckStep'),
});
const importDone = createRoute({
  getParentRoute,
  path: '/import/$id/done',
  component: lazyRouteComponent(() => import('./import/DoneStep'), 'DoneStep'),
});

const form = lazyRouteComponent(() => import('./forms/FormPage'), 'FormPage');
const create = <P extends string>(path: P) =>
  createRoute({
    getParentRoute,
    path,
    validateSearch: known((s) => ({ component: text(s.component, 64), maker: text(s.maker, 64) })),
    component: form,
  });
const edit = <P extends string>(path: P) => createRoute({ getParentRoute, path, component: form });

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    risk,
    matrix,
    whatIf,
    roadmap,
    explore,
    partners,
    componentsList,
    products,
    partner,
    component,
    offering,
    product,
    item,
    imports,
    importMap,
    importCheck,
    importDone,
    changes,
    create('/partners/new'),
    create('/components/new'),
    create('/offerings/new'),
    create('/products/new'),
    create('/roadmap/new'),
    edit('/partners/$id/edit'),
    edit('/components/$id/edit'),
    edit('/offerings/$id/edit'),
    edit('/products/$id/edit'),
    edit('/roadmap/$id/edit'),
  ]),
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
