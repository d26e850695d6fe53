import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, startTestBed, type TestBed } from './browser.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const prompt = (field: string, style = ''): string =>
  `<!doctype html><title>Two-factor authentication</title><style>${style}</style>
  <h1>Two-factor authentication</h1><p>Enter the 6-digit code from your authenticator app.</p><form>${field}</form>`;
const OTP = 'autocomplete="one-time-code" name="otp" inputmode="numeric" maxlength="6"';

const LURES: Record<string, string> = {
  transparent: prompt(`<input ${OTP} style="opacity:0">`),
  'almost transparent': prompt(`<div style="opacity:.05"><input ${OTP}></div>`),
  'filtered away': prompt(`<input ${OTP} style="filter:opacity(0)">`),
  'off the screen': prompt(`<input ${OTP} style="position:absolute;left:-4000px">`),
  'off the screen, fixed': prompt(`<input ${OTP} style="position:fixed;top:3000px">`),
  'in a box that hides it': prompt(
    `<div style="overflow:hidden;width:200px;height:40px;position:relative"><input ${OTP} style="position:absolute;left:400px"></div>`,
  ),
  'one pixel': prompt(`<input ${OTP} style="width:1px;height:1px;padding:0;border:0">`),
  'clipped away': prompt(`<input ${OTP} style="position:absolute;clip-path:inset(50%)">`),
  covered: prompt(
    `<div style="position:relative;width:300px"><input ${OTP} style="width:300px"><div style="position:absolute;inset:0;background:#fff"></div></div>`,
  ),
  'covered below the fold': prompt(
    `<div style="height:3000px"></div><div style="position:relative;width:300px"><input ${OTP} style="width:300px"><div style="position:absolute;inset:0;background:#fff"></div></div>`,
  ),
  'display: none': prompt(`<input ${OTP} style="display:none">`),
  'in an element with display: none': prompt(`<div style="display:none"><input ${OTP}></div>`),
  'visibility: hidden': prompt(`<input ${OTP} style="visibility:hidden">`),
  inert: prompt(`<div inert><input ${OTP}></div>`),
  disabled: prompt(`<fieldset disabled><input ${OTP}></fieldset>`),
  'read-only': prompt(`<input ${OTP} readonly>`),
  'with something of the user in it': prompt(`<input ${OTP.replace('maxlength="6"', '')} value="my notes">`),
  'in a hidden frame': prompt(
    `<iframe style="opacity:0" srcdoc="<p>Code from your authenticator app</p><input name=otp>"></iframe>`,
  ),
  'in a sandboxed frame': prompt(
    `<iframe sandbox="allow-scripts" srcdoc="<p>Code from your authenticator app</p><input name=otp>"></iframe>`,
  ),
};

describe('a one-time-code field that nobody can see or use', () => {
  it('is found where it is plain, so that the lures prove something', async () => {
    const opened = await bed.open({ markup: prompt(`<input ${OTP}>`) });
    expect(await opened.inWorld('counterfoilTest.findOtpFields(document).length')).toBe(1);
  });

  for (const [kind, markup] of Object.entries(LURES))
    it(`${kind}: is not filled`, async () => {
      const opened = await bed.open({ markup });
      const answer = await opened.inWorld(`counterfoilPage.fill('${opened.origin}', '123456')`);
      expect(answer).toEqual({ status: 'no-field' });
    });

  it('is found below the fold, and scrolled to when it is filled', async () => {
    const opened = await bed.open({ markup: prompt(`<div style="height:3000px"></div><input ${OTP}>`) });
    expect(await opened.inWorld(`counterfoilPage.findPrompt('${opened.origin}')`)).toEqual({
      status: 'prompt',
    });
    expect(await opened.page.evaluate('scrollY')).toBe(0);
    const answer = await opened.inWorld(`counterfoilPage.fill('${opened.origin}', '123456')`);
    expect(answer).toEqual({ status: 'filled' });
    expect(await opened.page.inputValue('input')).toBe('123456');
  });
});

