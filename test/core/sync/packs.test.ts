/** How records leave the device: sealed one by one, packed into the little room that sync storage has. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/core/account';
import { fieldsOf } from '../../../src/core/sync/fields';
import { stamped } from '../../../src/core/sync/marks';
import { itemBytes, planPacks, readPack, SYNC_QUOTA } from '../../../src/core/sync/packs';
import type { SyncRecord } from '../../../src/core/sync/record';
import { openRecord, recordKeys, sealRecord } from '../../../src/core/sync/sealed-record';
import { encodeBase64Url } from '../../../src/core/vault-file/bytes';
import { seeded } from '../importers/mutations';

const KEY = encodeBase64Url(new Uint8Array(32).fill(7));
const EPOCH = 'epoch1';
const random = seeded(1);
const pick = (letters: string, length: number) =>
  Array.from({ length }, () => letters.charAt(Math.floor(random() * letters.length))).join('');

/** As people have them: a secret of 160 bits, a mail address, one site, a tag on a third of them. */
function typical(index: number): Account {
  const host = `${pick('abcdefghijklmnoprstuvw', 9)}.example`;
  return {
    ...{ id: crypto.randomUUID(), type: 'totp', period: 30, algorithm: 'SHA1', digits: 6 },
    issuer: host.split('.')[0] ?? '',
    name: `${pick('abcdefghijklmnoprstuvw', 8)}@mail.example`,
    secret: pick('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32),
    sites: [{ origin: `https://${host}`, subdomains: true }],
    ...{ pinned: index % 20 === 0, order: index, source: `scan https://${host}` },
    ...{ createdAt: 1_795_000_000_000 + index * 86_400_123, updatedAt: 1 },
    ...(index % 3 === 0 ? { tags: ['work'] } : {}),
    ...(index % 4 === 0 ? { verifiedAt: 1_795_000_100_000 + index * 86_400_321 } : {}),
  };
}

const recordOf = (account: Account, clock = 3): SyncRecord => ({
  id: account.id,
  fields: stamped(fieldsOf(account), undefined, [clock, 'k3f9a0b2']),
  counters: {},
  known: { k3f9a0b2: clock },
});

describe('a sealed record', () => {
  it('opens to what it was, and never has the same letters twice', async () => {
    const keys = await recordKeys(KEY, EPOCH);
    const record: SyncRecord = { ...recordOf(typical(3)), counters: { JBSWY3DP: 7 }, gone: { other: 2 } };
    const [one, other] = [await sealRecord(keys, record), await sealRecord(keys, record)];
    expect(await openRecord(keys, one)).toEqual(record);
    expect(one).not.toBe(other);
  });

  it('is foreign under another key, in another epoch, cut short, or with one letter changed', async () => {
    const keys = await recordKeys(KEY, EPOCH);
    const text = await sealRecord(keys, recordOf(typical(3)));
    const others = [
      await recordKeys(encodeBase64Url(new Uint8Array(32).fill(8)), EPOCH),
      await recordKeys(KEY, 'epoch2'),
    ];
    for (const other of others) expect(await openRecord(other, text)).toBe('foreign');
    const middle = text.length >> 1;
    const changed = text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
    for (const bad of [text.slice(0, -4), changed, '', 'x', '…', text.repeat(400)])
      expect(await openRecord(keys, bad)).toBe('foreign');
  });
});

describe('packs', () => {
  it('hold 200 typical accounts within the quota, beside the door', async () => {
    const keys = await recordKeys(KEY, EPOCH);
    const records = Array.from({ length: 200 }, (_, index) => recordOf(typical(index)));
    const texts = await Promise.all(records.map((record) => sealRecord(keys, record)));
    const { packs, left } = planPacks(
      EPOCH,
      texts.map((text) => ({ text })),
      SYNC_QUOTA.bytes - SYNC_QUOTA.itemBytes,
    );
    expect(left).toEqual([]);
    for (const [name, value] of Object.entries(packs))
      expect(itemBytes(name, value)).toBeLessThanOrEqual(SYNC_QUOTA.itemBytes);
    expect(
      Object.values(packs)
        .flatMap((value) => readPack(EPOCH, value))
        .sort(),
    ).toEqual([...texts].sort());
  });

  it('leave out what finds no room, and tell which', () => {
    const text = 'A'.repeat(3_000);
    const records = Array.from({ length: 40 }, () => ({ text }));
    const { packs, left } = planPacks(EPOCH, records, 20_000);
    expect(left).toEqual(records.map((_, index) => index).slice(40 - left.length));
    const bytes = Object.entries(packs).reduce((sum, [name, value]) => sum + itemBytes(name, value), 0);
    expect(bytes).toBeLessThanOrEqual(20_000);
    expect(bytes + itemBytes('accounts.9', text)).toBeGreaterThan(20_000);
  });

  it('keep a record in its item, so that one change writes one item', () => {
    const texts = Array.from({ length: 60 }, (_, index) => `${index}-`.padEnd(400, 'A'));
    const before = planPacks(
      EPOCH,
      texts.map((text) => ({ text })),
      SYNC_QUOTA.bytes,
    ).packs;
    const placed = Object.entries(before).flatMap(([name, value]) =>
      readPack(EPOCH, value).map((text) =>
        text.startsWith('7-') ? { text: text.replace('7-', '7+') } : { text, name },
      ),
    );
    const after = planPacks(EPOCH, placed, SYNC_QUOTA.bytes).packs;
    const written = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(written).toHaveLength(1);
  });

  it('of another epoch, or of no shape at all, hold nothing', () => {
    const { packs } = planPacks(EPOCH, [{ text: 'AAAA' }], SYNC_QUOTA.bytes);
    expect(Object.values(packs).map((value) => readPack('other', value))).toEqual([[]]);
    for (const value of [null, 7, {}, '', 'x'.repeat(9_000)]) expect(readPack(EPOCH, value)).toEqual([]);
  });
});
