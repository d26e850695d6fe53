/**
 * What GitHub does with a push and with a tag. There is no runner here, so the files are read by the few rules that
 * they keep, and their scripts are run as a runner runs them, with a stand-in for GitHub's `gh`.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { releaseOf } from './tools/package.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, '.github/workflows');
const read = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** `key: value`, `key:` and `- either`, an even number of spaces in; a `|` takes what is further in as it is. */
const LINE = /^(?: {2})*(?:- )?[\w-]+:(?: [^\s].*)?$/u;
const indentOf = (line: string) => line.search(/\S|$/u);

function brokenLines(text: string): string[] {
  let block = Number.POSITIVE_INFINITY;
  return text.split('\n').filter((line) => {
    if (/^\s*(?:#.*)?$/u.test(line) || indentOf(line) > block) return false;
    block = line.endsWith(': |') ? indentOf(line) : Number.POSITIVE_INFINITY;
    return !LINE.test(line);
  });
}

interface Step {
  readonly name: string;
  readonly script: string;
}

/** The steps with a script, in their order. */
function stepsOf(text: string): Step[] {
  return text.split(/^ {6}- /mu).flatMap((step) => {
    const name = /^name: (.+)$/mu.exec(step)?.[1] ?? '';
    const line = /^ {8}run: (?!\|)(.+)$/mu.exec(step)?.[1];
    const lines = /^ {8}run: \|\n((?: {10}.*\n|\n)+)/mu.exec(step)?.[1]?.replaceAll(/^ {10}/gmu, '');
    const script = line ?? lines;
    return script === undefined ? [] : [{ name, script }];
  });
}

/** The text of a job, up to the next one. */
const jobOf = (text: string, name: string) =>
  new RegExp(`^ {2}${name}:\\n(?:(?: {3,}.*)?\\n)+`, 'mu').exec(text)?.[0] ?? '';

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const text = read(name);

  it('keeps to the few rules of YAML that it needs', () => {
    expect(text).not.toMatch(/\t|\r| $/mu);
    expect(brokenLines(text)).toEqual([]);
    const broken = 'on: push\njobs:\n   odd: 1\n  run: |\n    - any: thing\n  no colon';
    expect(brokenLines(broken)).toEqual(['   odd: 1', '  no colon']);
  });

  it('has scripts that a shell can read', () => {
    expect(stepsOf(text).length).toBeGreaterThan(1);
    for (const { script } of stepsOf(text))
      expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('');
  });

  it('puts nothing that others write into a script', () => {
    for (const { script } of stepsOf(text)) expect(script).not.toContain('${{');
  });

  it('names each action by its commit, with the version behind it', () => {
    const actions = text.match(/uses: .+/gu) ?? [];
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions)
      expect(action).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
  });

  it('leaves no credentials with what it checks out', () => {
    const checkouts = text.split('uses: actions/checkout@').slice(1);
    expect(checkouts.length).toBeGreaterThan(0);
    for (const rest of checkouts) expect(rest).toMatch(/^.+\n {8}with:\n {10}persist-credentials: false\n/u);
  });
});

it('a push and a proposed change are tested by the one command, which may only read', () => {
  const text = read('test.yml');
  expect(text).toMatch(/^on:\n {2}push:\n.+\n {2}pull_request:\n/mu);
  expect(text).toContain('permissions:\n  contents: read\n');
  expect(text).not.toContain('write');
  expect(stepsOf(text).at(-1)?.script).toBe('bash .ci/run');
});

