import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, LIMITS, portable, type RecoveryCode, summarize } from '../../src/core/account';
import { applyCommand } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import { compare, merge, replaceAccounts } from '../../src/core/merge';
import {
  cleanRecoveryCode,
  editRecoveryCodes,
  nextRecoveryCode,
  readRecoveryCodes,
  strikeAt,
  uniteRecoveryCodes,
} from '../../src/core/recovery-codes';
import { readContent, readOutsideContent, type VaultContent } from '../../src/core/vault-content';

const NOW = Date.UTC(2026, 0, 1);
const fresh = (...codes: string[]): RecoveryCode[] => codes.map((code) => ({ code }));
const used = (code: string, usedAt = 7): RecoveryCode => ({ code, usedAt });

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return [error.code, error.details];
    throw error;
  }
  return 'accepted';
}

describe('readRecoveryCodes', () => {
  it('keeps a code as it is written, on one line, with plain hyphens, each once', () => {
    const given = fresh(
      ' a1b2c\u2011d3e4f ',
      '1234\u00A0 5678',
      '\u202Ex1y2\u200Bz3',
      'a1b2c-d3e4f',
      ' ',
      '<b>1</b>',
    );
    expect(readRecoveryCodes(given)).toEqual(fresh('a1b2c-d3e4f', '1234 5678', 'x1y2z3', '<b>1</b>'));
  });

  it('says what is too long, and cuts nothing', () => {
    const long = 'a'.repeat(LIMITS.recoveryCodeCharacters);
    expect(readRecoveryCodes(fresh(long))).toEqual(fresh(long));
    expect(refusal(() => readRecoveryCodes(fresh(`${long}b`)))).toEqual([
      'recovery-code-too-long',
      { max: 64 },
    ]);
  });

  it('leaves what it has cleaned once as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanRecoveryCode(cleanRecoveryCode(text))).toBe(cleanRecoveryCode(text));
      }),
    );
  });
});

describe('editRecoveryCodes', () => {
  const list = fresh('a', 'b', 'c');

  it.each<[what: string, codes: RecoveryCode[]]>([
    ['strikes one', [...fresh('a'), used('b'), ...fresh('c')]],
    ['removes one', fresh('a', 'c')],
    ['removes the first', fresh('b', 'c')],
    ['removes all', []],
    ['adds some', fresh('a', 'b', 'c', 'd')],
    ['replaces all', fresh('x', 'y')],
  ])('%s, and brings the list back as it was', (_what, codes) => {
    const edited = editRecoveryCodes(list, { base: list, codes });
    expect(edited).toEqual(codes);
    expect(editRecoveryCodes(edited, { base: codes, codes: list })).toEqual(list);
  });

  it('adds to a list that the page has not seen', () => {
    expect(editRecoveryCodes([used('a'), ...fresh('b')], { base: [], codes: fresh('x', 'y') })).toEqual([
      used('a'),
      ...fresh('b', 'x', 'y'),
    ]);
    expect(editRecoveryCodes([used('a'), ...fresh('b')], { base: [], codes: fresh('a', 'c') })).toEqual([
      used('a'),
      ...fresh('c', 'b'),
    ]);
  });

  it('keeps what was done meanwhile: a strike, a removal, a code that came', () => {
    const stored = [used('a'), ...fresh('c', 'new')];
    const codes = [...fresh('a', 'b'), used('c')];
    expect(editRecoveryCodes(stored, { base: list, codes })).toEqual([used('a'), used('c'), ...fresh('new')]);
  });

  it('takes a strike back, and leaves alone what a later version wrote beside it', () => {
    const stored = [{ code: 'a', usedAt: 7, label: 'of a later version' }];
    const edit = { base: [used('a')], codes: fresh('a') };
    expect(editRecoveryCodes(stored, edit)).toEqual([{ code: 'a', label: 'of a later version' }]);
  });

  it('takes no more than the limit, but changes a longer list that a merge has made', () => {
    const many = fresh(...Array.from({ length: 70 }, (_, index) => `${index}`));
    expect(refusal(() => editRecoveryCodes([], { base: [], codes: many }))).toEqual([
      'too-many-recovery-codes',
      { max: 64 },
    ]);
    const struck = [used('0'), ...many.slice(1)];
    expect(editRecoveryCodes(many, { base: many, codes: struck })).toEqual(struck);
  });
});

describe('the next code', () => {
  it('is the first that was not used, and its strike has an instant of its own', () => {
    const codes = [used('a', NOW), ...fresh('b', 'c')];
    expect(nextRecoveryCode(codes)).toEqual({ code: 'b' });
    expect(strikeAt(codes, NOW)).toBe(NOW + 1);
    expect(strikeAt(codes, NOW + 5)).toBe(NOW + 5);
    expect(nextRecoveryCode([used('a')])).toBeUndefined();
  });
});

const stored = (id: string, fields: Record<string, unknown> = {}) => ({
  ...{ type: 'totp', issuer: 'ACME', algorithm: 'SHA1', digits: 6, period: 30 },
  ...{ id, name: id, secret: `JBSWY3DP${id.toUpperCase()}`, updatedAt: 100 },
  ...fields,
});
const vault = (...accounts: unknown[]): VaultContent => readContent({ schema: 1, accounts });
function one(content: VaultContent, id = 'a'): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}

