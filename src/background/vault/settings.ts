import { UserError } from '../../core/errors';
import { loosens, readSettings, type Settings } from '../../core/settings';
import type { Arguments, Credential } from '../../messages';
import type { Host } from '../../platform/host';
import { keepQuickWay, newPin } from '../lock/pin';
import { changePolicy } from '../lock/session-key';
import { refuseLooserLock } from '../policy';
import { authenticated } from './authenticate';
import { changeOpen, type OpenVault, openCurrent } from './vault';

/**
 * What a person has settled. It lies in the vault; the lock policy also in memory, where it decides.
 * @throws UserError set-by-organisation
 */
async function change(host: Host, open: OpenVault, opId: string, part: Partial<Settings>): Promise<void> {
  if (part.lock) await refuseLooserLock(host, readSettings(open.content).lock, part.lock);
  await changeOpen(host, open, { opId, command: { type: 'settings', change: part } });
  if (part.lock) await changePolicy(host, part.lock);
}

/** @throws UserError credential-required where locking becomes weaker, set-by-organisation, those of `authenticated`, not-saved */
export async function changeSettings(host: Host, args: Arguments<'changeSettings'>): Promise<void> {
  const { opId, lock, clearClipboard, list, credential } = args;
  const part = {
    ...(lock ? { lock } : {}),
    ...(list ? { list } : {}),
    ...(clearClipboard === undefined ? {} : { clearClipboard }),
  };
  if (credential) return authenticated(host, credential, (open) => change(host, open, opId, part));
  await host.exclusive(async () => {
    const open = await openCurrent(host);
    const before = readSettings(open.content);
    if (loosens(before, { ...before, ...part })) throw new UserError('credential-required');
    await change(host, open, opId, part);
  });
}

/** Null takes the PIN away. @throws UserError pin-too-short, those of `authenticated`, not-saved */
export async function setPin(host: Host, credential: Credential, pin: string | null): Promise<void> {
  const kept = pin === null ? null : await newPin(pin);
  await authenticated(host, credential, async (open) => {
    const command = { type: 'settings', change: { pin: kept } } as const;
    await changeOpen(host, open, { opId: crypto.randomUUID(), command });
    const fresh = await openCurrent(host);
    await keepQuickWay(host, fresh.content, open.key, open.key.unlockedAt);
  });
}

/** @throws UserError credential-required, those of `authenticated`, not-saved */
export async function setAutomaticBackups(
  host: Host,
  { opId, credential }: Arguments<'setAutomaticBackups'>,
): Promise<void> {
  const automaticBackups = credential !== undefined;
  const task = (open: OpenVault) => change(host, open, opId, { automaticBackups });
  if (credential) await authenticated(host, credential, task);
  else await host.exclusive(async () => task(await openCurrent(host)));
}