describe('a release', () => {
  const text = read('release.yml');
  const scratch = mkdtempSync(path.join(tmpdir(), 'counterfoil-workflows-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  const scriptOf = (name: string) => stepsOf(text).find((step) => step.name === name)?.script ?? 'exit 99';

  /** As a runner does: the script in the folder of the source, with the name of the tag. */
  function runStep(name: string, { tag, cwd }: { tag: string; cwd: string }) {
    const PATH = `${path.join(scratch, 'bin')}:${process.env.PATH}`;
    const env = { ...process.env, PATH, GITHUB_REF_NAME: tag };
    return spawnSync('bash', ['-eo', 'pipefail', '-c', scriptOf(name)], { cwd, env, encoding: 'utf8' });
  }

  it('is made of a tag, and first compares it with the version', () => {
    expect(text).toContain("on:\n  push:\n    tags: ['v*']\n");
    expect(stepsOf(text)[0]?.name).toBe('Compare the tag with the version');
    const compare = (tag: string) => runStep('Compare the tag with the version', { tag, cwd: ROOT }).status;
    expect(compare(`v${version}`)).toBe(0);
    for (const wrong of [version, `v${version}.1`, `v${version}-rc1`, 'v', 'v999.0.0'])
      expect(compare(wrong), wrong).toBe(1);
  });

  it('is tested and built before anything is written', () => {
    const commands = stepsOf(jobOf(text, 'build')).map(({ script }) => script);
    const order = ['npm ci', 'npm test', 'npm run package'];
    expect(commands.filter((command) => order.includes(command))).toEqual(order);
    expect(jobOf(text, 'publish')).toContain('    needs: [build, fuzz]\n');
  });

  it('reads ten thousand damaged files of each format, for no longer than three hours', () => {
    const fuzz = jobOf(text, 'fuzz');
    const file = 'test/core/importers/fuzz.test.ts';
    expect(stepsOf(fuzz).at(-1)?.script).toBe(`FUZZ=10000 npx vitest run ${file}`);
    expect(existsSync(path.join(ROOT, file))).toBe(true);
    expect(fuzz).toContain('    timeout-minutes: 180\n');
    expect(fuzz).toContain('    permissions:\n      contents: read\n');
  });

  it('edits a thousand times in each of several browsers that sync', () => {
    const files = ['test/background/sync.test.ts', 'test/e2e/sync.test.ts'];
    const command = `EDITS=1000 npx vitest run ${files.join(' ')} -t 'many edits'`;
    expect(stepsOf(jobOf(text, 'build')).map(({ script }) => script)).toContain(command);
    for (const file of files)
      expect(readFileSync(path.join(ROOT, file), 'utf8')).toMatch(/process\.env\.EDITS.+many edits/su);
  });

  it('lets only the job write that runs no code of ours and of our packages', () => {
    expect(text).toMatch(/^permissions: \{\}$/mu);
    expect(jobOf(text, 'build')).toContain('    permissions:\n      contents: read\n    steps:');
    const granted = jobOf(text, 'publish').match(/^ {6}[\w-]+: write$/gmu) ?? [];
    expect(granted.map((line) => line.trim())).toEqual([
      'contents: write',
      'id-token: write',
      'attestations: write',
    ]);
    for (const { script } of stepsOf(jobOf(text, 'publish'))) expect(script).not.toMatch(/npm|npx|node/u);
  });

  it('attests where all that it consists of was built, and attaches it, with what is new', async () => {
    const release = await releaseOf(path.join(ROOT, 'dist'));
    const names = [...release.keys()];
    const dist = path.join(scratch, 'dist');
    for (const folder of ['bin', 'dist', '.github']) mkdirSync(path.join(scratch, folder));
    for (const [name, bytes] of release) writeFileSync(path.join(dist, name), bytes);
    copyFileSync(path.join(ROOT, '.github/CHANGELOG.md'), path.join(scratch, '.github/CHANGELOG.md'));
    const gh = path.join(scratch, 'bin/gh');
    writeFileSync(gh, '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(gh, 0o755);

    const patterns = /path: \|\n((?: {12}.+\n)+)/u.exec(text)?.[1]?.trim().split(/\s+/u) ?? [];
    const isPassedOn = (name: string) =>
      patterns.some(
        (one) => one === `dist/${name}` || (one.startsWith('dist/*') && name.endsWith(one.slice(6))),
      );
    expect(names.filter((name) => !isPassedOn(name))).toEqual([]);

    const where = { tag: `v${version}`, cwd: scratch };
    expect(runStep('Compare the files with their sums', where).status).toBe(0);
    expect(text).toContain('          subject-checksums: dist/SHA256SUMS\n');

    const { stdout, stderr } = runStep('Attach all files to a release', where);
    const given = stdout.trim().split('\n');
    expect(given.slice(0, 3), stderr).toEqual(['release', 'create', `v${version}`]);
    expect(given.filter((one) => names.includes(one)).sort()).toEqual([...names].sort());
    const notes = readFileSync(path.join(scratch, 'notes.md'), 'utf8');
    expect(notes.length).toBeGreaterThan(100);
    expect(notes).not.toMatch(/^## /mu);

    writeFileSync(path.join(dist, names[0] ?? ''), 'another');
    expect(runStep('Compare the files with their sums', where).status).toBe(1);
  });
});
