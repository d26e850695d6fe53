import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, startTestBed, type TestBed } from './browser.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const STYLE = '<style>.box{width:40px;height:44px}.row{display:flex;gap:8px}</style>';
const row = (attributes = 'maxlength="1"', count = 6): string =>
  `${STYLE}<div class="row">${`<input class="box" ${attributes}>`.repeat(count)}</div>`;

const open = (body: string, script = '') =>
  bed.open({ markup: `<!doctype html><title>t</title><body>${body}<script>${script}</script>` });
const fill = ({ inWorld }: OpenPage, selector = 'input.box', code = '492039') =>
  inWorld(`counterfoilTest.fillOtp([...document.querySelectorAll('${selector}')], '${code}')`);
const values = ({ page }: OpenPage) =>
  page.evaluate("[...document.querySelectorAll('input')].map((input) => input.value).join(',')");

describe('fillOtp on one field', () => {
  it('replaces an old code', async () => {
    const opened = await open('<input value="111111" maxlength="6">');
    expect(await fill(opened, 'input')).toBe(true);
    expect(await values(opened)).toBe('492039');
  });

  it('leaves a field alone that holds anything else', async () => {
    const opened = await open('<input value="my note">');
    expect(await fill(opened, 'input')).toBe(false);
    expect(await values(opened)).toBe('my note');
  });

  it('keeps a leading zero in a number field', async () => {
    const opened = await open('<input type="number">');
    expect(await fill(opened, 'input', '012345')).toBe(true);
    expect(await values(opened)).toBe('012345');
  });

  it('writes an eight-digit code and one with letters, and refuses one that does not fit', async () => {
    const opened = await open('<input id="a"><input id="b"><input id="c" maxlength="6">');
    expect(await fill(opened, '#a', '12345678')).toBe(true);
    expect(await fill(opened, '#b', 'K7TPM')).toBe(true);
    expect(await fill(opened, '#c', '12345678')).toBe(false);
    expect(await fill(opened, '#c', 'x\\n<b>')).toBe(false);
    expect(await values(opened)).toBe('12345678,K7TPM,');
  });

  it('sends keys with key, code and keyCode, and change at the end', async () => {
    const opened = await open(
      '<input>',
      `window.log = []; for (const type of ['keydown', 'keypress', 'beforeinput', 'input', 'keyup', 'change', 'blur'])
        document.querySelector('input').addEventListener(type, (e) => log.push([type, e.key ?? e.inputType ?? '', e.code ?? '', e.keyCode ?? ''].join(' ').trim()))`,
    );
    await fill(opened, 'input', '4920');
    const log = (await opened.page.evaluate('window.log')) as string[];
    expect(log.slice(0, 5)).toEqual([
      'keydown 4 Digit4 52',
      'keypress 4 Digit4 52',
      'beforeinput insertText',
      'input insertText',
      'keyup 4 Digit4 52',
    ]);
    expect(log.at(-1)).toBe('change');
    expect(log).not.toContain('blur');
  });

  it('falls back to the value where keys and insertion are refused', async () => {
    const opened = await open(
      '<input>',
      "document.querySelector('input').addEventListener('keydown', (e) => e.preventDefault())",
    );
    expect(await fill(opened, 'input')).toBe(true);
    expect(await values(opened)).toBe('492039');
  });

  it('says so when the page does not take the code', async () => {
    const opened = await open(
      '<input>',
      "const i = document.querySelector('input'); i.addEventListener('input', () => { i.value = 'no' })",
    );
    expect(await fill(opened, 'input')).toBe(false);
  });

  it('takes a field that is gone, disabled or cleared after the last digit for a success, and types once', async () => {
    for (const reaction of ['i.remove()', 'i.disabled = true', "setTimeout(() => { i.value = '' }, 20)"]) {
      const opened = await open(
        '<input>',
        `window.sent = 0; const i = document.querySelector('input'); i.addEventListener('input', () => { if (i.value.length === 6) { sent++; ${reaction} } })`,
      );
      expect(await fill(opened, 'input')).toBe(true);
      expect(await opened.page.evaluate('window.sent')).toBe(1);
    }
  });

  it('never submits', async () => {
    const opened = await open(
      '<form><input></form>',
      "window.sent = 0; document.forms[0].addEventListener('submit', (e) => { e.preventDefault(); sent++ })",
    );
    await fill(opened, 'input');
    expect(await opened.page.evaluate('window.sent')).toBe(0);
  });
});

