/** Where a recovery code goes in a page, and what a person selected there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, startTestBed, type TestBed } from './browser.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const open = (body: string, script = '') =>
  bed.open({ markup: `<!doctype html><title>Sign in</title><body>${body}<script>${script}</script>` });
const fill = ({ inWorld, origin }: OpenPage, code: string) =>
  inWorld(`counterfoilPage.fillRecovery('${origin}', '${code}').then(({ status }) => status)`);
const values = ({ page }: OpenPage) =>
  page.evaluate("[...document.querySelectorAll('input')].map(({ value }) => value).join('|')");

const APP = '<label>Authentication code <input id="totp" name="totp" autocomplete="one-time-code"></label>';

describe('fillRecovery', () => {
  it.each<[where: string, body: string, code: string, expected: string]>([
    [
      'the field that is called so, and not the one for the app',
      `<form>${APP}</form><form><label>Backup code <input></label></form>`,
      'a1b2c-d3e4f',
      '|a1b2c-d3e4f',
    ],
    ['a field named for machines', '<input name="q"><input name="recovery_code">', '1234 5678', '|1234 5678'],
    [
      'a code field under a text that asks for one',
      '<form><h1>Two-factor recovery</h1><p>Enter one of your emergency recovery codes.</p><input name="code"></form>',
      'a1b2c-d3e4f',
      'a1b2c-d3e4f',
    ],
    [
      'the prompt that takes both',
      `<form><h1>Two-factor authentication</h1>${APP}</form>`,
      'a1b2c3d4',
      'a1b2c3d4',
    ],
    [
      'the focused field, where nothing says what it is for',
      '<input><input autofocus>',
      'a1b2-c3d4',
      '|a1b2-c3d4',
    ],
    [
      'a field without room for the gaps',
      '<input name="backup_code" maxlength="8">',
      '1234 5678',
      '12345678',
    ],
    ['a number field', '<input type="number" name="backup_code">', '1234 5678', '12345678'],
    [
      'a row of eight boxes',
      `<h1>Backup code</h1><p>Enter your authentication code</p><div style="display:flex">${'<input maxlength="1" style="width:30px;height:30px">'.repeat(8)}</div>`,
      '1234-5678',
      '1|2|3|4|5|6|7|8',
    ],
  ])('goes to %s', async (_where, body, code, expected) => {
    const opened = await open(body);
    expect(await fill(opened, code)).toBe('filled');
    expect(await values(opened)).toBe(expected);
  });

  it.each<[what: string, body: string, code: string, status: string]>([
    ['a page without a field', '<p>Nothing</p>', 'a1b2c3d4', 'no-field'],
    [
      'a field for another thing',
      '<input type="password" autofocus><input name="recovery_email">',
      'a1b2c3d4',
      'no-field',
    ],
    ['two fields alike', '<input name="backup_code"><input name="backup_code_2">', 'a1b2c3d4', 'no-field'],
    ['a field that nobody sees', '<input name="backup_code" style="opacity:0">', 'a1b2c3d4', 'no-field'],
    [
      'a field with something in it',
      '<input name="backup_code" value="my note">',
      'a1b2c3d4',
      'not-accepted',
    ],
    ['a field too short', '<input name="backup_code" maxlength="6">', 'a1b2c3d4', 'not-accepted'],
    ['letters in a number field', '<input type="number" name="backup_code">', 'a1b2c3d4', 'not-accepted'],
  ])('leaves %s alone', async (_what, body, code, status) => {
    const opened = await open(body);
    const before = await values(opened);
    expect(await fill(opened, code)).toBe(status);
    expect(await values(opened)).toBe(before);
  });

  it('puts the next one in the place of the one before', async () => {
    const opened = await open('<input name="backup_code">');
    await fill(opened, 'a1b2c-d3e4f');
    expect(await fill(opened, 'z9y8x-w7v6u')).toBe('filled');
    expect(await values(opened)).toBe('z9y8x-w7v6u');
  });

  it('does nothing in a document of another origin', async () => {
    const { inWorld } = await open('<input name="backup_code">');
    expect(await inWorld(`counterfoilPage.fillRecovery('https://acme.example', 'a1b2c3d4')`)).toEqual({
      status: 'wrong-origin',
    });
  });
});

describe('readSelection', () => {
  const read = ({ inWorld, origin }: OpenPage) => inWorld(`counterfoilPage.readSelection('${origin}')`);

  it('keeps lines and columns as they stand on the page', async () => {
    const opened = await open(
      '<table><tr><td>1234 5678<td>2345 6789<tr><td>3456 7890<td>4567 8901</table>',
      'getSelection().selectAllChildren(document.querySelector("table"))',
    );
    const { text } = (await read(opened)) as { text: string };
    expect(text.trim()).toBe('1234 5678\t2345 6789\n3456 7890\t4567 8901');
  });

  it('reads what is marked in a box, and never a password', async () => {
    const marked = (markup: string) =>
      open(markup, 'document.querySelector("textarea, input").focus(); document.activeElement.select()');
    expect(await read(await marked('<textarea>a1b2\nc3d4</textarea>'))).toEqual({
      status: 'text',
      text: 'a1b2\nc3d4',
    });
    const { text } = (await read(await marked('<input type="password" value="secret">'))) as { text: string };
    expect(text).not.toContain('secret');
  });
});
