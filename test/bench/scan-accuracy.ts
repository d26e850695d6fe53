/** How well QR codes are read: our own pictures, which the tests hold as well, and those beside the project if there. */
import { existsSync, readFileSync } from 'node:fs';
import { openScanPage } from '../scan/scan-page.ts';
import type { Package } from './browser.ts';
import { plainRow, type Row } from './rows.ts';

const OWN = new URL('../fixtures/qr/', import.meta.url);
const SHARED = ['made', 'real'].map((name) => new URL(`../../../shared/corpus/qr/${name}/`, import.meta.url));

/** How many pictures of a kind the best of the compared engines does not get right; of every other kind it gets all. */
const BEST_MISSES: Readonly<Record<string, number>> = { 'real-boofcv': 1 };

interface Picture {
  readonly file: string;
  /** What makes it hard; our own pictures do not say it. */
  readonly kind?: string;
  readonly expected: readonly string[];
}

interface Read {
  readonly kind: string;
  readonly right: number;
  readonly wrong: number;
  readonly ms: number;
}

const isJpeg = (file: string) => /\.jpe?g$/u.test(file);
/** As far as white space at the end, which encoders add. */
const plain = (text: string) => text.replaceAll('\r\n', '\n').replace(/[\n\s\0]+$/u, '');

async function readAll(folders: readonly URL[]): Promise<Read[]> {
  const scan = await openScanPage('/');
  const reads: Read[] = [];
  try {
    for (const folder of folders) {
      const pictures: Picture[] = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8'));
      for (const { file, kind = '', expected } of pictures) {
        const base64 = readFileSync(new URL(file, folder), 'base64');
        const url = `data:image/${isJpeg(file) ? 'jpeg' : 'png'};base64,${base64}`;
        const { texts, ms } = await scan.page.evaluate((one) => globalThis.scanPage.timeDataUrl(one), url);
        const [got, wanted] = [new Set(texts.map(plain)), new Set(expected.map(plain))];
        const wrong = [...got].filter((text) => !wanted.has(text)).length;
        const isRight = wrong === 0 && [...wanted].every((text) => got.has(text));
        reads.push({ kind, right: isRight ? 1 : 0, wrong, ms });
      }
    }
    return reads;
  } finally {
    await scan.close();
  }
}

function rowsOf(ours: Package, part: string, reads: readonly Read[]): Row[] {
  const times = reads.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  const sum = (pick: 'right' | 'wrong') => reads.reduce((total, read) => total + read[pick], 0);
  const figures = new Map([
    [
      ours,
      [{ pictures: reads.length, right: sum('right'), wrong: sum('wrong'), p50: at(0.5), p95: at(0.95) }],
    ],
  ]);
  return [
    plainRow({ part, name: 'pictures', unit: '' }, figures, 'pictures'),
    plainRow({ part, name: 'right', unit: '' }, figures, 'right'),
    plainRow({ part, name: 'wrong texts', unit: '' }, figures, 'wrong', 0),
    plainRow({ part, name: 'median', unit: 'ms' }, figures, 'p50'),
    plainRow({ part, name: '95 of 100', unit: 'ms' }, figures, 'p95'),
  ];
}

/** Of each kind the pictures that are not right, beside those that the best engine misses. */
function rowsOfKinds(ours: Package, part: string, reads: readonly Read[]): Row[] {
  return [...new Set(reads.map(({ kind }) => kind))].map((kind) => {
    const all = reads.filter((read) => read.kind === kind);
    const missed = all.filter(({ right }) => right === 0).length;
    const name = `${kind}: not right of ${all.length}`;
    return plainRow(
      { part, name, unit: '' },
      new Map([[ours, [{ missed }]]]),
      'missed',
      BEST_MISSES[kind] ?? 0,
    );
  });
}

/** @param ours the column; the engines are those of the working tree */
export async function measureDecoding(ours: Package): Promise<Row[]> {
  const rows = rowsOf(ours, 'reading QR codes: our pictures', await readAll([OWN]));
  if (!SHARED.every((folder) => existsSync(folder))) return rows;
  const shared = await readAll(SHARED);
  return [
    ...rows,
    ...rowsOf(ours, 'reading QR codes: the pictures of other projects', shared),
    ...rowsOfKinds(ours, 'reading QR codes: kind by kind, against the best engine of each', shared),
  ];
}
