import type { Account } from '../../core/account';
import { type Checked, shape, text } from '../../core/check';
import { findAccount, listedAccounts } from '../../core/vault-accounts';
import type { VaultContent } from '../../core/vault-content';
import type { FillTarget } from '../../messages';
import type { Host } from '../../platform/host';
import { isHidden } from '../policy';
import { changeVault, readVault } from '../vault/vault';

/**
 * "Do this by itself": offered once for an account and a site, after the first fill there. A shortcut has no page of
 * ours to offer it in, so what was filled last is remembered (in memory) for the next popup over that site.
 */
const OFFER = 'offer';
const checkOffer = shape({ id: text(64, 1), origin: text(2048, 1) });
export type Offer = Checked<typeof checkOffer>;

/**
 * Not for HOTP, where every fill uses a code up, nor where it was offered before, nor on a host that is not saved but
 * of the same family. `isNew`: the site has just been saved.
 */
export function canOffer({ type, sites }: Account, origin: string, isNew = false): boolean {
  const site = sites.find((one) => one.origin === origin);
  return type !== 'hotp' && (site ? site.automatic === undefined : isNew);
}

export async function keepOffer(host: Host, { id, origin }: Offer): Promise<void> {
  const offer: Offer = { id, origin };
  await host.session.set({ [OFFER]: offer });
}

/** The offer that waits for this page, if it may still be made. */
export async function waitingOffer(
  host: Host,
  content: VaultContent,
  target: FillTarget,
): Promise<Offer | null> {
  const items = await host.session.get([OFFER]);
  if (items[OFFER] === undefined || (await isHidden(host, 'automatic-fill'))) return null;
  const offer = checkOffer(items[OFFER]);
  const account = listedAccounts(content).find(({ id }) => id === offer.id);
  return account && offer.origin === target.origin && canOffer(account, offer.origin) ? offer : null;
}

/** It was shown: it is not made again, whatever the person answers. */
export async function offerSeen(host: Host, opId: string, offer: Offer): Promise<void> {
  await host.session.remove([OFFER]);
  if (!canOffer(findAccount(await readVault(host), offer.id), offer.origin)) return;
  await changeVault(host, opId, { type: 'automatic', ...offer, on: false });
}
