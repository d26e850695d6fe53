/** The packages that are compared, each built into a folder of its own: `dist/` stays as the person left it. */
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Package } from './browser.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const FLOOR: Package = { name: 'floor', folder: path.join(import.meta.dirname, 'floor') };

/** @throws Error with what the program wrote, when it fails */
function run(command: string, args: readonly string[], cwd = ROOT): string {
  const env = { ...process.env, BROWSER: 'chrome' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error ?? ''}${stdout}${stderr}`);
  return stdout.trim();
}

function build(root: string, folder: string): void {
  run('npx', ['vite', 'build', '--logLevel', 'warn', '--outDir', folder], root);
}

export function buildOurs(temporary: string): Package {
  const folder = path.join(temporary, 'ours');
  build(ROOT, folder);
  return { name: 'ours', folder };
}

const isSameLock = (worktree: string) =>
  readFileSync(path.join(worktree, 'package-lock.json'), 'utf8') ===
  readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');

/** Builds a revision in a work tree of its own, with our installed packages where its lock file is ours. */
export function buildRevision(revision: string, temporary: string): Package {
  const commit = run('git', ['rev-parse', '--verify', `${revision}^{commit}`]);
  const worktree = path.join(temporary, 'worktree');
  const folder = path.join(temporary, 'against');
  run('git', ['worktree', 'add', '--detach', worktree, commit]);
  try {
    if (isSameLock(worktree))
      symlinkSync(path.join(ROOT, 'node_modules'), path.join(worktree, 'node_modules'));
    else run('npm', ['ci', '--no-audit', '--no-fund'], worktree);
    build(worktree, folder);
  } finally {
    run('git', ['worktree', 'remove', '--force', worktree]);
  }
  return { name: 'against', folder };
}

export function currentCommit(): string {
  const changed = run('git', ['status', '--porcelain', '--', 'src', 'public', 'manifest.json']) !== '';
  return run('git', ['rev-parse', '--short', 'HEAD']) + (changed ? ' and changes' : '');
}
