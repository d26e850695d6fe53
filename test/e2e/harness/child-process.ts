/**
 * A test that fails, or a run that is interrupted, must not leave a browser or a display behind. Each program is
 * started as its own process group and stays on a list that is killed when this process goes, whatever the reason.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();

export function startProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  if (running.size === 0) watchOwnEnd();
  const child = spawn(command, args, { stdio: 'ignore', ...options, detached: true });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends the process and all that it started, and returns when it is gone. */
export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  killGroup(child, signal);
  const impatience = setTimeout(() => killGroup(child, 'SIGKILL'), 5_000);
  await gone;
  clearTimeout(impatience);
  killGroup(child, 'SIGKILL');
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

function killAll(): void {
  for (const child of running) killGroup(child, 'SIGKILL');
}

/** `exit` is not emitted for a signal, so the signals are watched too, and raised again for their usual effect. */
function watchOwnEnd(): void {
  process.removeListener('exit', killAll).once('exit', killAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeListener(signal, killAllAndDie).once(signal, killAllAndDie);
  }
}

function killAllAndDie(signal: NodeJS.Signals): void {
  killAll();
  process.kill(process.pid, signal);
}
