import {
  type Account,
  type CodeDisplay,
  type CodeKind,
  LIMITS,
  type NewAccount,
  type RecoveryCode,
  type Site,
} from '../core/account';
import { readAccount, readUnnamedAccount } from '../core/account-fields';
import { knownIcon, shownIcon } from '../core/account-icon';
import { CheckError } from '../core/check';
import { UserError } from '../core/errors';
import { looksLikeMigration, parseMigration } from '../core/google-migration';
import { looksLikeKeyUri, parseKeyUri, titleOfKeyUri } from '../core/key-uri';
import { nameKey, united } from '../core/manage';
import { hostForPeople, issuerFitsHost, savableOrigin } from '../core/match';
import { generateCode, generateNextCode } from '../core/otp';
import { cleanLines, cleanText, UNCUT } from '../core/outside-text';
import { requireLength } from '../core/patch-account';
import { NO_POLICY, type Policy, presetSitesOf } from '../core/policy';
import { readForeignRecoveryCodes } from '../core/recovery-codes';
import { isSameJson } from '../core/same-json';
import { readHexSecret, secretBits } from '../core/secret';
import { sitesOfIssuer } from '../core/services';
import { cleanTags } from '../core/tags';
import type { VaultContent } from '../core/vault-content';
import type { Arguments, Candidate, ImportedAccount, LiveCode, PreviewItem, TypedAccount } from '../messages';

type Source = Arguments<'add'>['source'];

/** The one door for accounts from outside: scanned, pasted, typed or imported, they are read and judged here. */
export type ReadCandidate = NewAccount & {
  readonly sites: readonly Site[];
  readonly pinned: boolean;
  readonly submits?: boolean;
  readonly display?: CodeDisplay;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly icon?: string;
  readonly recoveryCodes?: readonly RecoveryCode[];
};

function readImported(given: ImportedAccount): ReadCandidate {
  const { sites = [], pinned = false, tags = [], note = '', icon = '', ...described } = given;
  const { period, counter, digits, submits = false, display, recoveryCodes = [], ...fields } = described;
  const account = readUnnamedAccount({
    ...fields,
    digits: `${digits}`,
    ...(period === undefined ? {} : { period: `${period}` }),
    ...(counter === undefined ? {} : { counter: `${counter}` }),
  });
  const savable = sites.filter(({ origin }) => savableOrigin(origin) === origin);
  const cleanNote = cleanLines(note, LIMITS.storedNoteCodePoints);
  const cleanCodes = readForeignRecoveryCodes(recoveryCodes);
  return {
    ...account,
    sites: savable,
    pinned,
    ...(submits ? { submits } : {}),
    ...(display === undefined ? {} : { display }),
    ...(tags.length > 0 ? { tags: cleanTags(tags, LIMITS.storedTags) } : {}),
    ...(cleanNote ? { note: cleanNote } : {}),
    ...(knownIcon(icon) === null ? {} : { icon }),
    ...(cleanCodes.length > 0 ? { recoveryCodes: cleanCodes } : {}),
  };
}

function readText(text: string, entry: number, pin: string | undefined): NewAccount {
  if (!looksLikeMigration(text)) return parseKeyUri(text, pin);
  const found = parseMigration(text).entries[entry];
  if (!found) throw new UserError('bad-migration');
  return found.read();
}

/** @throws UserError text-too-long */
function readName(text: string, field: 'issuer' | 'name'): string {
  const clean = cleanText(text, UNCUT);
  requireLength(clean, field);
  return clean;
}

function readTyped(typed: TypedAccount): NewAccount {
  const named = { ...typed, issuer: readName(typed.issuer, 'issuer'), name: readName(typed.name, 'name') };
  return readAccount(typed.type === 'motp' ? { ...named, secret: readHexSecret(typed.secret) } : named);
}

