import type { Screened } from '../format/kinds';
import { currency, type FieldDef, f, type Group, known, layerOptions, origin, words } from './define';
import { certificate, contract, person } from './records';

/** The fields of each kind of entity, as the forms show them. */
const lifecycles = words('preview', 'active', 'nrnd', 'last_time_buy', 'obsolete', 'unknown');

const partner: Group[] = [
  {
    title: 'Partner',
    fields: [
      f('name', 'Name', 'text', { required: true }),
      f('roles', 'Roles', 'choices', {
        options: words('vendor', 'service_provider', 'channel_partner', 'in_house'),
      }),
      f('status', 'Status', 'choice', {
        options: words('prospect', 'active', 'on_hold', 'exiting', 'former'),
      }),
      f('segment', 'Segment', 'choice', {
        options: words('strategic', 'mission_critical', 'sustaining', 'standard'),
      }),
      f('country', 'Country', 'country'),
      f('website', 'Website', 'text', { hint: 'With https:// in front.' }),
      f('parent', 'Parent', 'ref', { ref: 'partner', hint: 'The company that owns it.' }),
      f('parentPercent', 'Owned by the parent, percent', 'number', {
        hint: 'Over 50. Leave blank if nobody knows.',
      }),
    ],
  },
  {
    title: 'Risk',
    fields: [
      f('timeToRecoverDays', 'Time to recover, days', 'whole', {
        hint: 'How long until supply is back. Leave blank if nobody knows.',
      }),
      f('failureProbability', 'Probability of failure in a year', 'number', {
        hint: 'From 0 to 1: 0.03 is 3 %.',
      }),
      f('subTiersKnown', 'All sub-tiers and its owner are recorded', 'choice', { options: known }),
      f('lastReviewOn', 'Last review', 'date'),
      f('nextReviewOn', 'Next review', 'date'),
    ],
  },
  {
    title: 'Numbers of the company',
    fields: [
      f('lei', 'LEI', 'text', { hint: '20 letters and digits.' }),
      f('duns', 'DUNS', 'text', { hint: 'Nine digits.' }),
      f('vatNo', 'VAT number'),
      f('registrationNo', 'Registration number'),
    ],
  },
  origin,
];

const component: Group[] = [
  {
    title: 'Component',
    fields: [
      f('name', 'Name', 'text', { required: true }),
      f('layer', 'Layer', 'choice', { required: true, options: layerOptions }),
      f('kind', 'Kind', 'text', { hint: 'Module, library, service, …' }),
      f('lifecycle', 'Lifecycle', 'choice', { options: lifecycles }),
      f('lastTimeBuyOn', 'Last time buy', 'date'),
      f('exposure', 'Reachable from', 'choice', {
        options: words('internet', 'local_network', 'physical', 'none', 'not_assessed'),
      }),
      f('purl', 'Package URL', 'text', { hint: 'Starts with pkg:' }),
      f('cpe', 'CPE', 'text', { hint: 'Starts with cpe:' }),
    ],
  },
  {
    title: 'Sourcing',
    fields: [
      f('minSources', 'Sources it needs', 'whole', { hint: 'Blank means 1.' }),
      f('requiredSharePercent', 'Share it needs, percent', 'number', {
        hint: 'Of the shares its offerings state; replaces the number of sources.',
      }),
      f('stockCoverDays', 'Stock, days', 'whole'),
      f('sourcesKnown', 'All its sources are recorded', 'choice', { options: known }),
      f('marketAlternatives', 'Alternatives on the market', 'choice', {
        options: words('none', 'some', 'not_assessed'),
      }),
    ],
  },
  origin,
];

const offering: Group[] = [
  {
    title: 'Offering',
    fields: [
      f('component', 'Component', 'ref', { required: true, ref: 'component' }),
      f('maker', 'Maker', 'ref', { ref: 'partner', hint: 'A maker or a seller is needed.' }),
      f('seller', 'Seller', 'ref', { ref: 'partner' }),
      f('mpn', 'Part number (MPN)'),
      f('sku', 'Seller’s number (SKU)'),
      f('approval', 'Approval', 'choice', {
        required: true,
        options: words('approved', 'conditional', 'candidate', 'restricted', 'suspended', 'disqualified'),
        hint: 'Approved and conditional ones count as a source while they are active.',
      }),
      f('status', 'Status', 'choice', { required: true, options: words('planned', 'active', 'ended') }),
      f('sharePercent', 'Share, percent', 'number'),
      f('country', 'Provided from', 'country'),
    ],
  },
  {
    title: 'Terms',
    fields: [
      f('unitPrice', 'Unit price', 'money'),
      f('annualSpend', 'Spend a year', 'money'),
      currency,
      f('leadTimeDays', 'Lead time, days', 'whole'),
      f('qualificationDays', 'Days to qualify', 'whole'),
      f('minimumOrder', 'Minimum order', 'whole'),
      f('validFrom', 'Valid from', 'date'),
      f('validTo', 'Valid to', 'date'),
      f('substitutability', 'Can be replaced', 'choice', {
        options: words('not_substitutable', 'highly_complex', 'medium', 'easy', 'not_assessed'),
      }),
      f('exitPlan', 'Exit plan', 'choice', { options: known }),
      f('access', 'Access it has', 'choice', {
        options: words('none', 'data', 'code', 'update_channel', 'not_assessed'),
      }),
    ],
  },
  origin,
];

const product: Group[] = [
  {
    title: 'Product',
    fields: [
      f('name', 'Name', 'text', { required: true }),
      f('sku', 'Number (SKU)'),
      f('lifecycle', 'Lifecycle', 'choice', { options: lifecycles }),
      f('annualRevenue', 'Revenue a year', 'money'),
      currency,
    ],
  },
  origin,
];

const roadmapItem: Group[] = [
  {
    title: 'Roadmap item',
    fields: [
      f('key', 'Key', 'text', { required: true, hint: 'As in your tracker: LK-211.' }),
      f('title', 'Title', 'text', { required: true }),
      f('kind', 'Kind', 'choice', { options: words('feature', 'launch', 'platform', 'experiment') }),
      f('status', 'Status', 'choice', {
        options: words('proposed', 'committed', 'in_progress', 'shipped', 'dropped'),
      }),
      f('layer', 'Layer', 'choice', { options: layerOptions }),
      f('targetDate', 'Target', 'date'),
      f('durationDays', 'Duration P50, days', 'whole'),
      f('durationP90Days', 'Duration P90, days', 'whole'),
      f('value', 'Value', 'money'),
      currency,
      f('url', 'Link', 'text', { hint: 'With https:// in front.' }),
    ],
  },
  origin,
];

export const forms: Record<Screened, readonly Group[]> = {
  partner,
  component,
  offering,
  product,
  roadmap_item: roadmapItem,
  contract,
  certificate,
  person,
};

export function fieldsOf(kind: Screened): FieldDef[] {
  return forms[kind].flatMap((g) => g.fields);
}
