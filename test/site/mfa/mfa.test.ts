import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../attempts.ts';
import { latestAttemptsOf } from '../attempts-store.ts';
import { decodeBase32 } from '../base32.ts';
import { getUser, openDatabase } from '../database.ts';
import { hotp, timeStep } from '../one-time-password.ts';
import { startSite } from '../server.ts';
import { openTestBrowser, textOf } from '../test-browser.ts';
import { authenticate } from './authenticate.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const key = 'a'.repeat(64);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mfa-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing is sent, whatever the environment of the tests. */
const noProvider = { TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', TWILIO_FROM: '' };

interface Ran {
  status: number | null;
  output: string;
  errors: string;
}

/** Runs the command as a person does, with what is typed at its questions. */
function mfa(file: string, args: readonly string[], { typed = '', MFA_KEY = key } = {}): Ran {
  const command = [
    '--import',
    'tsx',
    'test/site/mfa/main.ts',
    ...args,
    '--database',
    path.join(folder, file),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    ...{ cwd: root, input: typed, encoding: 'utf8' },
    env: { ...process.env, ...noProvider, MFA_KEY },
  });
  return { status, output: stdout, errors: stderr };
}

/** The code of a secret as it was printed. */
function codeOf({ output }: Ran): string {
  const secret = /Secret: +([A-Z2-7 ]+)/.exec(output)?.[1] ?? '';
  return hotp(decodeBase32(secret.replaceAll(' ', '')), timeStep(Date.now()));
}

