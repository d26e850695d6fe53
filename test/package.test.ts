/** A release is the same bytes wherever it is built, and says what is in it. `npm test` builds `dist/` first. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billOfMaterials } from './tools/bill-of-materials.mjs';
import { releaseOf } from './tools/package.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const scratch = mkdtempSync(path.join(tmpdir(), 'counterfoil-package-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
/** Two builds, of which each is a few seconds. */
const HANGS_MS = 240_000;

let release: ReadonlyMap<string, Uint8Array | string>;
beforeAll(async () => {
  release = await releaseOf(path.join(ROOT, 'dist'));
});

/** As files of the copy's own, or names of the same ones where the disk can do that: a link leads to another path. */
function copyPackages(to: string): void {
  const from = path.join(ROOT, 'node_modules');
  if (spawnSync('cp', ['-al', from, to]).status === 0) return;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

/** The source as it would be committed, elsewhere, for another person on the other side of the world. */
function elsewhere() {
  const copy = path.join(scratch, 'another folder');
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT });
  for (const name of listed.toString().split('\0').filter(Boolean))
    cpSync(path.join(ROOT, name), path.join(copy, name), { preserveTimestamps: true });
  copyPackages(path.join(copy, 'node_modules'));
  const home = path.join(scratch, 'home');
  mkdirSync(home);
  const env = { ...process.env, HOME: home, TZ: 'Pacific/Kiritimati', LC_ALL: 'C', USER: 'somebody' };
  return (...args: string[]) => {
    const command = ['-c', 'umask 077 && exec "$0" "$@"', process.execPath, ...args];
    const { status, stdout, stderr } = spawnSync('sh', command, { cwd: copy, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
}

it(
  'is the same bytes in another folder, time zone, language and account',
  () => {
    const node = elsewhere();
    const zip = path.join(scratch, 'downloaded.zip');
    writeFileSync(zip, release.get(`counterfoil-firefox-${version}.zip`) ?? '');
    const verified = node('test/tools/verify.mjs', zip);
    expect(verified.stdout.trim().split('\n').at(-1), verified.stderr).toBe(
      'The same as this source builds.',
    );
    const sums =
      "import('./test/tools/package.mjs').then(async (made) => process.stdout.write((await made.releaseOf('dist')).get('SHA256SUMS')))";
    expect(node('-e', sums).stdout).toBe(release.get('SHA256SUMS'));
  },
  HANGS_MS,
);

it('has the sums of all its files', () => {
  const sums = String(release.get('SHA256SUMS'));
  const others = [...release].filter(([name]) => name !== 'SHA256SUMS');
  expect(others.length).toBe(5);
  for (const [name, bytes] of others)
    expect(sums).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
});

describe('the bill of materials', () => {
  const lock = {
    name: 'counterfoil',
    version: '1.2.3',
    packages: { 'node_modules/@a/b': { integrity: `sha512-${Buffer.alloc(64, 7).toString('base64')}` } },
  };

  it('names each bundled package with its version, licence and hash', () => {
    const bill = JSON.parse(String(release.get(`counterfoil-${version}.cdx.json`)));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    const known = new Map(bill.components.map((one: { name: string }) => [one.name, one]));
    for (const name of ['preact', '@noble/ciphers', '@zip.js/zip.js', 'htmlparser2', 'zxing-wasm'])
      expect(known.get(name)).toMatchObject({
        purl: expect.stringMatching(/^pkg:npm\/(?:%40)?[\w./-]+@\d+\.\d+\.\d+$/u),
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/u) }],
        licenses: [{ license: { id: expect.any(String) } }],
      });
    expect(known.get('jsQR')).toMatchObject({ description: 'Inside the package qr-scanner' });
    const refs = bill.components.map((one: { 'bom-ref': string }) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies).toEqual([{ ref: 'counterfoil', dependsOn: refs }]);
  });

  it('takes a licence that is no identifier by its name', () => {
    const bill = JSON.parse(billOfMaterials('## @a/b - 1.0.0 (SEE LICENSE IN FILE)\n\ntext\n', lock));
    expect(bill.components).toMatchObject([
      { purl: 'pkg:npm/%40a/b@1.0.0', licenses: [{ license: { name: 'SEE LICENSE IN FILE' } }] },
    ]);
  });

  it.each([
    ['without a package', 'no heading'],
    ['with a package of no licence', '## @a/b - 1.0.0\n'],
    ['with a package that the lock file does not know', '## c - 1.0.0 (MIT)\n'],
  ])('is not made of notices %s', (_what, notices) => {
    expect(() => billOfMaterials(notices, lock)).toThrow();
  });
});
