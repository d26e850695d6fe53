import { integer, list, open, optional, text } from '../../core/check';
import type { AddedAccount } from '../../core/command-types';
import { savableOrigin } from '../../core/match';
import type { Arguments, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { readCandidate } from '../candidates';
import { noteParts } from '../export-parts';
import { policyOf } from '../policy';
import { authenticated } from './authenticate';
import { changeOpen, changeVault } from './vault';

const checkAdded = open({
  ids: list(text(64), 2000),
  alreadySaved: integer(0, 2000),
  replaced: list(text(64), 2000),
  iconsLost: optional(integer(0, 2000)),
});

/**
 * What the person looked at and chose. A saved secret gives way to another one only with a credential.
 * @throws UserError credential-required, those of `readCandidate`, `authenticated` and `changeVault`
 */
export async function addAccounts(host: Host, args: Arguments<'add'>): Promise<Replies['add']> {
  const { opId, candidates, credential } = args;
  const site = args.site === undefined ? null : savableOrigin(args.site);
  const scannedOn = site === null ? [] : [{ origin: site, subdomains: false }];
  const policy = await policyOf(host);
  const accounts = candidates.map((candidate): AddedAccount => {
    const account = readCandidate(candidate, args.source, policy);
    const sites = account.sites.length > 0 ? account.sites : scannedOn;
    return { ...account, sites, id: crypto.randomUUID(), replaces: candidate.replaces ?? false };
  });
  const source = args.source === 'scan' && site !== null ? `scan ${site}` : args.source;
  const command = { type: 'add', accounts, source, isAuthenticated: credential !== undefined } as const;
  const result = credential
    ? await authenticated(host, credential, (vault) => changeOpen(host, vault, { opId, command }))
    : await changeVault(host, opId, command);
  const added = checkAdded(result);
  await noteParts(host, candidates, added.ids);
  return added;
}
