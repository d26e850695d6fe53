/** What a sample has to give, entry by entry, and the codes of each. */
import { expect } from 'vitest';
import type { NewAccount } from '../../../src/core/account';
import type { Import } from '../../../src/core/importers';
import { codeAt } from '../../../src/core/otp';
import { type ExpectedEntry, independentCode, type Sample } from './samples';

const clean = (text: string) => text.replaceAll(/[\p{Cc}\u202a-\u202e]/gu, '').trim();
/** Longer names are cut. */
const kept = (text: string) => Array.from(clean(text)).slice(0, 256).join('');
const fits = (given: string, wanted: string, accepted: readonly string[] = []) =>
  [wanted, ...accepted].some((one) => kept(one) === given);

function isThis(account: NewAccount, entry: ExpectedEntry): boolean {
  const moving =
    account.type === 'hotp' ? account.counter === entry.counter : account.period === entry.period;
  return (
    moving &&
    account.type === entry.type &&
    account.secret === entry.secretBase32 &&
    account.pin === entry.pin &&
    account.algorithm === entry.algorithm &&
    account.digits === entry.digits &&
    fits(account.issuer, entry.issuer, entry.accept?.issuer) &&
    fits(account.name, entry.account, entry.accept?.account)
  );
}

export const brief = (account: NewAccount) =>
  JSON.stringify({
    ...account,
    secret: undefined,
    name: account.name.slice(0, 40),
    issuer: account.issuer.slice(0, 40),
  });

export function expectEntries(sample: Sample, { accounts, skipped }: Import): void {
  const left = [...accounts];
  for (const entry of sample.expected ?? []) {
    const index = left.findIndex((account) => isThis(account, entry));
    const found = index < 0 ? undefined : left.splice(index, 1)[0];
    if (!found) {
      expect(
        entry.optional && entry.pin === undefined,
        `missing ${JSON.stringify({ ...entry, secretBase32: '' })} among ${left.map(brief)}`,
      ).toBe(true);
      expect(skipped.length).toBeGreaterThan(0);
      continue;
    }
    for (const counter of [entry.counter ?? 1, 37_037_036])
      expect(codeAt(found, counter)).toBe(independentCode(entry, counter));
    if (entry.favorite) expect(found).toMatchObject({ pinned: true });
    if (entry.groups?.length) expect(found).toMatchObject({ tags: [...entry.groups] });
    if (entry.note) expect(found).toMatchObject({ note: entry.note });
  }
  if (!sample.allowExtra) expect(left.map(brief)).toEqual([]);
  expect(skipped.length).toBeGreaterThanOrEqual(sample.skipped ?? 0);
}
