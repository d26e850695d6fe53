/** The site as a person starts it: what it prints, and who can reach it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { startProcess, stopProcess } from '../e2e/harness/child-process.ts';

const how = {
  cwd: path.resolve(import.meta.dirname, '../..'),
  env: { ...process.env, TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', TWILIO_FROM: '' },
};
const commandWith = (args: readonly string[]) => ['--import', 'tsx', 'test/site/main.ts', ...args];

/** Runs the site until `use` is done with the three lines that it prints, and gives the status that it ends with. */
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
    if (lines.length === 3) break;
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
