/** The site as a person starts it: what it prints, and who can reach it. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProcess, stopProcess } from '../e2e/harness/child-process.ts';

const how = {
  cwd: path.resolve(import.meta.dirname, '../..'),
  env: { ...process.env, TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', TWILIO_FROM: '', MFA_KEY: '' },
};
const commandWith = (args: readonly string[]) => ['--import', 'tsx', 'test/site/main.ts', ...args];

/** Runs the site until `use` is done with the lines that it prints, of which the last says who can reach it, and gives the status that it ends with. */
async function whileRunning(
  args: readonly string[],
  use: (lines: readonly string[]) => Promise<void>,
): Promise<number | null> {
  const child = startProcess(process.execPath, commandWith(args), {
    ...how,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('its output is a pipe');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.includes('can reach it')) break;
  }
  await use(lines).finally(() => stopProcess(child));
  return child.exitCode;
}

describe('the site', () => {
  it('listens on this computer only unless told otherwise, says so, and ends when it is told to', async () => {
    const status = await whileRunning(['--port', '0'], async (lines) => {
      expect(lines).toEqual([
        expect.stringMatching(/^Practice Site: http:\/\/127\.0\.0\.1:\d+ {2}\(Ctrl\+C stops it\)$/),
        expect.stringMatching(/^Messages and calls arrive at http:\/\/127\.0\.0\.1:\d+ and go no further/),
        'Only this computer can reach it. --host ADDRESS lets others in.',
      ]);
      const url = /http:\S+/.exec(lines[0] ?? '')?.[0] ?? '';
      expect((await fetch(url)).status).toBe(200);
      await expect(fetch(url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow();
    });
    expect(status).toBe(0);
  });

  it('says it when other computers can reach it', async () => {
    await whileRunning(['--port', '0', '--host', '0.0.0.0'], async (lines) => {
      expect(lines[2]).toBe(
        'It listens on 0.0.0.0: other computers can reach it, and read what is sent, for it has no TLS.',
      );
      const url = /http:\S+/.exec(lines[0] ?? '')?.[0] ?? '';
      expect((await fetch(url.replace('127.0.0.1', '127.0.0.2'))).status).toBe(200);
    });
  });

  it.each([
    [['--unknown'], /^Unknown option '--unknown'.*\n\nnpm run site -- /],
    [['extra'], /^Unexpected argument 'extra'.*\n\nnpm run site -- /],
    [['--port', 'x'], /^--port takes a number from 0 to 65535/],
  ])('says what is wrong with %j, and starts nothing', (args, sentence) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, commandWith(args), {
      ...how,
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(sentence)]);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('a database that is new', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'site-'));
    file = path.join(folder, 'site.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gets a key under a passphrase on a terminal, which never shows it', async () => {
    const passphrase = 'lantern gravel oboe';
    const command = [process.execPath, ...commandWith(['--port', '0', '--database', file])];
    // `script` hands the command to $SHELL. Not every shell becomes the one command that it is given, and one that stays hears
    // Ctrl+C too, and ends with a status of its own.
    const line = `exec ${command.map((part) => `'${part}'`).join(' ')}`;
    const terminal = startProcess('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
      ...how,
      env: { ...how.env, SHELL: '/bin/sh' },
      stdio: 'pipe',
    });
    const answers: [string, string][] = [
      ['New passphrase for the secrets: ', `${passphrase}\r`],
      ['The same again: ', `${passphrase}\r`],
      ['can reach it', '\x03'],
    ];
    let screen = '';
    terminal.stdout?.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      const [next] = answers;
      if (!next || !screen.includes(next[0])) return;
      answers.shift();
      terminal.stdin?.write(next[1]);
    });
    expect((await once(terminal, 'close'))[0]).toBe(0);
    expect(screen).toContain('Practice Site: http://127.0.0.1:');
    expect(screen).not.toContain('lantern');
    expect(readFileSync(`${file}.key`, 'utf8')).toMatch(/^scrypt\$/);
  });

  it('gets an open key without one, and it is said, once', async () => {
    const args = ['--port', '0', '--database', file];
    const said = `Its key was made without a passphrase, for here is no terminal to ask for one: ${file}.key`;
    await whileRunning(args, async (lines) => expect(lines[0]).toBe(said));
    expect(readFileSync(`${file}.key`, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    await whileRunning(args, async (lines) => expect(lines).not.toContain(said));
  });
});
