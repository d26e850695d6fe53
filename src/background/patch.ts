import type { Account, CodeKind, Site } from '../core/account';
import { readAlgorithm, readCounter, readDigits, readPeriod } from '../core/account-fields';
import type { AccountPatch } from '../core/commands';
import { UserError } from '../core/errors';
import { savableOrigin } from '../core/match';
import { cleanText } from '../core/outside-text';
import type { PatchFields } from '../messages';

function patchKind(account: Account, fields: PatchFields): CodeKind {
  if (account.type === 'hotp') {
    return {
      type: 'hotp',
      counter: fields.counter === undefined ? account.counter : readCounter(fields.counter),
    };
  }
  return {
    type: account.type,
    period: fields.period === undefined ? account.period : readPeriod(fields.period),
  };
}

function patchSites(sites: NonNullable<PatchFields['sites']>): Site[] {
  return sites.map(({ origin, subdomains }) => {
    const savable = savableOrigin(origin);
    if (savable === null) throw new UserError('site-mismatch', { host: cleanText(origin, 100) });
    return { origin: savable, subdomains };
  });
}

/** The fields as typed become the fields of an account; the wrong one is named. */
export function readPatch(account: Account, fields: PatchFields): AccountPatch {
  const issuer = fields.issuer === undefined ? account.issuer : cleanText(fields.issuer);
  const name = fields.name === undefined ? account.name : cleanText(fields.name);
  if (!issuer && !name) throw new UserError('name-missing');
  return {
    issuer,
    name,
    algorithm: fields.algorithm === undefined ? account.algorithm : readAlgorithm(fields.algorithm),
    digits: fields.digits === undefined ? account.digits : readDigits(fields.digits, account.type),
    pinned: fields.pinned ?? account.pinned,
    sites: fields.sites === undefined ? account.sites : patchSites(fields.sites),
    kind: patchKind(account, fields),
  };
}
