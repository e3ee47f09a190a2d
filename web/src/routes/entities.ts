import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { layers } from '../format/kinds';
import { known, oneOf, paged, text, whole } from '../search';
import { getParentRoute } from './root';

/** The screens of the entities: a list, a page and a form for each kind. */
const roles = ['vendor', 'service_provider', 'channel_partner', 'in_house'] as const;
const statuses = ['prospect', 'active', 'on_hold', 'exiting', 'former'] as const;
const verdicts = ['exposed', 'unknown', 'safe'] as const;
const itemStatuses = ['proposed', 'committed', 'in_progress', 'shipped', 'dropped'] as const;
const lifecycles = ['preview', 'active', 'nrnd', 'last_time_buy', 'obsolete', 'unknown'] as const;
const approvals = [
  'approved',
  'conditional',
  'candidate',
  'restricted',
  'suspended',
  'disqualified',
] as const;

const partners = createRoute({
  getParentRoute,
  path: '/partners',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'country', 'updatedAt']),
    role: oneOf(s.role, roles),
    status: oneOf(s.status, statuses),
    country: text(s.country, 2),
  })),
  component: lazyRouteComponent(() => import('../pages/Partners'), 'Partners'),
});
const componentsList = createRoute({
  getParentRoute,
  path: '/components',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'updatedAt']),
    layer: oneOf(s.layer, layers),
    lifecycle: oneOf(s.lifecycle, lifecycles),
  })),
  component: lazyRouteComponent(() => import('../pages/Components'), 'Components'),
});
const products = createRoute({
  getParentRoute,
  path: '/products',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'updatedAt']),
    lifecycle: oneOf(s.lifecycle, lifecycles),
    leaving: text(s.leaving, 64),
  })),
  component: lazyRouteComponent(() => import('../pages/Products'), 'Products'),
});
const roadmap = createRoute({
  getParentRoute,
  path: '/roadmap',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'targetDate', 'key', 'updatedAt']),
    layer: oneOf(s.layer, layers),
    status: oneOf(s.status, itemStatuses),
    verdict: oneOf(s.verdict, verdicts),
    leaving: text(s.leaving, 64),
  })),
  component: lazyRouteComponent(() => import('../pages/Roadmap'), 'Roadmap'),
});

const offerings = createRoute({
  getParentRoute,
  path: '/offerings',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'updatedAt']),
    approval: oneOf(s.approval, approvals),
    status: oneOf(s.status, ['planned', 'active', 'ended'] as const),
    component: text(s.component, 64),
    maker: text(s.maker, 64),
    seller: text(s.seller, 64),
  })),
  component: lazyRouteComponent(() => import('../pages/Offerings'), 'Offerings'),
});
const contracts = createRoute({
  getParentRoute,
  path: '/contracts',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'endsOn', 'updatedAt']),
    kind: oneOf(s.kind, ['standalone', 'overarching', 'subsequent'] as const),
    exitPlan: oneOf(s.exitPlan, ['yes', 'no', 'not_assessed'] as const),
    partner: text(s.partner, 64),
  })),
  component: lazyRouteComponent(() => import('../pages/Contracts'), 'Contracts'),
});
const certificates = createRoute({
  getParentRoute,
  path: '/certificates',
  validateSearch: known((s) => ({
    ...paged(s, ['name', 'expiresOn', 'updatedAt']),
    standard: text(s.standard),
    partner: text(s.partner, 64),
  })),
  component: lazyRouteComponent(() => import('../pages/Certificates'), 'Certificates'),
});
const people = createRoute({
  getParentRoute,
  path: '/people',
  validateSearch: known((s) => ({ ...paged(s, ['name', 'updatedAt']), function: text(s.function) })),
  component: lazyRouteComponent(() => import('../pages/People'), 'People'),
});

/** What a page of an entity may have open: a proof, a place in its rows, one effect, a part with all its rows. */
const opened = known((s) => ({
  proof: text(s.proof, 64),
  at: whole(s.at, 0, 10_000),
  effect: oneOf(s.effect, ['stops', 'delays', 'one_of_k', 'involved'] as const),
  all: text(s.all, 40),
}));
const partner = createRoute({
  getParentRoute,
  path: '/partners/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/PartnerPage'), 'PartnerPage'),
});
const component = createRoute({
  getParentRoute,
  path: '/components/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/ComponentPage'), 'ComponentPage'),
});
const offering = createRoute({
  getParentRoute,
  path: '/offerings/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/OfferingPage'), 'OfferingPage'),
});
const product = createRoute({
  getParentRoute,
  path: '/products/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/ProductPage'), 'ProductPage'),
});
const item = createRoute({
  getParentRoute,
  path: '/roadmap/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/ItemPage'), 'ItemPage'),
});

const contract = createRoute({
  getParentRoute,
  path: '/contracts/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/ContractPage'), 'ContractPage'),
});
const certificate = createRoute({
  getParentRoute,
  path: '/certificates/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/CertificatePage'), 'CertificatePage'),
});
const person = createRoute({
  getParentRoute,
  path: '/people/$id',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../pages/PersonPage'), 'PersonPage'),
});

const form = lazyRouteComponent(() => import('../forms/FormPage'), 'FormPage');
const create = <P extends string>(path: P) =>
  createRoute({
    getParentRoute,
    path,
    validateSearch: known((s) => ({
      component: text(s.component, 64),
      maker: text(s.maker, 64),
      partner: text(s.partner, 64),
    })),
    component: form,
  });
const edit = <P extends string>(path: P) => createRoute({ getParentRoute, path, component: form });

export const entityRoutes = [
  partners,
  componentsList,
  offerings,
  products,
  roadmap,
  contracts,
  certificates,
  people,
  partner,
  component,
  offering,
  product,
  item,
  contract,
  certificate,
  person,
  create('/partners/new'),
  create('/components/new'),
  create('/offerings/new'),
  create('/products/new'),
  create('/roadmap/new'),
  create('/contracts/new'),
  create('/certificates/new'),
  create('/people/new'),
  edit('/partners/$id/edit'),
  edit('/components/$id/edit'),
  edit('/offerings/$id/edit'),
  edit('/products/$id/edit'),
  edit('/roadmap/$id/edit'),
  edit('/contracts/$id/edit'),
  edit('/certificates/$id/edit'),
  edit('/people/$id/edit'),
] as const;
