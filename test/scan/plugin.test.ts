import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineSource } from '../../src/build/qr-engine-plugin';
import { zxingOffline } from '../../src/build/zxing-plugin';
import { buildScanPage } from './scan-page';

const workerModule = await readFile('node_modules/qr-scanner/qr-scanner-worker.min.js', 'utf8');

describe('engineSource', () => {
  it('is a script that takes the messages of qr-scanner', () => {
    const source = engineSource(workerModule);
    expect(source).toContain('self.onmessage=');
    expect(() => new Function(source)).not.toThrow();
  });

  it('has the alignment patterns of version 23 where the standard has them', () => {
    expect(workerModule).toContain('versionNumber:23,alignmentPatternCenters:[6,30,54,74,102]');
    expect(engineSource(workerModule)).toContain('versionNumber:23,alignmentPatternCenters:[6,30,54,78,102]');
  });

  it.each([
    ['the worker is opened otherwise', workerModule.replace('new Blob', 'new File')],
    ['the engine has an escape that was not there', workerModule.replace('class x{', 'class x{\\n')],
    ['the engine has a substitution', workerModule.replace('class x{', 'class x{$' + '{1}')],
    ['the engine takes other messages', workerModule.replace('"inversionMode"', '"inversion"')],
    ['version 23 was repaired upstream', workerModule.replace('54,74,102', '54,78,102')],
    ['the module is empty', ''],
  ])('throws if %s', (_, changed) => {
    expect(changed).not.toBe(workerModule);
    expect(() => engineSource(changed)).toThrow('qr-scanner changed shape');
  });
});

describe('qrEngineFile', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await buildScanPage('/');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes the engine a file of the package', async () => {
    expect(await readFile(join(folder, 'assets/qr-scanner-engine.js'), 'utf8')).toBe(
      engineSource(workerModule),
    );
  });

  it('leaves no blob: worker and one opener in the other files', async () => {
    const isOurs = (file: string) => file.endsWith('.js') && file !== 'qr-scanner-engine.js';
    const files = (await readdir(join(folder, 'assets'))).filter(isOurs);
    const code = (
      await Promise.all(files.map((file) => readFile(join(folder, 'assets', file), 'utf8')))
    ).join('\n');
    expect(code.match(/new Worker\(/g)).toHaveLength(1);
    expect(code).not.toMatch(/createObjectURL\(new Blob|alignmentPatternCenters|application\/javascript/);
    expect(code).toContain('qr-scanner-engine.js');
  });
});

describe('zxingOffline', () => {
  const id = 'node_modules/zxing-wasm/dist/es/share.js';
  const { transform } = zxingOffline();
  const taken = (code: string, from: string) => {
    if (typeof transform !== 'function') throw new Error('the plugin has another shape');
    return transform.call({} as never, code, from) as { code: string } | null;
  };

  it('takes out the one address from which the engine could be fetched', async () => {
    const code = await readFile(id, 'utf8');
    expect(code).toContain('https://');
    expect(taken(code, id)?.code).not.toMatch(/https?:\/\//);
  });

  it('throws where the package has another address', async () => {
    const code = await readFile(id, 'utf8');
    expect(() => taken(`${code}\nfetch("https://cdn.example/x")`, id)).toThrow('zxing-wasm changed shape');
    expect(() => taken('', id)).toThrow('zxing-wasm changed shape');
  });

  it('touches nothing else', () => {
    expect(taken('fetch("https://cdn.example/x")', 'src/main.ts')).toBeNull();
  });
});
