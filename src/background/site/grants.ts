import { type Checked, integer, shape, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { listedAccounts } from '../../core/vault-accounts';
import type { GrantView } from '../../messages';
import { grantedPatterns, isGranted, patternOf, revoke } from '../../platform/grants';
import type { Host } from '../../platform/host';
import { registerWatch } from '../../platform/watch';
import { isHidden } from '../policy';
import { changeVault, readVault } from '../vault/vault';

/**
 * Automatic fill of one account on one site needs two things: the account says so (in the vault), and the browser
 * granted the site. The browser asks the person in a window of its own, under which the popup may close, so what was
 * asked for waits here (in memory) for the answer.
 */
const EXPECTED = 'expectedGrant';
const LIFETIME_MILLISECONDS = 120_000;
const checkExpected = shape({
  id: text(64, 1),
  origin: text(2048, 1),
  at: integer(0, Number.MAX_SAFE_INTEGER),
});

export async function expectGrant(host: Host, id: string, origin: string): Promise<void> {
  const expected: Checked<typeof checkExpected> = { id, origin, at: host.now() };
  await host.session.set({ [EXPECTED]: expected });
}

/**
 * The account fills by itself on this origin from the next prompt on.
 * @throws UserError page-not-reachable where the site was not granted, account-gone, too-many-sites
 */
export async function turnOn(host: Host, opId: string, id: string, origin: string): Promise<void> {
  if (!(await isGranted(origin))) throw new UserError('page-not-reachable');
  await changeVault(host, opId, { type: 'automatic', id, origin, on: true });
  await dropExpected(host);
  await registerWatch();
}

/** The browser's question was answered with no, or answered and carried out. */
export async function dropExpected(host: Host): Promise<void> {
  await host.session.remove([EXPECTED]);
}

/** The person took a grant back in the browser's own pages: what the accounts say of it is not true any more. */
export async function dropUngranted(host: Host): Promise<void> {
  for (const { id, sites } of (await readVault(host)).accounts) {
    for (const { automatic, origin } of sites) {
      if (automatic && !(await isGranted(origin)))
        await changeVault(host, crypto.randomUUID(), { type: 'automatic', id, origin, on: false });
    }
  }
}

/** @see dropUngranted; while locked it waits for the next unlocking. */
export async function onRevoked(host: Host): Promise<void> {
  await registerWatch();
  try {
    await dropUngranted(host);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/**
 * The answer of the browser's question came: goes on where the popup closed under it. Under a policy that hides automatic
 * fill a new grant would serve nothing, and is given back: it may have come while the question stood.
 */
export async function onGranted(host: Host, patterns: readonly string[]): Promise<void> {
  if (await isHidden(host, 'automatic-fill')) return revoke(patterns);
  await registerWatch();
  const items = await host.session.get([EXPECTED]);
  if (items[EXPECTED] === undefined) return;
  const { id, origin, at } = checkExpected(items[EXPECTED]);
  const age = host.now() - at;
  if (age < 0 || age > LIFETIME_MILLISECONDS || !(await isGranted(origin))) return;
  await dropExpected(host);
  try {
    await turnOn(host, crypto.randomUUID(), id, origin);
  } catch (error) {
    // Locked meanwhile, say: the settings list the grant, and the person decides there.
    if (!(error instanceof UserError)) throw error;
  }
}

/** All grants of this browser, each with the accounts that fill there by themselves. */
export async function viewGrants(host: Host): Promise<readonly GrantView[]> {
  const accounts = listedAccounts(await readVault(host));
  const patterns = await grantedPatterns();
  return patterns.map((pattern) => ({
    pattern,
    accounts: accounts.flatMap(({ id, issuer, name, sites }) =>
      sites.some((site) => site.automatic && patternOf(site.origin) === pattern)
        ? [{ id, issuer, name }]
        : [],
    ),
  }));
}

/** Takes a grant back: from the browser first, so that nothing is filled whatever the vault says. */
export async function removeGrant(host: Host, pattern: string): Promise<void> {
  await revoke([pattern]);
  await registerWatch();
  await dropUngranted(host);
}
