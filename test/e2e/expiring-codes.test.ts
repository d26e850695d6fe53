/** Near the end of a code: the next one is awaited where everybody can see it, and one that stands unsent is replaced. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { fieldValue, type HostileBed, shapes, startHostileBed } from './hostile-bed';
import { prompt } from './hostile-site';
import { account, askFrom } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const HOST = 'good.localhost';
/** Seconds; short, so that nobody waits long for the end of a code. */
const PERIOD = 8;

let bed: HostileBed;
beforeAll(async () => {
  bed = await startHostileBed(
    () => ({ '/': prompt(), '/done': '<!doctype html><title>Done</title><h1>Done</h1>' }),
    (site) => [{ ...account('Good Bank', SECRET, { origin: site.origin(HOST) }), period: PERIOD }],
  );
});
afterAll(() => bed?.close());
afterEach(() => bed.closePopup());

const counterNow = () => Math.floor(Date.now() / (PERIOD * 1000));
const codeOf = (counter: number) => referenceHotp(SECRET, BigInt(counter), 6);
const secondsLeft = () => PERIOD - ((Date.now() / 1000) % PERIOD);
const untilLeft = (from: number, to: number) =>
  awaitUntil('the right moment of the period', () => secondsLeft() <= from && secondsLeft() >= to);
const badge = async (): Promise<string> =>
  (await bed.chromium.worker()).evaluate(`chrome.tabs.query({ active: true, lastFocusedWindow: true })
    .then(([tab]) => chrome.action.getBadgeText({ tabId: tab.id }))`);

describe('a code with less than three seconds left', () => {
  it('is not filled by the shortcut: the icon counts down, then the next one comes', async () => {
    await bed.page.bringToFront();
    // The keys may take longer than the code has left: then nothing is counted, and the next period is taken.
    const countdown = async () => {
      await bed.page.goto(bed.site.origin(HOST));
      await untilLeft(2.9, 2);
      const ending = counterNow();
      await bed.fillHere();
      const shown = await awaitUntil('a countdown or a code', async () => {
        return (await badge()) || (await fieldValue(bed.page));
      });
      return /^[123]$/.test(shown) && ending;
    };
    const ending = await awaitUntil('the countdown', countdown, 60_000);
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toBe(codeOf(ending + 1));
    await awaitUntil('the tick', async () => (await badge()) === '✓');
  });

  it('is not filled from the popup either, which says how long the next one takes', async () => {
    await bed.page.goto(bed.site.origin(HOST));
    const popup = await bed.popupOverSite();
    await popup.waitFor('.row-fill-large .key');
    await untilLeft(2.9, 2.5);
    const ending = counterNow();
    await popup.press('Enter');
    await popup.waitFor(() => /The next one comes in [123] s/.test(document.body.textContent));
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toBe(codeOf(ending + 1));
  });
});

describe('a code that expired in its field', () => {
  it('is replaced while the prompt stands', async () => {
    await bed.page.goto(bed.site.origin(HOST));
    await untilLeft(PERIOD, 3.5);
    await bed.fillHere();
    const first = await awaitUntil('the code', () => fieldValue(bed.page));
    await awaitUntil('another code', async () => (await fieldValue(bed.page)) !== first, 15_000);
    const second = await awaitUntil(
      'the whole code',
      async () => /^\d{6}$/.test(await fieldValue(bed.page)) && (await fieldValue(bed.page)),
    );
    expect([codeOf(counterNow()), codeOf(counterNow() - 1)]).toContain(second);
  });

  it.each([
    ['the person changed it', () => bed.page.locator('#code').fill('12')],
    ['the prompt was sent', () => bed.page.getByRole('button', { name: 'Continue' }).click()],
    ['something beside it was pressed', () => bed.page.locator('h1').click()],
    ['the vault was locked', () => askFrom(bed.ours, 'lock', {})],
  ])('stays as it is when %s', async (_what, act) => {
    await bed.page.goto(bed.site.origin(HOST));
    await untilLeft(PERIOD, 6);
    await bed.fillHere();
    // Only then is the fill over: until it has read back, it would mend what somebody changes.
    await awaitUntil('the tick', async () => (await badge()) === '✓');
    await act();
    const before = counterNow();
    await bed.injections();
    await awaitUntil(
      'the next period, and half of it',
      () => counterNow() > before && secondsLeft() < PERIOD / 2,
    );
    expect(shapes(await bed.injections())).not.toContain('replace');
  });
});
