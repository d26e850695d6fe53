/** What is moved, sealed under a code that is read aloud; and how long it takes. */
import { describe, expect, it } from 'vitest';
import { LIMITS, type PortableAccount, portable } from '../../../src/core/account';
import { openMove, sealMove } from '../../../src/core/transfer';
import { newCode, readCode } from '../../../src/core/transfer/code';
import { Collector } from '../../../src/core/transfer/frames/collect';
import { filmOf } from '../../../src/core/transfer/frames/film';
import { MOST_BYTES } from '../../../src/core/transfer/frames/frame';
import { PICTURE } from '../exporters/kit';
import { seeded, typicalAccounts } from './kit';

const WHOLE: PortableAccount = {
  ...{ type: 'yandex', period: 30, algorithm: 'SHA256', digits: 8, pin: '7586' },
  issuer: 'Größe 日本',
  name: 'octavia',
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEH',
  sites: [{ origin: 'https://a.example', subdomains: true }],
  pinned: true,
  submits: true,
  display: 'hidden',
  tags: ['work', 'home'],
  note: 'two\nlines',
  icon: 'brand:github',
  recoveryCodes: [{ code: 'aaaa-bbbb' }, { code: 'cccc-dddd', usedAt: 1_795_000_000_000 }],
};
const COUNTED: PortableAccount = {
  ...{ type: 'hotp', counter: 41, algorithm: 'SHA1', digits: 6 },
  issuer: '',
  name: 'x',
  secret: 'JBSWY3DP',
};
const refusal = (code: string) => expect.objectContaining({ code });

/** Shows pictures, one in five lost. @returns how many it took, and what came */
function film(sealed: Uint8Array<ArrayBuffer>, seed: number) {
  const random = seeded(seed);
  const pictures = filmOf(sealed);
  const collector = new Collector();
  let shown = 0;
  for (; collector.whole === null; shown += 1) if (random() >= 0.2) collector.take(pictures.frame(shown));
  return { shown, whole: collector.whole };
}

describe('a move', () => {
  it('brings everything that an account takes along', async () => {
    const { code, sealed } = await sealMove([WHOLE, COUNTED]);
    expect(await openMove(sealed, code)).toEqual({ accounts: [WHOLE, COUNTED], pictures: 0 });
  });

  it('brings what the vault says of an account, but for what belongs to this vault and this browser', async () => {
    const sites = (WHOLE.sites ?? []).map((site) => ({ ...site, automatic: true }));
    const ofVault = { id: 'w', order: 3, createdAt: 1, updatedAt: 2, source: 'manual', verifiedAt: 5 };
    const { code, sealed } = await sealMove([
      portable({ ...WHOLE, ...ofVault, sites, pinned: true, removals: [{ trace: 'x', at: 1 }] }),
    ]);
    expect(await openMove(sealed, code)).toEqual({ accounts: [WHOLE], pictures: 0 });
  });

  it('brings all sites and tags of an account in which two lists became one', async () => {
    const range = Array.from({ length: LIMITS.sites + 14 }, (_, index) => index);
    const long = {
      ...WHOLE,
      sites: range.map((index) => ({ origin: `https://${index}.example`, subdomains: false })),
      tags: range.map((index) => `tag ${index}`),
    };
    const { code, sealed } = await sealMove([long]);
    expect((await openMove(sealed, code)).accounts).toEqual([long]);
  });

  it('leaves pictures behind and counts them', async () => {
    const { code, sealed } = await sealMove([{ ...COUNTED, icon: PICTURE }]);
    expect(await openMove(sealed, code)).toEqual({ accounts: [COUNTED], pictures: 1 });
  });

  it('is opened by its code alone, however that is typed', async () => {
    const { code, sealed } = await sealMove([COUNTED]);
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4} ){2}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = code.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await openMove(sealed, typed)).accounts).toHaveLength(1);
    const other = (code.startsWith('7') ? '8' : '7') + code.slice(1);
    for (const wrong of [other, '', code.slice(1), `${code}0`, code.replace(/^./, 'U')])
      await expect(openMove(sealed, wrong)).rejects.toEqual(refusal('wrong-move-code'));
  });

  it('that was changed anywhere does not open', async () => {
    const { code, sealed } = await sealMove([COUNTED]);
    for (const at of [8, 40, 60, sealed.length - 1]) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      await expect(openMove(changed, code)).rejects.toEqual(refusal('wrong-move-code'));
    }
  });

  it('of another version, or that asks for too much, is refused before any work', async () => {
    const { code, sealed } = await sealMove([COUNTED]);
    const put = (at: number, ...bytes: number[]) => {
      const changed = sealed.slice();
      changed.set(bytes, at);
      return changed;
    };
    const bad = [
      put(0, 2),
      put(1, 0xff, 0xff, 0xff, 0xff),
      put(1, 0, 0, 0, 8),
      put(5, 255),
      put(6, 0),
      sealed.slice(0, 50),
    ];
    for (const one of bad) await expect(openMove(one, code)).rejects.toEqual(refusal('move-unreadable'));
  });

  it('of more than the pictures hold is refused', async () => {
    const random = seeded(1);
    const letters = () =>
      Array.from({ length: 1000 }, () => String.fromCharCode(0x4e00 + random() * 8000)).join('');
    const accounts = typicalAccounts(600).map((one) => ({ ...one, note: letters() }));
    await expect(sealMove(accounts)).rejects.toEqual(refusal('move-too-big'));
  });

  it('of two thousand accounts still fits', async () => {
    const { sealed } = await sealMove(typicalAccounts(2000));
    expect(sealed.length).toBeLessThan(MOST_BYTES / 2);
  });
});

describe('a code', () => {
  it('has sixty random bits: twelve letters, each as likely as any other', () => {
    const counts = new Map<string, number>();
    for (let run = 0; run < 800; run += 1)
      for (const letter of readCode(newCode())) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 300 of each are expected; six standard deviations are 102.
    for (const count of counts.values()) expect(Math.abs(count - 300)).toBeLessThan(102);
  });
});

describe('a hundred accounts', () => {
  it('need less than a minute of ten pictures a second, of which one in five is lost', async () => {
    const accounts = typicalAccounts(100);
    const { code, sealed } = await sealMove(accounts);
    const films = Array.from({ length: 20 }, (_, seed) => film(sealed, seed));
    const most = Math.max(...films.map(({ shown }) => shown));
    expect(most).toBeLessThan(600);
    // What it takes in truth: some seven seconds.
    expect(most).toBeLessThan(90);
    const [{ whole } = { whole: sealed }] = films;
    expect(await openMove(whole, code)).toEqual({ accounts, pictures: 0 });
  });
});
