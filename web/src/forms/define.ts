import type { Kind } from '../api/types';
import { layerNames, layers } from '../format/kinds';
import { word } from '../format/text';

/** What a field of a form is, and the fields that several kinds share. The names are those of the API. */
export type FieldType =
  | 'text'
  | 'long'
  | 'lines'
  | 'whole'
  | 'number'
  | 'money'
  | 'date'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'country'
  | 'depths'
  | 'ref';

export type FieldDef = {
  name: string;
  label: string;
  type: FieldType;
  required?: boolean;
  hint?: string;
  options?: readonly { id: string; name: string }[];
  ref?: Kind;
};

export type Group = { title: string; fields: readonly FieldDef[] };

export const words = (...ids: string[]) => ids.map((id) => ({ id, name: word(id) }));
export const layerOptions = layers.map((id) => ({ id, name: layerNames[id] }));
export const known = words('yes', 'no', 'not_assessed');

export const f = (
  name: string,
  label: string,
  type: FieldType = 'text',
  more: Partial<FieldDef> = {},
): FieldDef => ({
  name,
  label,
  type,
  ...more,
});

export const origin: Group = {
  title: 'Where this comes from',
  fields: [
    f('externalId', 'External id', 'text', {
      hint: 'The id in the system it comes from; upper and lower case matter.',
    }),
    f('source', 'Source', 'text', { hint: 'Short name of that system. Blank means file.' }),
    f('asOf', 'As of', 'date', { hint: 'The day these facts were true.' }),
    f('confidence', 'Confidence', 'choice', { options: words('confirmed', 'reported', 'inferred') }),
    f('aliases', 'Other names', 'lines', { hint: 'One a line.' }),
    f('tags', 'Tags', 'lines', { hint: 'One a line.' }),
    f('description', 'Description', 'long'),
  ],
};

export const currency = f('currency', 'Currency', 'text', { hint: 'Three letters: EUR.' });
