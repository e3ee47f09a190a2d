import { expect, it } from 'vitest';
import type { ImportField, Mapping } from '../api/types';
import {
  feeds,
  fieldLabel,
  lacking,
  pricesLeft,
  runs,
  setConstant,
  setField,
  unsaidCurrencies,
} from './mapping';

const mapping: Mapping = {
  as: 'partners',
  source: 'erp',
  columns: [
    { header: 'No', field: 'external_id', by: 'synonym' },
    { header: 'Vendor', field: 'name', by: 'synonym' },
    { header: 'Full name', field: '' },
  ],
};

it('gives a field to one column only, and says who chose', () => {
  const next = setField(mapping, 2, 'name');
  expect(next.columns.map((c) => [c.field, c.by])).toEqual([
    ['external_id', 'synonym'],
    ['', 'chosen'],
    ['name', 'chosen'],
  ]);
  expect(mapping.columns[1]?.field).toBe('name');
  expect(setField(mapping, 0, '').columns.map((c) => c.field)).toEqual(['', 'name', '']);
});

it('names required fields without a column or constant', () => {
  const fields = [
    { name: 'name', type: 'text' as const, required: true },
    { name: 'layer', type: 'text' as const, required: true },
    { name: 'kind', type: 'text' as const, required: false },
  ];
  expect(lacking(mapping, fields)).toEqual(['layer']);
  expect(lacking({ ...mapping, constants: { layer: 'applications' } }, fields)).toEqual([]);
});

it('wants of an offering who makes or sells it', () => {
  const offers: Mapping = { ...mapping, as: 'offerings', columns: [{ header: 'Part', field: 'component' }] };
  const fields = [{ name: 'component', type: 'ref' as const, required: true }];
  expect(lacking(offers, fields)).toEqual(['maker or seller']);
  expect(lacking(setConstant(offers, 'seller', 'Tarnsby'), fields)).toEqual([]);
});

const field = (name: string, required = false, type: ImportField['type'] = 'text'): ImportField => ({
  name,
  type,
  required,
});

it('lets several columns fill a list, and one field once for each way to get a thing', () => {
  const issues: Mapping = {
    as: 'roadmap',
    source: 'jira',
    columns: [
      { header: 'Needs', field: 'needs', by: 'name' },
      { header: 'Needs', field: '' },
    ],
  };
  const after = setField(issues, 1, 'needs', [field('needs', false, 'refs')]);
  expect(after.columns.map((c) => c.field)).toEqual(['needs', 'needs']);
  const parts: Mapping = {
    as: 'bom',
    source: 'cad',
    columns: [
      { header: 'Mouser', field: 'offering.sku', sets: [1], with: { 'seller.name': 'Mouser' } },
      { header: 'LCSC', field: 'offering.notes', sets: [2], with: { 'seller.name': 'LCSC' } },
    ],
  };
  const both = setField(parts, 1, 'offering.sku', []);
  expect(both.columns.map((c) => c.field)).toEqual(['offering.sku', 'offering.sku']);
  expect(both.columns[1]?.with).toEqual({ 'seller.name': 'LCSC' });
});

it('wants of a mixed file only what belongs to the things it speaks of', () => {
  const wide: Mapping = {
    as: 'mixed',
    source: 'erp',
    columns: [
      { header: 'Part', field: 'component.name' },
      { header: 'LEI', field: 'maker.lei' },
    ],
  };
  const fields = ['partner.name', 'maker.name', 'component.name', 'component.layer'].map((n) =>
    field(n, true),
  );
  expect(lacking(wide, fields)).toEqual(['component.layer']); // a maker is known by its LEI, partners are not spoken of
  expect(lacking(setConstant(wide, 'component.layer', 'applications'), fields)).toEqual([]);
});

it('takes a constant away with its value', () => {
  const set = setConstant(mapping, 'country', 'DE');
  expect(set.constants).toEqual({ country: 'DE' });
  expect(setConstant(set, 'country', '').constants).toEqual({});
});

it('names the fields of mixed files by the thing they are about', () => {
  expect(fieldLabel('unit_price')).toBe('Unit price');
  expect(fieldLabel('offering.unit_price')).toBe('Offering unit price');
  expect(fieldLabel('maker.lei')).toBe('Maker LEI');
});

it('tells what a file feeds by the columns that hold something', () => {
  const mixed: Mapping = {
    as: 'mixed',
    source: 'sbom',
    columns: ['component.name', 'maker.name', 'partner.name'].map((f) => ({ header: f, field: f })),
  };
  const columns = [9, 4, 0].map((filled) => ({ header: '', filled, samples: [] }));
  expect(feeds({ mapping: mixed, sniff: { columns } })).toEqual(['makers', 'components', 'offerings']);
  expect(feeds({ mapping, sniff: { columns } })).toEqual(['partners']);
});

it('makes no use of a quantity while no product is named', () => {
  const parts: Mapping = {
    as: 'bom',
    source: 'cad',
    columns: [
      { header: 'Part', field: 'component.name' },
      { header: 'Qty', field: 'uses.quantity' },
    ],
  };
  const sniff = { columns: [9, 9].map((filled) => ({ header: '', filled, samples: [] })) };
  expect(feeds({ mapping: parts, sniff })).toEqual(['components']);
  expect(feeds({ mapping: setConstant(parts, 'product.name', 'Hub'), sniff })).toEqual([
    'components',
    'uses of components by products',
  ]);
});

it('names the columns of prices that have no place', () => {
  const quoted = (...cells: [header: string, field: string, sample: string][]) => ({
    mapping: {
      as: 'bom' as const,
      source: 'quote',
      columns: cells.map(([header, field]) => ({ header, field })),
    },
    sniff: { columns: cells.map(([header, , sample]) => ({ header, filled: 1, samples: [sample] })) },
  });
  const breaks: [string, string, string][] = [
    ['MPN', 'offering.mpn', 'RC0402'],
    ['Price 1', '', '0.10'],
    ['100+', '', '€ 0,004'],
    ['Price unit', '', '100'],
    ['Price list', '', 'spring'],
  ];
  expect(pricesLeft(quoted(...breaks))).toEqual(['Price 1', '100+']);
  expect(pricesLeft(quoted(...breaks, ['Price 10', 'offering.unit_price', '0.01']))).toEqual([]);
});

it('asks for the currency of amounts where no column says it', () => {
  const fields = [
    { name: 'offering.unit_price', type: 'money', required: false },
    { name: 'offering.annual_spend', type: 'money', required: false },
    { name: 'offering.currency', type: 'text', required: false },
    { name: 'offering.mpn', type: 'text', required: false },
  ] as ImportField[];
  const of = (...names: string[]): Mapping => ({
    as: 'bom',
    source: 'quote',
    columns: names.map((field) => ({ header: field, field })),
  });
  const priced = of('offering.mpn', 'offering.unit_price', 'offering.annual_spend');
  expect(unsaidCurrencies(priced, fields)).toEqual(['offering.currency']);
  expect(unsaidCurrencies(of('offering.unit_price', 'offering.currency'), fields)).toEqual([]);
  expect(unsaidCurrencies(of('offering.mpn'), fields)).toEqual([]);
});

it('says numbers that follow each other as one', () => {
  expect(runs([1, 2, 3, 4, 7, 9, 10])).toEqual(['1 to 4', '7', '9', '10']);
});
