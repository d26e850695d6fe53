import { type Account, LIMITS, type Site } from './account';
import type { Command } from './command-types';
import { UserError } from './errors';
import { laterThan } from './patch-account';
import { changeAccount, findAccount } from './vault-accounts';
import type { VaultContent } from './vault-content';

export function rememberSite(content: VaultContent, id: string, origin: string, now: number): VaultContent {
  const { sites } = findAccount(content, id);
  if (sites.some((site) => site.origin === origin)) return content;
  if (sites.length >= LIMITS.sites) throw new UserError('too-many-sites', { max: LIMITS.sites });
  const widened = [...sites, { origin, subdomains: false }];
  return changeAccount(content, id, (one) => ({
    ...one,
    sites: widened,
    updatedAt: laterThan(one, now),
  }));
}

/** One account for one origin: turning it on for the second turns it off for the first. */
export function setAutomatic(
  content: VaultContent,
  { id, origin, on }: Extract<Command, { type: 'automatic' }>,
  now: number,
): VaultContent {
  const saved = on ? rememberSite(content, id, origin, now) : content;
  const changed = (one: Account, site: Site): Site => {
    if (site.origin !== origin) return site;
    if (one.id === id) return site.automatic === on ? site : { ...site, automatic: on };
    return on && site.automatic ? { ...site, automatic: false } : site;
  };
  const accounts = saved.accounts.map((one) => {
    const sites = one.sites.map((site) => changed(one, site));
    if (sites.every((site, index) => site === one.sites[index])) return one;
    return { ...one, sites, updatedAt: laterThan(one, now) };
  });
  const isSame = accounts.every((one, index) => one === content.accounts[index]);
  return isSame ? content : { ...saved, accounts };
}