describe('an account with recovery codes', () => {
  const recoveryCodes = [used('1234 5678'), ...fresh('a1b2c-d3e4f')];
  const content = vault(stored('a', { recoveryCodes }));

  it('tells a page how many there are, and never which', () => {
    expect(summarize(one(content)).recovery).toEqual({ left: 1, total: 2 });
    expect(JSON.stringify(summarize(one(content)))).not.toMatch(/1234 5678|a1b2c/);
    expect(summarize(one(vault(stored('a'))))).not.toHaveProperty('recovery');
  });

  it('takes them along to paper, and to another vault', () => {
    expect(portable(one(content)).recoveryCodes).toEqual(recoveryCodes);
  });

  it('keeps them in the trash and on the way back, and changes none there', () => {
    const trashed = applyCommand(content, '1', { type: 'trash', ids: ['a'] }, NOW).content;
    const edit = { type: 'recovery-codes', id: 'a', base: [], codes: fresh('x') } as const;
    expect(refusal(() => applyCommand(trashed, '2', edit, NOW))).toEqual(['account-deleted', {}]);
    const restored = applyCommand(trashed, '3', { type: 'restore', ids: ['a'] }, NOW).content;
    expect(one(restored).recoveryCodes).toEqual(recoveryCodes);
  });

  it('is changed by an edit that counts for the next backup, and keeps no code beside it', () => {
    const edit = { type: 'recovery-codes', id: 'a', base: recoveryCodes, codes: fresh('x') } as const;
    const { content: changed, result } = applyCommand(content, 'op', edit, NOW);
    expect(one(changed)).toMatchObject({ recoveryCodes: fresh('x'), updatedAt: NOW });
    expect(changed.backups.changes).toBe(1);
    expect([result, JSON.stringify(changed.ops)]).toEqual([null, expect.not.stringContaining('"x"')]);
    const none = { type: 'recovery-codes', id: 'a', base: fresh('x'), codes: [] } as const;
    expect(one(applyCommand(changed, 'op 2', none, NOW).content)).not.toHaveProperty('recoveryCodes');
  });

  it('is read from a file of anybody with its codes cleaned, and those that no list takes left behind', () => {
    const foreign = [
      { code: '\u202Ea1\u0007b2 ' },
      { code: 'x'.repeat(10_000) },
      { code: '' },
      used('a1b2', 3),
    ];
    const account = stored('a', { secret: 'JBSWY3DPEHPK3PXP', recoveryCodes: foreign });
    const read = readOutsideContent({ schema: 1, accounts: [account] });
    expect(one(read).recoveryCodes).toEqual([used('a1b2', 3)]);
  });
});

describe('two vaults with the codes of one account', () => {
  const mine = vault(stored('a', { recoveryCodes: [used('1'), ...fresh('2', '3')] }));
  const theirs = vault(
    stored('a', { updatedAt: 200, recoveryCodes: [...fresh('1'), used('2'), ...fresh('4')] }),
  );
  const united = [used('1'), used('2'), ...fresh('3', '4')];

  it('have all of both, and what is used in either is used', () => {
    const merged = merge(mine, theirs, {}, NOW);
    expect(one(merged).recoveryCodes).toEqual(united);
    expect(merge(merged, theirs, {}, NOW).accounts).toEqual(merged.accounts);
  });

  it('are shown as a change without a choice, and without a code', () => {
    const comparison = compare(mine, theirs);
    expect(comparison.changed).toEqual([{ id: 'a', issuer: 'ACME', name: 'a', fields: [], newHosts: [] }]);
  });

  it('say the same whoever begins, and the same again', () => {
    const codes = fc.uniqueArray(
      fc.record({ code: fc.constantFrom(...'abcdefgh'), usedAt: fc.nat(9) }, { requiredKeys: ['code'] }),
      { selector: ({ code }) => code },
    );
    const isUsed = (list: readonly RecoveryCode[]) =>
      Object.fromEntries(list.map(({ code, usedAt }) => [code, usedAt !== undefined]));
    fc.assert(
      fc.property(codes, codes, (a, b) => {
        expect(isUsed(uniteRecoveryCodes(a, b))).toEqual(isUsed(uniteRecoveryCodes(b, a)));
        expect(uniteRecoveryCodes(uniteRecoveryCodes(a, b), b)).toEqual(uniteRecoveryCodes(a, b));
      }),
    );
  });

  it('lose the used ones first where there are too many, and none that is left', () => {
    const many = (name: string, count: number) =>
      fresh(...Array.from({ length: count }, (_, at) => `${name}${at}`));
    const both = uniteRecoveryCodes([...many('a', 40), used('old')], [...many('b', 40), used('older')]);
    expect(both).toEqual([...many('a', 40), ...many('b', 40)]);
  });

  it('are those of the backup where it takes the place of everything', () => {
    expect(one(replaceAccounts(mine, theirs, NOW)).recoveryCodes).toEqual(one(theirs).recoveryCodes);
  });
});