describe('a page that watches', () => {
  const WATCHER = `
    window.seen = [];
    const note = (what) => window.seen.push(what);
    for (const [owner, name] of [[Node.prototype, 'appendChild'], [Node.prototype, 'insertBefore'], [Element.prototype, 'append'],
      [Element.prototype, 'setAttribute'], [Document.prototype, 'createElement'], [EventTarget.prototype, 'dispatchEvent'],
      [EventTarget.prototype, 'addEventListener'], [Document.prototype, 'execCommand'], [Document.prototype, 'elementFromPoint'],
      [HTMLCanvasElement.prototype, 'toDataURL'], [Element.prototype, 'checkVisibility'], [window, 'postMessage']]) {
      const original = owner[name];
      owner[name] = function (...given) { note(name); return original.apply(this, given); };
    }
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    Object.defineProperty(HTMLInputElement.prototype, 'value', { get() { note('get value'); return value.get.call(this); },
      set(v) { note('set value'); value.set.call(this, v); } });
    const open = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) { note('attachShadow'); return open.call(this, init); };
    new MutationObserver((records) => { for (const record of records) note(record.type); })
      .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });`;
  const PICTURE =
    'data:image/svg+xml,' +
    encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>');

  it('sees the keys and the value, and no node, attribute or call of ours', async () => {
    const opened = await bed.open({
      markup: `${prompt(`<input ${OTP}><img src="${PICTURE}">`)}<script>${WATCHER}</script>`,
    });
    await opened.page.evaluate('window.seen.length = 0');
    const before = await opened.page.evaluate('document.documentElement.outerHTML');
    const globals = await opened.page.evaluate('Object.getOwnPropertyNames(window).length');
    await opened.inWorld(`counterfoilPage.findPrompt('${opened.origin}')`);
    await opened.inWorld(`counterfoilPage.readImage('${opened.origin}', ${JSON.stringify(PICTURE)})`);
    expect(await opened.inWorld(`counterfoilPage.fill('${opened.origin}', '123456')`)).toEqual({
      status: 'filled',
    });
    expect(await opened.page.evaluate('window.seen')).toEqual([]);
    expect(await opened.page.evaluate('document.documentElement.outerHTML')).toBe(before);
    expect(await opened.page.evaluate('Object.getOwnPropertyNames(window).length')).toBe(globals);
    expect(await opened.page.evaluate("'counterfoilPage' in window")).toBe(false);
  });
});

describe('the page file', () => {
  it('answers wrong-origin and does nothing where the origin is another or opaque', async () => {
    const opened = await bed.open({ markup: prompt(`<input ${OTP}>`) });
    for (const origin of ['https://example.com', 'null', '', `${opened.origin}/`]) {
      expect(await opened.inWorld(`counterfoilPage.findPrompt('${origin}')`)).toEqual({
        status: 'wrong-origin',
      });
      expect(await opened.inWorld(`counterfoilPage.fill('${origin}', '123456')`)).toEqual({
        status: 'wrong-origin',
      });
      expect(await opened.inWorld(`counterfoilPage.readImage('${origin}', 'x')`)).toEqual({
        status: 'wrong-origin',
      });
    }
    expect(await opened.page.inputValue('input')).toBe('');
  });

  it('can be injected twice', async () => {
    const opened = await bed.open({ markup: prompt(`<input ${OTP}>`) });
    await opened.inWorld(`${await bundle('../../src/content/page.ts')};0`);
    expect(await opened.inWorld(`counterfoilPage.findPrompt('${opened.origin}')`)).toEqual({
      status: 'prompt',
    });
  });

  it('has no way to call the browser, to be called by the page, or to keep or log anything', async () => {
    const code = await bundle('../../src/content/page.ts');
    // All that it takes of the browser is the look into closed shadow roots.
    const taken = code.match(/^.*(?:\bchrome\b|\bbrowser\??\.\w).*$/gm);
    expect(taken).toEqual([
      expect.stringMatching(/^\s*var \{ dom \} = typeof chrome === "object" && chrome \|\| \{\};$/),
    ]);
    expect(code).not.toMatch(/runtime\.|postMessage|addEventListener\(\s*["'`]message/);
    expect(code).not.toMatch(
      /localStorage|sessionStorage|indexedDB|document\.cookie|console\.|fetch\(|XMLHttpRequest/,
    );
    expect(code).not.toMatch(
      /\.append\(|appendChild|insertBefore|innerHTML|setAttribute|attachShadow|\.submit\(|\.blur\(/,
    );
    expect(code).not.toMatch(/\bimport\b|\brequire\(/);
  });
});
