/** The comparison of an installed package with what was published, run as a person runs it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listOf } from './tools/verify.mjs';

const SCRIPT = path.resolve(import.meta.dirname, 'tools/verify.mjs');
const scratch = mkdtempSync(path.join(tmpdir(), 'counterfoil-verify-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const published = path.join(scratch, 'published');
const installed = path.join(scratch, 'installed');
const list = path.join(scratch, 'list.sha256');
mkdirSync(path.join(published, 'assets'), { recursive: true });
writeFileSync(path.join(published, 'manifest.json'), '{"name":"Counterfoil","permissions":["storage"]}');
writeFileSync(path.join(published, 'assets/code.js'), 'export const six = 6;');
writeFileSync(list, listOf(published));

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
  return { status, said: (stdout + stderr).trim() };
}
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
});
