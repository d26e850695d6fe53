/**
 * Extension shortcuts and the right-click menu are drawn and heard by the browser itself, out of reach of any page
 * protocol. They need a screen, a window manager and somebody at the keyboard: Xvfb, openbox and xdotool.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { awaitUntil } from './await-until.ts';
import { startProcess, stopProcess } from './child-process.ts';

const run = promisify(execFile);

export interface Display {
  /** X display name such as `:7`. */
  readonly display: string;
  /** Runs xdotool on this display and returns what it printed. */
  xdotool(...args: (string | number)[]): Promise<string>;
  /**
   * Presses keys, in xdotool's words, once the window that `find` gives has the keyboard: one that just closed may have
   * it still, or be found.
   */
  pressIn(find: () => Promise<string>, keys: string): Promise<void>;
  stop(): Promise<void>;
}

/** A fresh screen on a number that was free, ready to show windows. */
export async function startDisplay(size = '1280x1000'): Promise<Display> {
  const server = startProcess(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  try {
    const number = await displayNumber(server);
    const display = `:${number}`;
    const env = { ...process.env, DISPLAY: display };
    const windowManager = startProcess('openbox', ['--sm-disable'], { env });
    const xdotool = async (...args: (string | number)[]) => {
      const { stdout } = await run('xdotool', args.map(String), { env, timeout: 10_000 });
      return stdout.trim();
    };
    // Only a running window manager sets _NET_NUMBER_OF_DESKTOPS; until then this command fails.
    await awaitUntil('openbox to manage the display', () => xdotool('get_num_desktops'));
    return {
      display,
      xdotool,
      async pressIn(find, keys) {
        await awaitUntil('the window to have the keyboard', async () => {
          const window = await find();
          await xdotool('windowactivate', window);
          return (await xdotool('getwindowfocus')) === window;
        });
        await xdotool('key', keys);
      },
      async stop() {
        await stopProcess(windowManager);
        await stopProcess(server);
      },
    };
  } catch (error) {
    await stopProcess(server);
    throw error;
  }
}

/** Xvfb writes the number to file descriptor 3 when it is ready for clients. */
async function displayNumber(server: ReturnType<typeof startProcess>): Promise<string> {
  const pipe = server.stdio[3];
  if (!pipe) throw new Error('Xvfb was started without its fourth pipe');
  const answer = await Promise.race([
    once(pipe, 'data'),
    once(server, 'exit').then(([code]) => {
      throw new Error(`Xvfb ended with code ${code} before it was ready`);
    }),
  ]);
  return String(answer[0]).trim();
}
