/**
 * A headless Firefox in a fresh profile that listens to Marionette on a port of its own choice and stays off the
 * network (Marionette sets its recommended preferences itself: no updates, no telemetry, no first-run pages).
 */
import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitUntil } from './await-until.ts';
import { startProcess } from './child-process.ts';

export type Preference = string | number | boolean;

export interface FirefoxOptions {
  /** Folder of the unpacked extension; its manifest names its id under `browser_specific_settings.gecko`. */
  extension: string;
  /** Language of the browser, and so of the extension: `de`. Debian has it in `firefox-esr-l10n-de`. */
  locale?: string;
  prefs?: Record<string, Preference>;
  /** What an organisation settles for the extension, in a native manifest of the person's home. */
  managed?: Readonly<Record<string, unknown>>;
}

export async function writeProfile(profile: string, prefs: Record<string, Preference>): Promise<void> {
  const lines = Object.entries(prefs).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
}

/** The profile serves as home (`startFirefox`). */
export async function writeManaged(
  home: string,
  id: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: id, description: 'A policy under test', type: 'storage', data };
  await writeFile(join(folder, `${id}.json`), JSON.stringify(manifest));
}

export function startFirefox(profile: string): ChildProcess {
  const program = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
  const args = [
    '--headless',
    '--marionette',
    '--remote-allow-system-access',
    '--profile',
    profile,
    '--no-remote',
  ];
  // Firefox refuses to run as root in a home folder of somebody else, and writes to it: the profile serves as home.
  return startProcess(program, args, {
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
}

/** The port that Firefox chose (`marionette.port` is 0) and wrote into its profile. */
export async function marionettePort(profile: string, firefox: ChildProcess): Promise<number> {
  const file = join(profile, 'MarionetteActivePort');
  const text = await awaitUntil(
    'Firefox to listen to Marionette',
    () => {
      if (firefox.exitCode !== null) return `exit ${firefox.exitCode}`;
      return readFile(file, 'utf8');
    },
    60_000,
  );
  if (text.startsWith('exit')) throw new Error(`Firefox ended before it listened: ${text}`);
  return Number(text);
}