describe('the command line', () => {
  it('tells what there is', () => {
    const { status, output } = mfa('help.sqlite', ['--help']);
    expect(status).toBe(0);
    for (const form of ['-l, --list', '-c, --create -n NAME -i ISSUER', '-a, --authenticate APP -o CODE'])
      expect(output).toContain(form);
  });

  it('ends with status 2 and a sentence where it cannot be done', () => {
    expect(mfa('usage.sqlite', [])).toMatchObject({ status: 2, errors: expect.stringMatching(/what to do/) });
    expect(mfa('usage.sqlite', ['-c', '-n', 'ada', '-i', 'ACME']).status).toBe(0);
    const { status, errors } = mfa('usage.sqlite', ['unlock', 'nobody']);
    expect([status, errors]).toEqual([2, expect.stringMatching(/no such account.*\n.*--help/)]);
  });

  it.each([['-l'], ['-a', 'ada', '-o', '123456'], ['backup-codes', 'ada']])(
    'makes nothing of a name that was mistyped: %s',
    (...args) => {
      const { status, output, errors } = mfa('typo/mfa.sqlite', args, { MFA_KEY: '' });
      expect([status, output, errors]).toEqual([2, '', expect.stringMatching(/^Nothing is there: .*typo/)]);
      expect(existsSync(path.join(folder, 'typo'))).toBe(false);
    },
  );

  it('makes folder, key and database with the first account', () => {
    const typed = 'lantern gravel oboe\nlantern gravel oboe\n';
    const args = ['-c', '-n', 'ada', '-i', 'ACME'];
    expect(mfa('new/mfa.sqlite', args, { typed, MFA_KEY: '' }).status).toBe(0);
    expect(readdirSync(path.join(folder, 'new')).sort()).toEqual(['mfa.sqlite', 'mfa.sqlite.key']);
  });

  it('creates, lists, and authenticates once, with a code of the app or a backup code', () => {
    const run = (...args: string[]) => mfa('trip.sqlite', args);
    const created = run('-c', '-n', 'ada', '-i', 'ACME & Co');
    expect(created.output).toMatch(
      /Key URI: +otpauth:\/\/totp\/ACME%20%26%20Co:ada\?secret=[A-Z2-7]{32}&issuer=/,
    );
    expect(run('--list').output).toMatch(/^ada +ACME & Co +totp +open$/m);

    const code = codeOf(created);
    expect(run('-a', 'ada', '-o', code)).toMatchObject({ status: 0, output: 'Right.\n' });
    const again = run('--authenticate', 'ada', '--otp', code);
    expect([again.status, again.output]).toEqual([1, expect.stringMatching(/used already/)]);

    const [backup = ''] = run('backup-codes', 'ada').output.split('\n');
    expect(run('-a', 'ada', '-o', backup).status).toBe(0);
    const stored = readFileSync(path.join(folder, 'trip.sqlite'), 'latin1');
    expect(stored).toContain('ACME & Co');
    expect(stored).not.toContain(/secret=([A-Z2-7]+)/.exec(created.output)?.[1]);
  });

  it('ends with status 1 after wrong codes and while they lock, until it is told to unlock', async () => {
    const run = (...args: string[]) => mfa('locked.sqlite', args);
    const created = run('-c', '-n', 'ada', '-i', 'ACME');
    const wrong = codeOf(created) === '000000' ? '111111' : '000000';
    // Each start of the command takes a second or more: the first four come without one.
    const database = await openDatabase(path.join(folder, 'locked.sqlite'), Buffer.from(key, 'hex'));
    for (let tries = 1; tries <= 4; tries += 1) {
      authenticate(database, getUser(database, 1), wrong, Date.now());
    }
    database.close();
    const locking = run('-a', 'ada', '-o', wrong);
    expect([locking.status, locking.output]).toEqual([1, expect.stringMatching(/^Too many wrong codes/)]);
    expect(run('-a', 'ada', '-o', codeOf(created)).status).toBe(1);
    expect(run('-l').output).toMatch(/locked for/);
    expect(run('unlock', 'ada')).toEqual({ status: 0, output: 'ada can try again.\n', errors: '' });
    expect(run('-a', 'ada', '-o', codeOf(created)).status).toBe(0);
    run('backup-codes', 'ada');
    const opened = await openDatabase(path.join(folder, 'locked.sqlite'), Buffer.from(key, 'hex'));
    const lines = latestAttemptsOf(opened, 'ada', 20).filter(({ address }) => address === commandLine);
    opened.close();
    const changes = lines
      .map(({ factor, outcome }) => `${factor} ${outcome}`)
      .filter((line) => !/wrong|judged/.test(line));
    expect(changes).toEqual([
      'backup-code codes made',
      'totp right',
      'administration unlocked',
      'totp set up',
    ]);
  });

  it('sends a code without a provider by printing it, and takes it once', () => {
    const run = (...args: string[]) => mfa('sent.sqlite', args);
    run('-c', '-n', 'ada', '-i', 'ACME');
    const { status, output } = run('send', 'sms', 'ada', '--to', '+49 1512 3456789');
    expect([status, output]).toEqual([0, expect.stringMatching(/^Sent to \+49 •••• 789\./)]);
    const code = /(\d{6}) is your code for ACME/.exec(output)?.[1] ?? '';
    expect(run('-a', 'ada', '-o', code)).toMatchObject({ status: 0, output: 'Right.\n' });
    expect(run('-a', 'ada', '-o', code).status).toBe(1);
  });

  it('asks for a passphrase where there is no key, and takes it from a pipe', () => {
    const run = (typed: string, ...args: string[]) => mfa('asked.sqlite', args, { typed, MFA_KEY: '' });
    const created = run('lantern gravel oboe\nlantern gravel oboe\n', '-c', '-n', 'ada', '-i', 'ACME');
    expect(created.status).toBe(0);
    expect(run('lantern gravel oboe\n', '-l').status).toBe(0);
    expect(run('', '-l')).toMatchObject({ status: 2, errors: expect.stringMatching(/passphrase is needed/) });
  });

  it('works on the database of a site that runs, and under its key', async () => {
    const database = path.join(folder, 'shared.sqlite');
    const site = await startSite({ database });
    try {
      const created = mfa('shared.sqlite', ['-c', '-n', 'ada', '-i', 'Practice Site'], { MFA_KEY: '' });
      expect(created.status).toBe(0);
      const browser = openTestBrowser(site.url);
      await browser.get('/sign-in');
      const word = /Password: (\S+)/.exec(created.output)?.[1] ?? '';
      expect((await browser.submit('/sign-in', { name: 'ada', password: word })).path).toBe('/sign-in/code');
      const account = await browser.submit('/sign-in/code', { code: codeOf(created) });
      expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');
      const used = mfa('shared.sqlite', ['-a', 'ada', '-o', codeOf(created)], { MFA_KEY: '' });
      expect(used.status).toBe(1);
    } finally {
      await site.close();
    }
  });
});
