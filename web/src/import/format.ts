import type { Import } from '../api/types';

/** What the formats of files are called, and what can be chosen about them. */

type Sniff = Import['sniff'];

const names: Record<Sniff['format'], string> = {
  csv: 'Text in columns (CSV)',
  xlsx: 'Workbook (.xlsx)',
  cyclonedx: 'CycloneDX bill of materials',
  spdx: 'SPDX bill of materials',
  gleif: 'GLEIF legal entities',
  gleif_relationships: 'GLEIF relationships',
  dora: 'DORA register of information',
};

export const formatName = (s: Pick<Sniff, 'format' | 'version'>) =>
  s.version ? `${names[s.format]} ${s.version}` : names[s.format];

/** A document says itself what stands in it: its columns have their fields from the format. */
export const isDocument = (format: Sniff['format']) =>
  ['cyclonedx', 'spdx', 'gleif', 'gleif_relationships', 'dora'].includes(format);

/** A bill of materials in JSON leaves two choices: which dependencies count, and what the thing it describes becomes. */
export const isBill = (format: Sniff['format']) => format === 'cyclonedx' || format === 'spdx';

const delimiters: Record<string, string> = { ',': 'comma', ';': 'semicolon', '|': 'bar', '\t': 'tab' };

export const delimiterName = (d: string) => delimiters[d] ?? d;