describe('fillOtp on a row of boxes', () => {
  it.each([
    ['nobody moves the focus', ''],
    ['input moves the focus', "b.addEventListener('input', () => all()[i + 1]?.focus())"],
    ['keyup moves the focus', "b.addEventListener('keyup', () => { if (b.value) all()[i + 1]?.focus() })"],
    [
      'the focus moves late',
      "b.addEventListener('input', () => setTimeout(() => all()[i + 1]?.focus(), 30))",
    ],
    [
      'insertion is refused and paste is handled',
      "b.addEventListener('beforeinput', (e) => e.preventDefault()); b.addEventListener('paste', (e) => { e.preventDefault(); [...e.clipboardData.getData('text')].forEach((d, n) => { all()[n].value = d }) })",
    ],
    ['nothing but the value is left', "b.addEventListener('beforeinput', (e) => e.preventDefault())"],
    [
      'boxes open one by one',
      "b.disabled = i > 0; b.addEventListener('input', () => setTimeout(() => { const n = all()[i + 1]; if (n) { n.disabled = false; n.focus() } }, 20))",
    ],
  ])('works where %s', async (_what, wire) => {
    const opened = await open(
      row(),
      `const all = () => [...document.querySelectorAll('input')]; all().forEach((b, i) => { ${wire} })`,
    );
    expect(await fill(opened)).toBe(true);
    expect(await values(opened)).toBe('4,9,2,0,3,9');
  });

  it('works where the page draws the boxes anew on every key', async () => {
    const opened = await open(
      '<style>.box{width:40px;height:44px}</style><div id="app"></div>',
      `const state = ['', '', '', '', '', '']; const draw = (at) => { app.innerHTML = ''; state.forEach((v, i) => { const b = document.createElement('input');
        b.className = 'box'; b.maxLength = 1; b.value = v; b.oninput = () => { state[i] = b.value; draw(Math.min(i + 1, 5)) }; app.append(b) }); app.children[at].focus() }; draw(0)`,
    );
    expect(await fill(opened)).toBe(true);
    expect(await values(opened)).toBe('4,9,2,0,3,9');
  });

  it('replaces an old code', async () => {
    const opened = await open(row('maxlength="1" value="1"'));
    expect(await fill(opened)).toBe(true);
    expect(await values(opened)).toBe('4,9,2,0,3,9');
  });

  it('works while another window has the focus, as our popup does, for a widget that asks which box has it', async () => {
    const opened = await bed.open({ fixture: 'd08-vuetify-otp.html' });
    const session = await opened.page.context().newCDPSession(opened.page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    const other = await opened.page.context().newPage();
    await other.bringToFront();
    expect(await opened.page.evaluate('document.hasFocus()')).toBe(false);
    expect(await fill(opened, '.v-otp-input__field')).toBe(true);
    expect(await opened.page.evaluate('window.accepted')).toBe('492039');
    await other.close();
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  });

  it('writes nothing when the code has another length, and nothing beside the row', async () => {
    const opened = await open(`<input id="beside">${row()}`);
    expect(await fill(opened, 'input.box', '12345678')).toBe(false);
    expect(await values(opened)).toBe(',,,,,,');
    expect(await fill(opened)).toBe(true);
    expect(await values(opened)).toBe(',4,9,2,0,3,9');
  });
});
