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

describe('fillOtp is believed by', () => {
  it.each([
    [
      'React: a tracked value, and a state that is drawn back',
      '<input>',
      `const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'); let tracked = '', state = '';
       Object.defineProperty(i, 'value', { configurable: true, get() { return own.get.call(this) }, set(v) { tracked = v; own.set.call(this, v) } });
       i.addEventListener('input', () => { const now = own.get.call(i); if (now !== tracked) { tracked = now; state = now } queueMicrotask(() => { i.value = state }); took = state })`,
    ],
    [
      'Vue and Angular: input, but not while a composition runs',
      '<input>',
      'let composing = false; i.oncompositionstart = () => { composing = true }; i.oncompositionend = () => { composing = false }; i.oninput = (e) => { if (!composing && !e.isComposing) took = e.target.value }',
    ],
    ['Knockout: change alone', '<input>', 'i.onchange = () => { took = i.value }'],
    [
      'jQuery: a filter by keyCode at keypress, and the value at keyup',
      '<input>',
      'i.onkeypress = (e) => (e.which >= 48 && e.which <= 57); i.onkeyup = (e) => { if (e.which) took = i.value }',
    ],
    [
      'a filter by key at keydown',
      '<input>',
      'i.onkeydown = (e) => /^[0-9]$|^Backspace$/.test(e.key); i.oninput = () => { took = i.value }',
    ],
    [
      'a mask in two halves',
      '<input maxlength="7">',
      "i.oninput = () => { const d = i.value.replace(/\\D/g, ''); i.value = d.length > 3 ? d.slice(0, 3) + '-' + d.slice(3, 6) : d; took = d }",
    ],
    [
      'a mask that stands there from the start',
      '<input value="___ ___">',
      "let d = ''; i.onkeydown = (e) => { if (/\\d/.test(e.key)) { e.preventDefault(); d += e.key; const f = (d + '______').slice(0, 6); i.value = f.slice(0, 3) + ' ' + f.slice(3); took = d } }",
    ],
    [
      'a field that takes a code by paste alone',
      '<input>',
      "i.oninput = () => { i.value = '' }; i.onpaste = (e) => { e.preventDefault(); i.value = e.clipboardData.getData('text/plain'); took = i.value }",
    ],
    [
      'a field that is read-only until it has the focus',
      `<input readonly onfocus="this.removeAttribute('readonly')">`,
      'i.oninput = () => { took = i.value }',
    ],
    [
      'a field that the page shows in capitals and spaces',
      '<input>',
      "i.oninput = () => { took = i.value.replace(/ /g, ''); i.value = [...took].join(' ') }",
    ],
  ])('%s', async (_what, markup, wire) => {
    const opened = await open(markup, `var took = ''; const i = document.querySelector('input'); ${wire}`);
    expect(await fill(opened, 'input')).toBe(true);
    expect(await opened.page.evaluate('took')).toBe('492039');
  });

  it.each([
    ['an editable element', ''],
    ['one that refuses insertion', "e.addEventListener('beforeinput', (b) => b.preventDefault())"],
    [
      'one that takes a code by paste alone',
      "e.addEventListener('beforeinput', (b) => b.preventDefault()); e.addEventListener('paste', (p) => { p.preventDefault(); e.textContent = p.clipboardData.getData('text') })",
    ],
  ])('%s', async (_what, wire) => {
    const opened = await open(
      '<div contenteditable role="textbox">111111</div>',
      `const e = document.querySelector('div'); ${wire}`,
    );
    expect(await fill(opened, 'div')).toBe(true);
    expect(await opened.page.textContent('div')).toBe('492039');
  });

  it('writes into no other field when the page moves the focus at a key', async () => {
    const opened = await open('<input id="a"><input id="b">', 'a.onkeydown = () => b.focus()');
    expect(await fill(opened, '#a')).toBe(true);
    expect(await values(opened)).toBe('492039,');
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

  it('works where each box has a shadow root of its own', async () => {
    const opened = await open(
      '<div id="row" style="display:flex"></div>',
      `for (let n = 0; n < 6; n++) { const host = document.createElement('x-box'); row.append(host); host.attachShadow({ mode: 'open' }).innerHTML = '<input maxlength="1" style="width:40px;height:44px">';
        host.shadowRoot.firstChild.oninput = () => row.children[n + 1]?.shadowRoot.firstChild.focus() }`,
    );
    const boxes = "[...document.querySelectorAll('x-box')].map((host) => host.shadowRoot.firstChild)";
    expect(await opened.inWorld(`counterfoilTest.fillOtp(${boxes}, '492039')`)).toBe(true);
    expect(await opened.page.evaluate(`${boxes}.map((box) => box.value).join('')`)).toBe('492039');
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
