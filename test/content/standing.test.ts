/** How long a filled code counts as unsent, on pages that would rather have the next one too. */
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
/** Keeps what it is told of from everybody who comes later, and sends by script. */
const deafTo = (...types: string[]): string => `<script>
  for (const type of ${JSON.stringify(types)})
    addEventListener(type, (event) => { event.stopImmediatePropagation(); event.preventDefault(); }, true);</script>`;
const prompt = (head = ''): string => `<!doctype html><title>Two-factor authentication</title>${head}
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
    expect(await answerAfter(await filled(prompt()), act)).toEqual({ status: 'standing' });
  });

  it.each<[string, (page: OpenPage['page']) => Promise<unknown>]>([
    ['by its button', (page) => page.getByRole('button').click()],
    ['by what the page made a button of', (page) => page.locator('#other').click()],
    ['by Enter', (page) => page.locator('input').press('Enter')],
    ['by the space bar on its button', (page) => page.getByRole('button').press(' ')],
    ['by the form', (page) => page.evaluate('document.forms[0].requestSubmit()')],
  ])('counts as sent %s', async (_how, act) => {
    expect(await answerAfter(await filled(prompt()), act, LONG_MS)).toEqual({ status: 'gone' });
  });

  it('does not stand, nor gives way to the next, in a tab that is out of sight', async () => {
    const opened = await filled(prompt());
    const { origin, inWorld, page } = opened;
    // Playwright holds every page in sight.
    await inWorld("Object.defineProperty(document, 'hidden', { get: () => true }); 0");
    expect(await answerAfter(opened, async () => undefined)).toEqual({ status: 'gone' });
    expect(await inWorld(`counterfoilPage.replace('${origin}', '${CODE}', '654321')`)).toEqual({
      status: 'busy',
    });
    expect(await page.inputValue('input')).toBe(CODE);
  });

  it('counts as sent where the page keeps the press from everybody else', async () => {
    const opened = await filled(prompt(deafTo('click', 'submit', 'keydown')));
    const begun = Number(await opened.page.evaluate('performance.now()'));
    const press = async (page: OpenPage['page']) => {
      // A press within the time that the browser holds on to the one before cannot be told from it.
      await page.waitForFunction(`performance.now() > ${begun + 2000}`);
      await page.getByRole('button').click();
    };
    expect(await answerAfter(opened, press, LONG_MS)).toEqual({ status: 'gone' });
    expect(await opened.page.inputValue('input')).toBe(CODE);
  });

  it('stands on such a page as long as nobody presses anything', async () => {
    const opened = await filled(prompt(deafTo('click', 'submit', 'keydown')));
    expect(await answerAfter(opened, async () => undefined, 8000)).toEqual({ status: 'standing' });
  });
});
