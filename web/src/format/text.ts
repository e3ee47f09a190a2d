/** Words, numbers, dates and money as the screens write them. All are pure and know no time zone but UTC. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const grouped = new Intl.NumberFormat('en-US');
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

export const notRecorded = 'not recorded';

export function number(n: number): string {
  return grouped.format(n);
}

/** 2027-02-26 becomes 26 Feb 2027; anything else comes back as it is. */
export function date(iso: string): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = m && months[Number(m[2]) - 1];
  return m && month ? `${Number(m[3])} ${month} ${m[1]}` : iso;
}

/** The day and month alone, for lists whose year is plain. */
export function day(iso: string): string {
  return date(iso).replace(/ \d{4}$/, '');
}

/** 2026-11-22T09:41:07Z becomes 22 Nov 2026, 09:41 UTC. */
export function instant(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const utc = at.toISOString();
  return `${date(utc)}, ${utc.slice(11, 16)} UTC`;
}

/** 2027-02-26 becomes Q1 2027. */
export function quarter(iso: string): string {
  const m = /^(\d{4})-(\d{2})/.exec(iso);
  return m ? `Q${Math.ceil(Number(m[2]) / 3)} ${m[1]}` : iso;
}

/** A decimal string with grouped digits; a fraction of zeros is left out. */
export function amount(decimal: string): string {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!m) return decimal;
  const whole = (m[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = m[3] && !/^0+$/.test(m[3]) ? `.${m[3]}` : '';
  return `${m[1]}${whole}${fraction}`;
}

export type Money = { currency: string; amount: string };

/** EUR 1,150,000 and USD 20; nothing is converted. */
export function money(sums: readonly Money[] | undefined | null): string {
  return (sums ?? []).map((s) => `${s.currency} ${amount(s.amount)}`).join(', ');
}

/** 70 with a thin space and the sign. */
export function percent(n: number): string {
  return `${number(n)}\u2009%`;
}

/** 1 item, 2 items. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** a, b and c. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

export function country(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** last_time_buy becomes Last time buy; a few words keep their own form. */
export function word(value: string): string {
  const own: Record<string, string> = {
    nrnd: 'Not for new designs',
    not_assessed: 'Not assessed',
    last_time_buy: 'Last time buy',
  };
  const plain = own[value] ?? value.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** The fields of records whose values are choices. */
const choices = new Set([
  'access',
  'approval',
  'confidence',
  'exitPlan',
  'exposure',
  'layer',
  'lifecycle',
  'marketAlternatives',
  'roles',
  'segment',
  'sourcesKnown',
  'status',
  'subTiersKnown',
  'substitutability',
]);

/** A value of a field of a record: choices in words, several with commas between. */
export function valueText(field: string | undefined, value: unknown): string {
  if (Array.isArray(value)) return value.map((v) => valueText(field, v)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return field && choices.has(field) ? word(String(value)) : String(value);
}

/** roadmapItems, unit_price and layerDepth as words of a sentence. */
export function fieldName(name: string): string {
  const own: Record<string, string> = {
    mpn: 'Part number (MPN)',
    sku: 'Seller’s number (SKU)',
    lei: 'LEI',
    duns: 'DUNS',
    purl: 'Package URL',
    cpe: 'CPE',
    url: 'Link',
    asOf: 'As of',
    durationP90Days: 'Duration P90, days',
  };
  if (own[name]) return own[name];
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/ days$/, ', days')
    .replace(/ percent$/, ', percent')
    .replace(/ on$/, '');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** http and https addresses only: a stored address is someone else's text. */
export function safeHref(text: string | undefined | null): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? text : undefined;
}

/** A detail or claim as a sentence of its own. */
export function sentence(detail: string): string {
  return detail.charAt(0).toUpperCase() + detail.slice(1);
}

/** Text that was refused, with the characters that nobody would see written out: U+202E turns what follows round. */
export function shown(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (c) => `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
