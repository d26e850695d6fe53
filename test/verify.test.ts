/** The comparison of an installed package with what was published, run as a person runs it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listOf } from './tools/package-hashes.mjs';
import { sourceState } from './tools/source-state.mjs';

const SCRIPT = path.resolve(import.meta.dirname, 'tools/verify.mjs');
const scratch = mkdtempSync(path.join(tmpdir(), 'counterfoil-verify-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const published = path.join(scratch, 'published');
const installed = path.join(scratch, 'installed');
const list = path.join(scratch, 'list.sha256');
mkdirSync(path.join(published, 'assets'), { recursive: true });
writeFileSync(path.join(published, 'manifest.json'), '{"name":"Counterfoil","permissions":["storage"]}');
writeFileSync(path.join(published, 'assets/code.js'), 'export const six = 6;');
writeFileSync(list, await listOf(published));

function run(command: string, args: string[], options: object = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  return { status, said: (stdout + stderr).trim() };
}
const verify = (...args: string[]) => run(process.execPath, [SCRIPT, ...args]);
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(installed, name)), { recursive: true });
  writeFileSync(path.join(installed, name), text);
};

beforeEach(() => {
  rmSync(installed, { recursive: true, force: true });
  cpSync(published, installed, { recursive: true });
});

describe('an installed package', () => {
  it('is the same as published', () =>
    expect(verify(installed, list)).toEqual({ status: 0, said: 'The same as published.' }));

  it('is the same with what a store adds', () => {
    write('_metadata/verified_contents.json', '[]');
    write('META-INF/mozilla.rsa', 'signed');
    const manifest = JSON.parse(readFileSync(path.join(installed, 'manifest.json'), 'utf8'));
    write(
      'manifest.json',
      JSON.stringify({ update_url: 'https://store.example/', key: 'k', ...manifest }, null, 2),
    );
    expect(verify(installed, list).status).toBe(0);
  });

  it('is the same with texts and icons that the browser wrote anew, and not with others', async () => {
    const folder = path.join(scratch, 'with-icon');
    mkdirSync(path.join(folder, '_locales/de'), { recursive: true });
    const messages = { hint: { message: 'Drücken', description: 'd' }, title: { message: 'Gegenstück' } };
    const put = (name: string, content: string | Buffer) => writeFileSync(path.join(folder, name), content);
    const same = async (): Promise<string> => verify(folder, drawnList).said;
    const pixels = [
      [40, 90, 200, 255],
      [40, 90, 200, 131],
      [9, 9, 9, 0],
      [255, 255, 255, 7],
    ];
    const drawn = (colours: number[][], options = {}) =>
      PNG.sync.write(
        Object.assign(new PNG({ width: 2, height: 2 }), { data: Buffer.from(colours.flat()) }),
        options,
      );
    put('manifest.json', JSON.stringify({ icons: { 16: '/icon.png' } }));
    put('_locales/de/messages.json', JSON.stringify(messages));
    put('icon.png', drawn(pixels));
    put('other.png', drawn(pixels));
    const drawnList = path.join(scratch, 'drawn.sha256');
    writeFileSync(drawnList, await listOf(folder));

    const { title, hint } = messages;
    put('_locales/de/messages.json', `${JSON.stringify({ title, hint }, null, 3)}\n`);
    const [first = [], half = [], , faint = []] = pixels;
    const anew = [first, half, [0, 0, 0, 0], faint];
    put('icon.png', drawn(anew, { deflateLevel: 0, filterType: 0 }));
    expect(await same()).toBe('The same as published.');

    put('_locales/de/messages.json', JSON.stringify({ ...messages, title: { message: 'Gegenstuck' } }));
    expect(await same()).toBe('changed: _locales/de/messages.json');
    put('_locales/de/messages.json', '{');
    expect(await same()).toBe('changed: _locales/de/messages.json');
    put('_locales/de/messages.json', JSON.stringify(messages));
    for (const other of [
      [[41, 90, 200, 255], half, [0, 0, 0, 0], faint],
      [first, [40, 90, 200, 132], [0, 0, 0, 0], faint],
      [first, half, [0, 0, 0, 1], faint],
    ]) {
      put('icon.png', drawn(other));
      expect(await same()).toBe('changed: icon.png');
    }
    put('icon.png', drawn(pixels));
    // No browser touches a picture that the manifest does not name.
    put('other.png', drawn(pixels, { deflateLevel: 0 }));
    expect(await same()).toBe('changed: other.png');
  });

  it('is told from one that was changed, added to or cut', () => {
    write('assets/code.js', 'export const six = 7;');
    write('assets/more.js', '');
    write('manifest.json', '{"name":"Counterfoil","permissions":["storage","tabs"]}');
    expect(verify(installed, list)).toEqual({
      status: 1,
      said: 'changed: assets/code.js\nadded:   assets/more.js\nchanged: manifest.json',
    });
    rmSync(path.join(installed, 'assets'), { recursive: true });
    cpSync(path.join(published, 'manifest.json'), path.join(installed, 'manifest.json'));
    expect(verify(installed, list)).toEqual({ status: 1, said: 'missing: assets/code.js' });
  });

  it('is read out of the archives of stores as well', () => {
    const files = {
      'manifest.json': readFileSync(path.join(installed, 'manifest.json')),
      'assets/code.js': readFileSync(path.join(installed, 'assets/code.js')),
    };
    const xpi = path.join(scratch, 'counterfoil.xpi');
    writeFileSync(
      xpi,
      zipSync({ ...files, 'META-INF/': new Uint8Array(), 'META-INF/cose.sig': files['manifest.json'] }),
    );
    const head = Buffer.alloc(12 + 40, 7);
    head.write('Cr24');
    head.writeUInt32LE(3, 4);
    head.writeUInt32LE(40, 8);
    const crx = path.join(scratch, 'counterfoil.crx');
    writeFileSync(
      crx,
      Buffer.concat([head, zipSync({ ...files, '_metadata/verified_contents.json': head })]),
    );
    for (const archive of [xpi, crx]) expect(verify(archive, list).said).toBe('The same as published.');
    writeFileSync(xpi, zipSync({ ...files, 'assets/code.js': new Uint8Array(3) }));
    expect(verify(xpi, list)).toEqual({ status: 1, said: 'changed: assets/code.js' });
    head.writeUInt32LE(2, 4);
    writeFileSync(crx, head);
    writeFileSync(xpi, 'no archive');
    for (const archive of [xpi, crx])
      expect(verify(archive, list)).toMatchObject({
        status: 2,
        said: expect.stringContaining('Nothing was compared.'),
      });
  });

  it('is not compared with what is no list, or is not there', () => {
    writeFileSync(path.join(scratch, 'empty'), '');
    for (const wrong of ['empty', 'published/manifest.json', 'nowhere'])
      expect(verify(installed, path.join(scratch, wrong))).toMatchObject({
        status: 2,
        said: expect.stringContaining('Nothing was compared.'),
      });
    expect(verify().status).toBe(2);
    rmSync(path.join(installed, 'manifest.json'));
    expect(verify(installed).said).toContain('this is no extension');
  });

  it('of another version than the source is not compared with it, with git or without', () => {
    write('manifest.json', '{"name":"Counterfoil","version":"99.0.0"}');
    const without = run(process.execPath, [SCRIPT, installed], { env: { ...process.env, PATH: '' } });
    for (const { status, said } of [verify(installed), without]) {
      expect(status).toBe(2);
      expect(said).toMatch(/^This source is \d.*, the package is 99\.0\.0\.$/mu);
      expect(said).toContain('run "git checkout v99.0.0"');
    }
    expect(without.said).toContain('(not in git)');
  });
});

it('is compared with a source that says which it is', () => {
  const root = path.join(scratch, 'source');
  mkdirSync(root);
  writeFileSync(path.join(root, 'package.json'), '{"version":"1.2.3"}');
  const state = () => sourceState(root).text;
  const who = ['-c', 'user.name=octavia', '-c', 'user.email=octavia@counterfoil.example'];
  const git = (...args: string[]) => expect(run('git', [...who, ...args], { cwd: root }).status).toBe(0);
  expect(state()).toBe('1.2.3 (not in git)');
  git('init');
  git('add', '.');
  git('commit', '-m', 'first');
  expect(state()).toMatch(/^1\.2\.3 \(commit [0-9a-f]{7,}, clean\)$/u);
  git('tag', 'v1.2.3');
  expect(state()).toBe('1.2.3 (tag v1.2.3, clean)');
  writeFileSync(path.join(root, 'more.txt'), '');
  expect(state()).toBe('1.2.3 (tag v1.2.3, changed since)');
  mkdirSync(path.join(root, 'unpacked'));
  writeFileSync(path.join(root, 'unpacked/package.json'), '{"version":"1.0.0"}');
  expect(sourceState(path.join(root, 'unpacked')).text).toBe('1.0.0 (not in git)');
});
