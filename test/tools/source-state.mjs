/** Which source this is: its version, and where it stands in git, if it does. */
import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

export function sourceState(root) {
  const git = (...args) => {
    const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const top = git('rev-parse', '--show-toplevel');
  // A source without git can lie in a folder that has it.
  const isOwn = top !== undefined && realpathSync(top) === realpathSync(root);
  if (!isOwn) return { version, text: `${version} (not in git)` };
  const tags = (git('tag', '--points-at', 'HEAD') ?? '').split('\n');
  const tag = tags.find((name) => name === `v${version}`);
  const place = tag === undefined ? `commit ${git('rev-parse', '--short', 'HEAD') ?? 'none'}` : `tag ${tag}`;
  const isClean = git('status', '--porcelain') === '';
  return { version, text: `${version} (${place}, ${isClean ? 'clean' : 'changed since'})` };
}
