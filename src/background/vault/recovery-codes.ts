import { nextRecoveryCode, readRecoveryCodes, strikeAt } from '../../core/recovery-codes';
import { findAccount } from '../../core/vault-accounts';
import type { Arguments, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { authenticated } from './authenticate';
import { changeOpen, openCurrent } from './vault';

/** An answer that carries a site's recovery codes, for a person who has just shown a credential. */
export async function showRecoveryCodes(
  host: Host,
  { id, credential }: Arguments<'recoveryCodes'>,
): Promise<Replies['recoveryCodes']> {
  return authenticated(host, credential, async ({ content }) => ({
    codes: findAccount(content, id).recoveryCodes ?? [],
  }));
}

/**
 * Needs no credential: it answers with nothing but what the page said itself, and what is stored is changed only by a
 * page that knows it.
 * @throws UserError recovery-code-too-long, too-many-recovery-codes, account-gone, account-deleted
 */
export async function changeRecoveryCodes(
  host: Host,
  { opId, id, base, codes }: Arguments<'changeRecoveryCodes'>,
): Promise<Replies['changeRecoveryCodes']> {
  const cleaned = readRecoveryCodes(codes);
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    const before = new Set(findAccount(open.content, id).recoveryCodes?.map(({ code }) => code));
    await changeOpen(host, open, {
      opId,
      command: { type: 'recovery-codes', id, base, codes: cleaned },
    });
    const added = cleaned.map(({ code }) => code).filter((code) => !before.has(code));
    return { codes: cleaned, added };
  });
}

/** The code to fill, struck and saved: it leaves this function no other way. */
export interface StruckCode {
  readonly code: string;
  /** How many are left now. */
  readonly left: number;
  /** Unix milliseconds; names the strike. */
  readonly usedAt: number;
}

/** @returns null where none is left @throws UserError account-gone, account-deleted, not-saved */
export async function strikeNextCode(host: Host, id: string): Promise<StruckCode | null> {
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    const { recoveryCodes = [] } = findAccount(open.content, id);
    const next = nextRecoveryCode(recoveryCodes);
    if (!next) return null;
    const usedAt = strikeAt(recoveryCodes, host.now());
    const edit = { base: [next], codes: [{ ...next, usedAt }] };
    await changeOpen(host, open, {
      opId: crypto.randomUUID(),
      command: { type: 'recovery-codes', id, ...edit },
    });
    const left = recoveryCodes.filter((one) => one.usedAt === undefined).length - 1;
    return { code: next.code, left, usedAt };
  });
}

/** Takes the strike of this instant back. @throws UserError account-gone, account-deleted, not-saved */
export async function unstrikeCode(
  host: Host,
  { opId, id, usedAt }: Arguments<'takeBackRecoveryCode'>,
): Promise<void> {
  await host.exclusive(async () => {
    const open = await openCurrent(host);
    const struck = (findAccount(open.content, id).recoveryCodes ?? []).filter((one) => one.usedAt === usedAt);
    const codes = struck.map(({ usedAt: _taken, ...code }) => code);
    await changeOpen(host, open, { opId, command: { type: 'recovery-codes', id, base: struck, codes } });
  });
}
