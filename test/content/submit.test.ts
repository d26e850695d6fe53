import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, startTestBed, type TestBed } from './browser.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const LISTEN = `window.log = [];
  document.addEventListener('submit', (e) => { e.preventDefault(); log.push('submit ' + (e.submitter?.id ?? '')) });
  document.addEventListener('click', (e) => { if (e.target.closest('button, [role=button]')) log.push('click ' + e.target.closest('button, [role=button]').id) });
  document.addEventListener('keydown', (e) => log.push('key ' + e.key));`;

const open = (body: string, script = '') =>
  bed.open({ markup: `<!doctype html><title>t</title><body>${body}<script>${LISTEN}${script}</script>` });
const submit = ({ inWorld }: OpenPage) =>
  inWorld("counterfoilTest.submitPrompt([...document.querySelectorAll('.code')])");
const log = ({ page }: OpenPage) => page.evaluate('window.log');

describe('submitPrompt', () => {
  it.each([
    [
      'the default button of the form',
      '<form><input class="code"><button id="a">Go</button><button id="b">Other</button></form>',
      ['submit a'],
    ],
    [
      'a default button that belongs to the form from outside',
      '<form id="f"><input class="code"></form><button form="f" id="a">x</button>',
      ['submit a'],
    ],
    ['the form that has no button', '<form><input class="code"></form>', ['submit ']],
    [
      'the button of a form that works by script',
      '<form><input class="code"><button type="button" id="x">Resend code</button><button type="button" id="a">Verify</button></form>',
      ['click a'],
    ],
    [
      'the form, though its default button sends a new code',
      '<form><input class="code"><button id="x">Resend code</button><button type="button" id="a">Verify</button></form>',
      ['click a'],
    ],
    [
      'a form whose fields hide its methods',
      '<form><input class="code"><input type="hidden" name="requestSubmit"><input type="hidden" name="submit"><input type="hidden" name="elements"><button id="a">OK</button></form>',
      ['submit a'],
    ],
    [
      'the nearest button without a form',
      '<button id="x">Sign in</button><div><div><input class="code"></div><button id="n">Cancel</button><button id="a">Bestätigen</button></div><button id="y">Continue</button>',
      ['click a'],
    ],
    [
      'a role instead of a button',
      '<div><input class="code"><div role="button" tabindex="0" id="a">确认</div></div>',
      ['click a'],
    ],
    ['Enter where there is no button', '<div><input class="code"></div>', ['key Enter']],
    [
      'no button that is hidden or disabled',
      '<div><input class="code"><button id="x" hidden>Verify</button><button id="y" disabled>Verify</button><button id="a">Verify</button></div>',
      ['click a'],
    ],
  ])('presses %s', async (_what, body, expected) => {
    const opened = await open(body);
    expect(await submit(opened)).toBe(true);
    expect(
      ((await log(opened)) as string[]).filter((entry) => entry !== 'click a' || expected.includes(entry)),
    ).toEqual(expected);
  });

  it('presses nothing when the default button is disabled, unless the page hears Enter', async () => {
    const body = '<form><input class="code"><button id="a" disabled>Verify</button></form>';
    const deaf = await open(body);
    expect(await submit(deaf)).toBe(false);
    const hearing = await open(body, "document.addEventListener('keydown', (e) => e.preventDefault())");
    expect(await submit(hearing)).toBe(true);
    expect(await log(hearing)).toEqual(['key Enter']);
  });

  it('presses nothing when a field is gone, disabled or hidden, or there is none', async () => {
    for (const reaction of [
      'c.remove()',
      'c.disabled = true',
      'c.readOnly = true',
      "c.style.display = 'none'",
    ]) {
      const opened = await open(
        '<form><input class="code"><button id="a">Verify</button></form>',
        `const c = document.querySelector('.code'); window.going = c; ${reaction}`,
      );
      expect(await submit(opened)).toBe(false);
      expect(await log(opened)).toEqual([]);
    }
  });

  it('presses once for a row of boxes', async () => {
    const opened = await open(
      `<form>${'<input class="code" maxlength="1">'.repeat(6)}<button id="a">Verify</button></form>`,
    );
    expect(await submit(opened)).toBe(true);
    expect(await log(opened)).toEqual(['submit a']);
  });

  it('lets the form check its fields as its button does', async () => {
    const opened = await open(
      '<form><input class="code"><input required><button id="a">Verify</button></form>',
    );
    expect(await submit(opened)).toBe(true);
    expect(await log(opened)).toEqual([]);
  });
});
