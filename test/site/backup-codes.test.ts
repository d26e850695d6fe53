import { describe, expect, it } from 'vitest';
import { latestAttemptsOf } from './attempts-store.ts';
import { makeBackupCodes, spendBackupCode } from './backup-codes.ts';
import { addUser, openDatabase } from './database.ts';
import { openTestBrowser, type Shown } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import {
  clock,
  comeToAccount,
  minute,
  password,
  problemOf,
  register,
  signIn,
  signInAgain,
} from './test-visitor.ts';

const site = openTestSite();

const codesOn = ({ markup }: Shown) =>
  [...markup.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '');

/** Somebody with an authenticator app and backup codes, before the prompt for one. */
async function comeToBackupPrompt() {
  const { visitor, codeAt } = await comeToAccount(site.url);
  const { browser } = visitor;
  await browser.get('/backup-codes');
  const codes = codesOn(await browser.submit('/backup-codes', { password }));
  await signInAgain(visitor);
  await browser.get('/sign-in/backup-code');
  const enterBackup = (code = '') => browser.submit('/sign-in/backup-code', { 'backup-code': code });
  return { visitor, codes, codeAt, enterBackup };
}

describe('backup codes', () => {
  it('are ten, shown once, and replaced as a whole', async () => {
    const { visitor, codes, enterBackup } = await comeToBackupPrompt();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);

    await enterBackup(codes[0]);
    const page = await visitor.browser.get('/backup-codes');
    expect(page.markup).toContain('9 of 10 left');
    expect(codesOn(page)).toEqual([]);
    const renewed = codesOn(await visitor.browser.submit('/backup-codes', { password }));
    await signInAgain(visitor);
    await visitor.browser.get('/sign-in/backup-code');
    expect(problemOf(await enterBackup(codes[1]))).toMatch(/none of your backup codes/);
    expect((await enterBackup(renewed[1])).path).toBe('/account');
  });

  it('sign in when the phone is lost, each once, however it is typed', async () => {
    const { visitor, codes, enterBackup } = await comeToBackupPrompt();
    expect(problemOf(await enterBackup('ABCD'))).toMatch(/sixteen letters/);
    const typed = (codes[0] ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('o', '0');
    const account = await enterBackup(typed);
    expect(account.path).toBe('/account');
    expect(account.markup).toContain('9 codes left');
    await signInAgain(visitor);
    await visitor.browser.get('/sign-in/backup-code');
    expect(problemOf(await enterBackup(codes[0]))).toMatch(/used already/);
  });

  it('turn off the factor of the lost phone, so that a new one can be set up', async () => {
    const { visitor, codes, enterBackup } = await comeToBackupPrompt();
    await enterBackup(codes[0]);
    await visitor.browser.get('/two-factor/off');
    expect((await visitor.browser.submit('/two-factor/off', { code: codes[1] ?? '' })).path).toBe('/account');
    expect((await visitor.browser.get('/two-factor')).markup).toContain('id="qr"');
    expect((await visitor.browser.get('/backup-codes')).path).toBe('/second-factors');
    expect((await signInAgain(visitor)).path).toBe('/account');
  });

  it('are made only with the password', async () => {
    const { visitor } = await comeToAccount(site.url);
    await visitor.browser.get('/backup-codes');
    const refused = await visitor.browser.submit('/backup-codes', { password: 'wrong horse' });
    expect(problemOf(refused)).toMatch(/not your password/);
    expect(codesOn(refused)).toEqual([]);
  });

  it('are offered at the prompt of the app, count as attempts, and are for people with a factor', async () => {
    const { visitor, codeAt, enterBackup } = await comeToBackupPrompt();
    const prompt = await visitor.browser.get('/sign-in/code');
    expect(prompt.markup).toContain('<a href="/sign-in/backup-code">Backup code</a>');
    for (let tried = 1; tried <= 4; tried += 1) await enterBackup('AAAA-AAAA-AAAA-AAAA');
    expect((await enterBackup('AAAA-AAAA-AAAA-AAAA')).status).toBe(429);
    clock.now += minute;
    expect((await visitor.browser.submit('/sign-in/code', { code: codeAt() })).status).toBe(429);

    const { browser } = await register(site.url);
    expect((await browser.get('/backup-codes')).path).toBe('/second-factors');
  });

  it('let exactly one in of 200 that are sent at once', async () => {
    const { visitor, codes } = await comeToBackupPrompt();
    const browsers = [visitor.browser, openTestBrowser(site.url)];
    for (const browser of browsers) {
      await signIn({ name: visitor.name, browser });
      await browser.get('/sign-in/backup-code');
    }
    const attempts = Array.from({ length: 100 }, () => browsers).flat();
    const replies = await Promise.all(
      attempts.map(({ send }) => send('/sign-in/backup-code', { 'backup-code': codes[0] ?? '' })),
    );
    expect(replies.filter(({ location }) => location === '/account')).toHaveLength(1);
    expect(replies.every(({ status }) => [303, 422, 429].includes(status))).toBe(true);
  });

  it('are stored as hashes that differ from person to person', async () => {
    const database = await openDatabase();
    const ids = ['a', 'b'].map((name) => addUser(database, name, 'no hash', 0) ?? 0);
    const [maker, other] = ids.map((userId) => ({ userId, address: '192.0.2.1', now: clock.now }));
    if (!maker || !other) throw new Error('nobody was added');
    const [code = ''] = makeBackupCodes(database, maker).map((shown) => shown.replaceAll('-', ''));
    const stored = JSON.stringify(database.read('SELECT * FROM backup_code'));
    expect(stored).not.toContain(code);
    expect(spendBackupCode(database, other, code)).toBe('wrong');
    expect(spendBackupCode(database, maker, code)).toBe('right');
    const made = latestAttemptsOf(database, 'a', 9).map(({ factor, outcome }) => `${factor} ${outcome}`);
    expect(made).toEqual(['backup-code right', 'backup-code codes made']);
    database.close();
  });
});
