import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCandidate } from '../../src/background/candidates';
import { lock } from '../../src/background/lock/session-key';
import {
  changeRecoveryCodes,
  showRecoveryCodes,
  strikeNextCode,
  unstrikeCode,
} from '../../src/background/vault/recovery-codes';
import { exportAccounts } from '../../src/background/vault/secret';
import { changeVault, readVault } from '../../src/background/vault/vault';
import type { RecoveryCode } from '../../src/core/account';
import { findAccount } from '../../src/core/vault-accounts';
import { REQUESTS } from '../../src/messages';
import type { FakeHost } from '../fakes/fake-host';
import { add, hostWith, own, refusal, withPassphrase } from './kit';

const ONE = { code: 'a1b2c-d3e4f' };
const TWO = { code: '1234 5678' };

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('a', 'b'));
  await changeRecoveryCodes(made, { opId: 'codes', id: 'a', base: [], codes: [ONE, TWO] });
});
beforeEach(() => {
  host = made.copy();
});

const stored = async (id = 'a'): Promise<readonly RecoveryCode[]> =>
  findAccount(await readVault(host), id).recoveryCodes ?? [];
const change = (base: RecoveryCode[], codes: RecoveryCode[], id = 'a') =>
  changeRecoveryCodes(host, { opId: crypto.randomUUID(), id, base, codes });

describe('the codes of an account', () => {
  it('are shown to a person with a credential, and to nobody else', async () => {
    expect(await showRecoveryCodes(host, { id: 'a', credential: own })).toEqual({ codes: [ONE, TWO] });
    expect(await showRecoveryCodes(host, { id: 'b', credential: own })).toEqual({ codes: [] });
    const wrong = { id: 'a', credential: withPassphrase('not the one') };
    expect(await refusal(showRecoveryCodes(host, wrong))).toBe('E_UNLOCK');
    await lock(host, 'full');
    expect(await refusal(showRecoveryCodes(host, { id: 'a', credential: own }))).toBe('locked');
  });

  it('lie sealed on disk and nowhere in memory', async () => {
    const items = [host.local.items, host.session.items, host.archive.items].flatMap((area) => [
      ...area.values(),
    ]);
    expect(items.length).toBeGreaterThan(2);
    expect(items.filter((item) => /a1b2c|1234 5678/.test(item))).toEqual([]);
  });

  it('come along to paper, and back in as an import of a backup', async () => {
    const { accounts } = await exportAccounts(host, { credential: own, sealed: false, ids: ['a'] });
    expect(accounts[0]?.recoveryCodes).toEqual([ONE, TWO]);
    const imported = {
      ...accounts[0],
      recoveryCodes: [{ code: '\u202E1234 5678', usedAt: 3 }, { code: ' ' }],
    };
    const [candidate] = REQUESTS.preview({ candidates: [{ imported }], source: 'import' }).candidates;
    expect(candidate && readCandidate(candidate, 'import').recoveryCodes).toEqual([{ ...TWO, usedAt: 3 }]);
  });
});

describe('a change', () => {
  it('answers with the codes as they are kept, and which of them are new', async () => {
    const reply = await change([], [{ code: ' z9y8\u2011x7w6 ' }, TWO]);
    expect(reply).toEqual({ codes: [{ code: 'z9y8-x7w6' }, TWO], added: ['z9y8-x7w6'] });
    expect(await stored()).toEqual([ONE, { code: 'z9y8-x7w6' }, TWO]);
  });

  it('cannot strike or remove what the page does not know', async () => {
    await change([], []);
    await change([{ code: 'guessed' }], []);
    expect(await stored()).toEqual([ONE, TWO]);
  });

  it('says what is wrong, with nothing saved', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ code: `line ${index}` }));
    expect(await refusal(change([], many))).toBe('too-many-recovery-codes');
    expect(await refusal(change([], [{ code: 'x'.repeat(10_000) }]))).toBe('recovery-code-too-long');
    expect(await refusal(change([], [ONE], 'gone'))).toBe('account-gone');
    expect(await stored()).toEqual([ONE, TWO]);
  });

  it('is done once, however often it is asked for', async () => {
    const edit = { opId: 'once', id: 'a', base: [ONE], codes: [] };
    await changeRecoveryCodes(host, edit);
    await change([], [ONE]);
    await changeRecoveryCodes(host, edit);
    expect(await stored()).toEqual([TWO, ONE]);
  });

  it('goes with its account to the trash and back', async () => {
    await changeVault(host, 'away', { type: 'trash', ids: ['a'] });
    expect(await refusal(change([], [ONE]))).toBe('account-deleted');
    await changeVault(host, 'back', { type: 'restore', ids: ['a'] });
    expect(await stored()).toEqual([ONE, TWO]);
  });
});

describe('the next code', () => {
  it('is struck and saved before it is given, and given once, to two who ask at the same time as well', async () => {
    const [first, second] = await Promise.all([strikeNextCode(host, 'a'), strikeNextCode(host, 'a')]);
    expect(first).toEqual({ code: ONE.code, left: 1, usedAt: host.time });
    expect(second).toEqual({ code: TWO.code, left: 0, usedAt: host.time + 1 });
    expect(await strikeNextCode(host, 'a')).toBeNull();
    expect(await stored()).toEqual([
      { ...ONE, usedAt: host.time },
      { ...TWO, usedAt: host.time + 1 },
    ]);
  });

  it('is not given where it could not be saved', async () => {
    host.local.failNextSet('reject');
    expect(await refusal(strikeNextCode(host, 'a'))).not.toBe('accepted');
    expect(await stored()).toEqual([ONE, TWO]);
  });

  it('comes back by the instant of its strike, and no other does', async () => {
    const struck = await strikeNextCode(host, 'a');
    await strikeNextCode(host, 'a');
    await unstrikeCode(host, { opId: 'back', id: 'a', usedAt: struck?.usedAt ?? 0 });
    expect(await stored()).toEqual([ONE, { ...TWO, usedAt: host.time + 1 }]);
  });

  it('is in no result that the vault remembers', async () => {
    await strikeNextCode(host, 'a');
    expect(JSON.stringify((await readVault(host)).ops)).not.toContain(ONE.code);
  });
});
