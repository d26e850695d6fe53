/** The command line of a quiet Chromium with unpacked extensions, and what their folders tell of them. */
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startProcess } from '../e2e/harness/child-process.ts';

/** Without a `key` in its manifest an unpacked extension is named after its folder (Chromium, `crx_file::id_util`). */
export function extensionId(folder: string): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digest.replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}

export function popupPath(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  return manifest.action.default_popup;
}

/** Descriptors 3 and 4 are the protocol's. */
export function startChromium(profile: string, folders: readonly string[]): ChildProcess {
  const load =
    folders.length > 0 ? [`--load-extension=${folders}`, `--disable-extensions-except=${folders}`] : [];
  const flags = ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-default-apps'];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const all = [
    ...flags,
    ...quiet,
    ...sandbox,
    ...load,
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
  ];
  return startProcess(process.env.CHROMIUM ?? '/usr/bin/chromium', [...all, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
}

/** Linux tells by the command line; elsewhere every process counts as gone as soon as the workers are. */
export function isExtensionProcess(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process');
  } catch {
    return false;
  }
}