function readBare({ imported, typed, text = '', entry = 0, pin }: Candidate): ReadCandidate {
  if (imported) return readImported(imported);
  return { ...(typed ? readTyped(typed) : readText(text, entry, pin)), sites: [], pinned: false };
}

/**
 * @throws UserError of `parseKeyUri`, `parseMigration` and `readAccount`, text-too-long for what a person wrote over a
 *   name, and name-missing where nobody gave one
 */
function readNamed(candidate: Candidate): ReadCandidate {
  const read = readBare(candidate);
  const issuer = candidate.issuer === undefined ? read.issuer : readName(candidate.issuer, 'issuer');
  const name = candidate.name === undefined ? read.name : readName(candidate.name, 'name');
  if (!issuer && !name) throw new UserError('name-missing');
  return { ...read, issuer, name };
}

/** Whether it was scanned on the page that it is for; an export of another app says nothing of the page it stands on. */
const isOfPage = (candidate: Candidate, source: Source): boolean =>
  source === 'scan' && !looksLikeMigration(candidate.text ?? '');

/**
 * Where it came without a page, the organisation or the table of services says where an account of this issuer is asked for.
 * @throws UserError of `parseKeyUri`, `parseMigration` and `readAccount`
 */
export function readCandidate(
  candidate: Candidate,
  source: Source,
  policy: Policy = NO_POLICY,
): ReadCandidate {
  return withSites(readNamed(candidate), isOfPage(candidate, source), policy);
}

function withSites(account: ReadCandidate, isOfPage: boolean, policy: Policy): ReadCandidate {
  if (account.sites.length > 0 || isOfPage) return account;
  const preset = presetSitesOf(policy, account.issuer);
  return { ...account, sites: preset.length > 0 ? preset : sitesOfIssuer(account.issuer) };
}

/** Current and next code, or null for HOTP, whose codes are only given on request. */
export function liveCode(account: NewAccount, now: number): LiveCode | null {
  if (account.type === 'hotp') return null;
  return { ...generateCode(account, now), next: generateNextCode(account, now) };
}

/** Whether both show the same codes under the same name. */
function isSame(one: NewAccount, other: NewAccount): boolean {
  const isSameKind =
    one.type === 'hotp' || other.type === 'hotp' ? one.type === other.type : one.period === other.period;
  return (
    one.issuer === other.issuer &&
    one.name === other.name &&
    isSameKind &&
    one.type === other.type &&
    one.pin === other.pin &&
    one.algorithm === other.algorithm &&
    one.digits === other.digits
  );
}

/** Whether the given one has something to add to the saved one. What it merely lacks is no change. */
const bringsMore = (holder: Account, given: ReadCandidate): boolean =>
  (!holder.icon && given.icon !== undefined && given.icon !== shownIcon(holder)) ||
  !isSameJson(united(holder, given), holder);

type Verdict = Pick<Extract<PreviewItem, { kind: 'account' }>, 'verdict' | 'savedAs'>;

/** `given`: as it came, without the sites that the table of services would give it. */
function verdictOf(given: ReadCandidate, accounts: readonly Account[]): Verdict {
  const all = (isIt: (one: Account) => boolean) =>
    accounts.filter((one) => one.trashedAt === undefined && isIt(one));
  const [holder] = all((one) => one.secret === given.secret);
  if (!holder) {
    const [namesake, ...others] = all((one) => nameKey(one) === nameKey(given));
    if (!namesake) return { verdict: 'new', savedAs: '' };
    return { verdict: 'same-name', savedAs: others.length === 0 ? nameOf(namesake) : '' };
  }
  if (isSame(holder, given) && !bringsMore(holder, given)) return { verdict: 'saved', savedAs: '' };
  return { verdict: 'changed', savedAs: nameOf(holder) };
}

type Warning = 'short-secret' | 'issuer-differs';

