import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import index from '../fixtures/otp-pages/index.json' with { type: 'json' };
import { type OpenPage, startTestBed, type TestBed } from './browser.ts';

const CODE = '492039';

interface CorpusPage {
  file: string;
  positive: boolean;
  fields: string[];
  /** An expression of the page's own: it took the code. */
  accept: string;
  /** The page's own button, for the pages that wait for it. */
  submit?: string;
  steps?: { type?: string; text?: string; click?: string; wait?: number }[];
  waitMs?: number;
}

/** The focus is asked for before a contenteditable is believed. */
const NEEDS_FOCUS = new Set(['d19-contenteditable.html']);

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

/** Brings the page to its prompt, as its user does. */
async function reach({ page, inWorld }: OpenPage, wanted: CorpusPage): Promise<void> {
  for (const step of wanted.steps ?? []) {
    if (step.type) await page.fill(step.type, step.text ?? '');
    if (step.click) await page.click(step.click);
  }
  const [first] = wanted.fields;
  if (!first) return;
  await expect.poll(() => inWorld(`counterfoilTest.find(${JSON.stringify(first)}) !== null`)).toBe(true);
  if (NEEDS_FOCUS.has(wanted.file)) await inWorld(`counterfoilTest.find(${JSON.stringify(first)}).focus()`);
}

async function press({ page, inWorld }: OpenPage, { accept, submit }: CorpusPage): Promise<void> {
  if (!submit || (await page.evaluate(`!!(${accept})`))) return;
  await inWorld(`counterfoilTest.find(${JSON.stringify(submit)}).click()`);
}

describe('the pages with a prompt', () => {
  for (const wanted of index.filter(({ positive }) => positive) as CorpusPage[])
    it(`${wanted.file}: is found and accepts the code`, async () => {
      const opened = await bed.open({ fixture: wanted.file });
      await reach(opened, wanted);
      const found = await opened.inWorld(`counterfoilTest.whichFields(${JSON.stringify(wanted.fields)})`);
      expect(found).toEqual(wanted.fields);

      const answer = await opened.inWorld(`counterfoilPage.fill('${opened.origin}', '${CODE}')`);
      expect(answer).toEqual({ status: 'filled' });
      await press(opened, wanted);
      await expect.poll(() => opened.page.evaluate(`!!(${wanted.accept})`)).toBe(true);
    });
});

describe('the pages without one', () => {
  for (const { file } of index.filter(({ positive }) => !positive))
    it(`${file}: nothing is found, nothing is filled`, async () => {
      const opened = await bed.open({ fixture: file });
      expect(await opened.inWorld('counterfoilTest.whichFields([])')).toEqual([]);
      const answer = await opened.inWorld(`counterfoilPage.fill('${opened.origin}', '${CODE}')`);
      expect(answer).toEqual({ status: 'no-field' });
      const values = await opened.inWorld(
        "[...document.querySelectorAll('input')].map((input) => input.value)",
      );
      expect(JSON.stringify(values)).not.toContain(CODE);
    });
});
