import { type AccountType, hasPin, type Site } from '../core/account';
import { readAlgorithm, readCounter, readDigits, readPeriod, readPin } from '../core/account-fields';
import { knownIcon } from '../core/account-icon';
import { UserError } from '../core/errors';
import { savableOrigin } from '../core/match';
import { cleanLines, cleanText, UNCUT } from '../core/outside-text';
import type { AccountPatch } from '../core/patch-account';
import { readTags } from '../core/tags';
import type { PatchFields } from '../messages';

function readSites(sites: NonNullable<PatchFields['sites']>): Site[] {
  return sites.map((site) => {
    const savable = savableOrigin(site.origin);
    if (savable === null) throw new UserError('bad-site', { site: cleanText(site.origin, 100) });
    return { ...site, origin: savable };
  });
}

function readIcon(icon: string): string {
  if (icon !== '' && knownIcon(icon) === null) throw new UserError('bad-icon');
  return icon;
}

/**
 * The fields as typed become fields of an account; the wrong one is named. Only what was given is in the patch: a
 * field that nobody touched (a counter, above all) must not go back to what it was when it was read. Nothing is cut:
 * what is too much for an account is refused (`patchAccount`).
 * @throws UserError bad-algorithm, bad-digits, bad-period, bad-counter, bad-site, bad-icon, bad-pin, pin-missing
 */
export function readPatch(type: AccountType, fields: PatchFields): AccountPatch {
  const {
    issuer,
    name,
    algorithm,
    digits,
    period,
    counter,
    pinned,
    submits,
    display,
    sites,
    tags,
    note,
    icon,
    pin,
  } = fields;
  return {
    ...(issuer === undefined ? {} : { issuer: cleanText(issuer, UNCUT) }),
    ...(name === undefined ? {} : { name: cleanText(name, UNCUT) }),
    ...(algorithm === undefined ? {} : { algorithm: readAlgorithm(algorithm, type) }),
    ...(digits === undefined ? {} : { digits: readDigits(digits, type) }),
    ...(pinned === undefined ? {} : { pinned }),
    ...(submits === undefined ? {} : { submits }),
    ...(display === undefined ? {} : { display }),
    ...(sites === undefined ? {} : { sites: readSites(sites) }),
    ...(tags === undefined ? {} : { tags: readTags(tags) }),
    ...(note === undefined ? {} : { note: cleanLines(note, UNCUT) }),
    ...(hasPin(type) && pin !== undefined ? { pin: readPin(pin, type) } : {}),
    ...(icon === undefined ? {} : { icon: readIcon(icon) }),
    ...(type === 'hotp' && counter !== undefined ? { kind: { type, counter: readCounter(counter) } } : {}),
    ...(type !== 'hotp' && period !== undefined ? { kind: { type, period: readPeriod(period, type) } } : {}),
  };
}
