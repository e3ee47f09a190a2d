import { describe, expect, it } from 'vitest';
import * as f from './text';

describe('dates', () => {
  it('stay on their day whatever the time zone', () => {
    expect(f.date('2027-02-26')).toBe('26 Feb 2027');
    expect(f.day('2026-09-04')).toBe('4 Sep');
    expect(f.instant('2026-11-22T23:41:59.5Z')).toBe('22 Nov 2026, 23:41 UTC');
    expect(f.quarter('2027-10-01')).toBe('Q4 2027');
  });
  it('that are none come back unchanged', () => {
    expect(f.date('soon')).toBe('soon');
    expect(f.instant('later')).toBe('later');
  });
});

describe('money', () => {
  it('is grouped, never rounded and never converted', () => {
    expect(f.money([{ currency: 'EUR', amount: '1150000.00' }])).toBe('EUR 1,150,000');
    expect(f.amount('1234567.05')).toBe('1,234,567.05');
    expect(f.amount('-999.90')).toBe('-999.90');
    expect(f.amount('90071992547409931')).toBe('90,071,992,547,409,931');
    expect(
      f.money([
        { currency: 'EUR', amount: '5' },
        { currency: 'USD', amount: '1000' },
      ]),
    ).toBe('EUR 5, USD 1,000');
  });
});

describe('words', () => {
  it('count and list', () => {
    expect(f.count(1, 'item')).toBe('1 item');
    expect(f.count(1200, 'entity', 'entities')).toBe('1,200 entities');
    expect(f.list(['a', 'b', 'c'])).toBe('a, b and c');
  });
  it('name fields and values', () => {
    expect(f.fieldName('timeToRecoverDays')).toBe('Time to recover, days');
    expect(f.fieldName('endsOn')).toBe('Ends');
    expect(f.word('last_time_buy')).toBe('Last time buy');
    expect(f.valueText('roles', ['vendor', 'channel_partner'])).toBe('Vendor, Channel partner');
    expect(f.valueText('name', 'device_hardware')).toBe('device_hardware'); // what somebody typed stays
    expect(f.valueText('layerDepth', [0, 3])).toBe('0, 3');
    expect(f.valueText(undefined, { a: 1 })).toBe('{"a":1}');
  });
});

it('makes links of http addresses only', () => {
  expect(f.safeHref('https://a.example/x')).toBe('https://a.example/x');
  expect(f.safeHref('javascript:alert(1)')).toBeUndefined();
  expect(f.safeHref('data:text/html,x')).toBeUndefined();
  expect(f.safeHref('www.a.example')).toBeUndefined();
});

it('writes out what is not seen in a text', () => {
  expect(f.shown('Acme\u202eproC\u0000')).toBe('Acme⟨U+202E⟩proC⟨U+0000⟩');
  expect(f.shown('Müller שלום 株式会社')).toBe('Müller שלום 株式会社');
});
