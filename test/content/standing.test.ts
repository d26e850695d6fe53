/** How long a filled code counts as unsent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, startTestBed, type TestBed } from './browser.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const CODE = '123456';
/** Over at once where something is taken for sending; a busy computer is slow to press. */
const LONG_MS = 20_000;
const PROMPT = `<!doctype html><title>Two-factor authentication</title>
  <h1>Two-factor authentication</h1><p>Enter the 6-digit code from your authenticator app.</p>
  <form onsubmit="return false"><input autocomplete="one-time-code" name="otp" inputmode="numeric" maxlength="6">
    <button>Continue</button></form><div id="other">Next</div>`;

async function filled(markup: string): Promise<OpenPage> {
  const opened = await bed.open({ markup });
  expect(await opened.inWorld(`counterfoilPage.fill('${opened.origin}', '${CODE}')`)).toEqual({
    status: 'filled',
  });
  return opened;
}

async function answerAfter(
  { page, origin, inWorld }: OpenPage,
  act: (page: OpenPage['page']) => Promise<unknown>,
  milliseconds = 1000,
): Promise<unknown> {
  const answer = inWorld(`counterfoilPage.standsAfter('${origin}', '${CODE}', '${milliseconds}')`);
  await act(page);
  return answer;
}

describe('a filled code', () => {
  it.each<[string, (page: OpenPage['page']) => Promise<unknown>]>([
    ['is left alone', async () => undefined],
    ['is looked at, in its field', (page) => page.locator('input').click()],
    ['is left by Tab', (page) => page.keyboard.press('Tab')],
  ])('stands while it %s', async (_what, act) => {
    expect(await answerAfter(await filled(PROMPT), act)).toEqual({ status: 'standing' });
  });

  it.each<[string, (page: OpenPage['page']) => Promise<unknown>]>([
    ['by its button', (page) => page.getByRole('button').click()],
    ['by what the page made a button of', (page) => page.locator('#other').click()],
    ['by Enter', (page) => page.locator('input').press('Enter')],
    ['by the space bar on its button', (page) => page.getByRole('button').press(' ')],
    ['by the form', (page) => page.evaluate('document.forms[0].requestSubmit()')],
  ])('counts as sent %s', async (_how, act) => {
    expect(await answerAfter(await filled(PROMPT), act, LONG_MS)).toEqual({ status: 'gone' });
  });

  it('does not stand, nor gives way to the next, in a tab that is out of sight', async () => {
    const opened = await filled(PROMPT);
    const { origin, inWorld, page } = opened;
    // Playwright holds every page in sight.
    await inWorld("Object.defineProperty(document, 'hidden', { get: () => true }); 0");
    expect(await answerAfter(opened, async () => undefined)).toEqual({ status: 'gone' });
    expect(await inWorld(`counterfoilPage.replace('${origin}', '${CODE}', '654321')`)).toEqual({
      status: 'busy',
    });
    expect(await page.inputValue('input')).toBe(CODE);
  });
});
