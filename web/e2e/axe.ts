import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

type Axe = typeof import('axe-core');

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a theme can change; all else is the same in both. */
const coloured = ['color-contrast', 'link-in-text-block'];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The accessibility findings of the open page: of every rule, or only of those about colours. */
export async function findings(page: Page, of: 'everything' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(source);
    await page.evaluate(remember);
  }
  return page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      // Of a rule that finds nothing, axe names one element and not hundreds.
      const { violations } = await axe.run(document, {
        runOnly,
        resultTypes: ['violations'],
        preload: false,
      });
      return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' | ')}`);
    },
    of === 'colours' ? { type: 'rule' as const, values: coloured } : { type: 'tag' as const, values: tags },
  );
}

/** A page has a dozen colours, and axe reads each of them thousands of times: a third of its work. */
function remember() {
  type Color = { r: number; g: number; b: number; alpha: number; parseString(text: string): Color };
  const { axe } = globalThis as unknown as { axe: { commons: { color: { Color: { prototype: Color } } } } };
  const { prototype } = axe.commons.color.Color;
  const parse = prototype.parseString;
  const known = new Map<string, Pick<Color, 'r' | 'g' | 'b' | 'alpha'>>();
  prototype.parseString = function (text) {
    const before = known.get(text);
    if (before) return Object.assign(this, before);
    const { r, g, b, alpha } = parse.call(this, text);
    known.set(text, { r, g, b, alpha });
    return this;
  };
}
