import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';
import { namesInFront } from '../../../src/core/importers/reading/zip';

const encode = (text: string) => new TextEncoder().encode(text);

describe('names of members', () => {
  it('are read from what is left of an archive', () => {
    const zip = zipSync({ 'one.txt': encode('a'), 'PK.bin': encode('PK\u0003\u0004 as text') });
    expect(namesInFront(zip)).toContain('one.txt');
    expect(namesInFront(zip)).toContain('PK.bin');
    expect(namesInFront(zip.subarray(0, 40))).toEqual(['one.txt']);
    expect(namesInFront(zip.subarray(0, 34))).toEqual(['one.']);
    expect(namesInFront(zip.subarray(0, 29))).toEqual([]);
  });
});

describe('what is inflated', () => {
  /** A dozen MiB in a quarter of one. */
  const long = Array.from({ length: 120_000 }, (_, index) => `${index % 7919}`.padEnd(100)).join('');
  const item = { kind: 'TOTP', timer: '30', issuer: 'ACME', account: 'a', secret: 'JBSWY3DPEHPK3PXP' };
  const raivo = (more: string) =>
    zipSync({ 'raivo-otp-export.json': encode(JSON.stringify([{ ...item, more }])) });

  it('counts together with what was inflated around it', async () => {
    const inner = raivo(long);
    const packed = zipSync({ '1.zip': inner, '2.zip': inner, '3.zip': inner, '4.zip': raivo('') });
    const { accounts, skipped } = await readImport(packed);
    expect(accounts).toHaveLength(3);
    expect(skipped).toEqual([{ name: '3.zip', reason: 'too-big' }]);
  });

  it('is refused where it grows more than a hundredfold', async () => {
    const packed = zipSync({
      'raivo-otp-export.json': encode(JSON.stringify([{ ...item, more: ' '.repeat(4e6) }])),
    });
    await expect(readImport(packed)).rejects.toMatchObject({ code: 'too-big' });
  });

  it('is nothing of an archive in an archive that no app made', async () => {
    const inner = zipSync({ 'links.txt': encode('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP') });
    await expect(
      readImport(zipSync({ 'inner.zip': inner, 'notes.txt': encode('Hello') })),
    ).rejects.toMatchObject({
      code: 'bad-content',
    });
  });

  it('is the data alone where thousands of files are attached', async () => {
    const data = { accounts: [{ vaults: [{ items: [{ overview: { title: 'ACME' } }] }] }] };
    const attached = Array.from(
      { length: 5000 },
      (_, index) => [`files/${index}`, new Uint8Array(0)] as const,
    );
    const packed = zipSync({ 'export.data': encode(JSON.stringify(data)), ...Object.fromEntries(attached) });
    await expect(readImport(packed)).rejects.toMatchObject({ code: 'no-entries' });
  });
});
