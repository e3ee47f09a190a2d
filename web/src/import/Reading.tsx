import { useEffect, useState } from 'react';
import type { Import, ImportField, ImportPatch } from '../api/types';
import { layerNames } from '../format/kinds';
import { word } from '../format/text';
import { ChipSelect } from '../ui/Filters';
import { delimiterName, isBill, isDocument } from './format';
import { fieldLabel, kindsOfFile, setConstant, unsaidCurrencies } from './mapping';

const same = (ids: readonly string[]) => ids.map((id) => ({ id, name: id }));
const encodings = [
  ...same(['utf-8', 'utf-16le', 'utf-16be']),
  { id: 'windows-1252', name: 'windows-1252 (western)' },
  { id: 'windows-1250', name: 'windows-1250 (central European)' },
  { id: 'windows-1251', name: 'windows-1251 (Cyrillic)' },
  { id: 'cp850', name: 'cp850 (DOS)' },
  { id: 'macintosh', name: 'macintosh' },
];
const delimiters = [',', ';', '|', '\t'].map((id) => ({ id, name: delimiterName(id) }));
const dependencies = [
  { id: 'direct', name: 'direct ones' },
  { id: 'all', name: 'all of them' },
];
const roots = [
  { id: 'component', name: 'a component' },
  { id: 'product', name: 'a product' },
];

type Props = {
  i: Import;
  fields: readonly ImportField[];
  missing: readonly string[];
  onPatch: (p: ImportPatch) => void;
};

/** What the file is and how it is read, each of it changeable where the format leaves a choice. */
export function Reading({ i, fields, missing, onPatch }: Props) {
  const s = i.sniff;
  const read = (reading: ImportPatch['reading']) =>
    onPatch({ reading: { ...i.mapping.reading, ...reading } });
  return (
    <div className="bar">
      {!isDocument(s.format) && (
        <ChipSelect
          label="File is"
          value={i.as}
          choices={kindsOfFile}
          all={i.as ? '' : 'choose'}
          onChange={(as) => as && onPatch({ as: as as Import['as'] })}
        />
      )}
      {s.sheets && s.sheets.length > 1 && !isDocument(s.format) && (
        <ChipSelect
          label="Sheet"
          value={s.sheet}
          choices={same(s.sheets)}
          all=""
          onChange={(sheet) =>
            read({ sheet, headerLine: undefined, headerRows: undefined, noHeader: undefined })
          }
        />
      )}
      {s.format === 'csv' && (
        <>
          <ChipSelect
            label="Encoding"
            value={s.encoding}
            choices={encodings}
            all=""
            onChange={(encoding) => encoding && read({ encoding: encoding as 'utf-8' })}
          />
          <ChipSelect
            label="Delimiter"
            value={s.delimiter}
            choices={delimiters}
            all=""
            onChange={(delimiter) => delimiter && read({ delimiter: delimiter as ',' })}
          />
        </>
      )}
      {!isDocument(s.format) && (
        <ChipSelect
          label="Header row"
          value={s.headerLine ? String(s.headerLine) : 'none'}
          choices={headerLines(s.headerLine)}
          all=""
          onChange={(line) =>
            read(
              line === 'none'
                ? { noHeader: true, headerLine: undefined, headerRows: undefined }
                : { headerLine: Number(line), headerRows: undefined, noHeader: undefined },
            )
          }
        />
      )}
      {isBill(s.format) && (
        <ChipSelect
          label="Dependencies"
          value={s.dependencies ?? 'direct'}
          choices={dependencies}
          all=""
          onChange={(d) => d && read({ dependencies: d as 'all' })}
        />
      )}
      {isBill(s.format) && (
        <ChipSelect
          label="It describes"
          value={s.root ?? 'component'}
          choices={roots}
          all=""
          onChange={(root) => root && read({ root: root as 'product' })}
        />
      )}
      <Constants i={i} fields={fields} missing={missing} onPatch={onPatch} />
      <Typed label="Source" value={i.source} onSet={(source) => source && onPatch({ source })} />
    </div>
  );
}

/** The first twenty lines, the one it stands on, and none at all. */
function headerLines(line: number) {
  const lines = Array.from({ length: 20 }, (_, n) => n + 1);
  if (line > 20) lines.push(line);
  return [
    { id: 'none', name: 'none: the first row is data' },
    ...lines.map((n) => ({ id: String(n), name: `line ${n}` })),
  ];
}

/** In a bill of materials the layer follows from a component's type, and gives way to what is said here. */
const layerField = 'component.layer';

/** A list of parts seldom names what it is a list of: without that its quantities have no place. */
const userField = 'product.name';

/** The values of rows whose cell is blank: those that are set, and those a required field still lacks. */
function Constants({ i, fields, missing, onPatch }: Props) {
  const constants = i.mapping.constants ?? {};
  const bill = isBill(i.sniff.format) ? [layerField] : [];
  const single = missing.filter((name) => fields.some((f) => f.name === name));
  const user = i.as === 'bom' && !i.mapping.columns.some((c) => c.field === userField) ? [userField] : [];
  const money = unsaidCurrencies(i.mapping, fields);
  const names = [...new Set([...bill, ...Object.keys(constants), ...single, ...user, ...money])];
  const set = (name: string, value: string) => onPatch({ mapping: setConstant(i.mapping, name, value) });
  return names.map((name) => {
    const values = fields.find((f) => f.name === name)?.enum;
    const suggested = bill.includes(name);
    const label = suggested
      ? 'Layer'
      : name === userField
        ? 'Product made of these parts'
        : `${fieldLabel(name)} where blank`;
    if (!values)
      return <Typed key={name} label={label} value={constants[name] ?? ''} onSet={(v) => set(name, v)} />;
    return (
      <ChipSelect
        key={name}
        label={label}
        value={constants[name]}
        choices={values.map((id) => ({ id, name: layerNames[id as keyof typeof layerNames] ?? word(id) }))}
        all={suggested ? 'as the types suggest' : 'choose'}
        onChange={(value) => set(name, value ?? '')}
      />
    );
  });
}

type TypedProps = { label: string; value: string; onSet: (value: string) => void };

/** A word that is kept when one leaves it or presses Enter. */
function Typed({ label, value, onSet }: TypedProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const done = () => text.trim() !== value && onSet(text.trim());
  return (
    <label className="inline-field">
      {label}
      <input
        className="input short"
        value={text}
        onChange={(e) => setText(e.target.value)}
        onBlur={done}
        onKeyDown={(e) => e.key === 'Enter' && done()}
      />
    </label>
  );
}
