import type { Import } from '../api/types';
import { count, list, number } from '../format/text';
import { type Fact, Facts } from '../ui/Facts';
import { Section } from '../ui/Section';
import { delimiterName, formatName, isBill, isDocument } from './format';
import { feeds } from './mapping';

const known = {
  byte_order_mark: 'from its byte-order mark',
  valid_utf8: 'valid throughout',
  fallback: 'not valid UTF-8',
  chosen: 'chosen by you',
  format: 'as the format has it',
};
const ends = { lf: 'LF', crlf: 'CR LF', cr: 'lone CR', mixed: 'mixed' };

/** How the file was read, and what in it looks wrong but is left as it is. */
export function HowRead({ i }: { i: Import }) {
  const { suspects } = i.sniff;
  return (
    <Section title="How it was read">
      <Facts of={facts(i)} />
      {suspects.length > 0 && (
        <details className="more">
          <summary>
            {suspects.length === 1
              ? '1 place looks wrongly encoded, left as it is'
              : `${suspects.length} places look wrongly encoded, left as they are`}
          </summary>
          <ul className="plain-list">
            {suspects.map((x) => (
              <li key={`${x.line} ${x.column} ${x.text}`}>
                line {x.line}, {x.column}: <span className="mono">{x.text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** Only what means something for the format: a workbook has no delimiter, a document no header row. */
function facts(i: Import): Fact[] {
  const s = i.sniff;
  const of: Fact[] = [{ label: 'Format', value: formatName(s) }];
  const fed = feeds(i);
  if (fed.length) of.push({ label: 'Feeds', value: list(fed) });
  if (s.sheet) {
    const sheets = s.sheets?.length ?? 1;
    of.push({ label: 'Sheet', value: s.sheet, note: sheets > 1 ? `one of ${sheets}` : undefined });
  } else if (s.sheets?.length) {
    of.push({ label: 'Sheets', value: list(s.sheets) });
  }
  if (s.format === 'csv') {
    of.push(
      { label: 'Encoding', value: s.encoding, note: known[s.encodingFrom] },
      { label: 'Delimiter', value: delimiterName(s.delimiter) },
      { label: 'Line ends', value: ends[s.lineEnds] },
    );
  }
  if (!isDocument(s.format)) {
    of.push({ label: 'Header row', value: s.headerLine ? `line ${s.headerLine}` : 'none', note: above(s) });
  }
  if (isBill(s.format)) {
    const all = s.dependencies === 'all';
    of.push(
      { label: 'Dependencies', value: all ? 'all of them' : 'of the thing it describes' },
      { label: 'It describes', value: `a ${s.root ?? 'component'}` },
    );
  }
  return of;
}

function above({ headerLine, headerRows }: Import['sniff']): string | undefined {
  const left = headerLine - headerRows;
  const said = [
    headerRows > 1 && `headers take ${count(headerRows, 'row')}`,
    left > 0 && `${count(left, 'line')} above left out`,
  ].filter(Boolean);
  return said.join(', ') || undefined;
}

export function Notices({ of }: { of: readonly { code: string; detail: string; count: number }[] }) {
  if (!of.length) return null;
  return (
    <Section title="Notices">
      <ul className="plain-list quiet">
        {of.map((n) => (
          <li key={`${n.code} ${n.detail}`}>
            {n.count > 1 && `${number(n.count)} `}
            {n.detail}
          </li>
        ))}
      </ul>
    </Section>
  );
}