function warnings(account: NewAccount, pageOrigin: string | undefined): Warning[] {
  const isShort = secretBits(account.secret) < LIMITS.secretBytes.weakBelow * 8;
  const differs = pageOrigin !== undefined && !issuerFitsHost(account.issuer, pageOrigin);
  return [...(isShort ? ['short-secret' as const] : []), ...(differs ? ['issuer-differs' as const] : [])];
}

function movingFactor(account: CodeKind): { counter: number } | { period: number } {
  return account.type === 'hotp' ? { counter: account.counter } : { period: account.period };
}

interface PreviewedFrom {
  readonly now: number;
  readonly pageOrigin?: string | undefined;
  readonly source: Source;
  readonly policy?: Policy;
  /** What the candidates before it are called, by their secrets. */
  readonly earlier?: Map<string, string>;
}

const nameOf = ({ issuer, name }: NewAccount): string => [issuer, name].filter(Boolean).join(', ');

/** A secret that came twice is added once; the second one says where the first is. */
function repeated(account: NewAccount, earlier: Map<string, string> | undefined): Verdict | null {
  const first = earlier?.get(account.secret);
  earlier?.set(account.secret, first ?? nameOf(account));
  return first === undefined ? null : { verdict: 'repeated', savedAs: first };
}

/** With a mark where there is more of it. */
function shortened(text: string): string {
  const { textCodePoints } = LIMITS;
  const clean = cleanText(text, textCodePoints + 1);
  return Array.from(clean).length > textCodePoints ? `${cleanText(clean, textCodePoints - 1)}…` : clean;
}

function titleOfEntry(text: string, entry: number): string {
  try {
    return cleanText(parseMigration(text).entries[entry]?.title ?? '');
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

/** What a person knows a refused one by: never from where its secret may stand. */
function titleOf({ imported, typed, text = '', entry = 0 }: Candidate): string {
  const named = imported ?? typed;
  if (named) return cleanText([named.issuer, named.name].filter(Boolean).join(': '));
  return looksLikeMigration(text) ? titleOfEntry(text, entry) : titleOfKeyUri(text);
}

function reasonOf(error: unknown): Pick<UserError, 'code' | 'details'> {
  if (error instanceof UserError) return { code: error.code, details: error.details };
  if (error instanceof CheckError) return { code: 'bad-content', details: {} };
  throw error;
}

/** What the confirm screen shows for one candidate. Nothing is saved; a wrong one is an item, not an error. */
export function previewCandidate(
  candidate: Candidate,
  content: VaultContent,
  { now, pageOrigin, source, earlier, policy }: PreviewedFrom,
): PreviewItem {
  const { text } = candidate;
  if (text !== undefined && !looksLikeKeyUri(text) && !looksLikeMigration(text))
    return { kind: 'other', text: shortened(text) };
  try {
    const given = readNamed(candidate);
    const account = withSites(given, isOfPage(candidate, source), policy ?? NO_POLICY);
    const { type, issuer, name, algorithm, digits } = account;
    const icon = shownIcon(account);
    return {
      kind: 'account',
      ...{ type, issuer, name, algorithm, digits },
      ...(icon === undefined ? {} : { icon }),
      ...movingFactor(account),
      secretBits: secretBits(account.secret),
      code: liveCode(account, now),
      ...(repeated(account, earlier) ?? verdictOf(given, content.accounts)),
      tags: account.tags ?? [],
      warnings: warnings(account, isOfPage(candidate, source) ? pageOrigin : undefined),
      hosts: account.sites.map(({ origin }) => hostForPeople(origin)),
    };
  } catch (error) {
    return { kind: 'refused', title: titleOf(candidate), ...reasonOf(error) };
  }
}

/** `previewCandidate` for all that is to be confirmed at once. */
export function previewCandidates(
  candidates: readonly Candidate[],
  content: VaultContent,
  from: Omit<PreviewedFrom, 'earlier'>,
): PreviewItem[] {
  const earlier = new Map<string, string>();
  return candidates.map((candidate) => previewCandidate(candidate, content, { ...from, earlier }));
}
