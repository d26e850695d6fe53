import { hasPin } from '../account';
import { knownIcon, pictureBase64 } from '../account-icon';
import { UserError } from '../errors';
import { fitsMigration } from '../google-migration';
import { entryName } from '../importers/reading/fields';
import { formatKeyUri } from '../key-uri';
import type { Bytes } from '../vault-file/bytes';
import { aegis, aegisSealed } from './aegis';
import { andOtp, andOtpSealed } from './andotp';
import { bitwarden, bitwardenSealed } from './bitwarden';
import { cxf } from './cxf';
import type {
  Carrier,
  DescribedAccount,
  ExportedAccount,
  Exporter,
  LossKind,
  WriteOptions,
} from './exporter';
import { protonAuthenticator, protonAuthenticatorSealed } from './proton-authenticator';
import { twoFas, twoFasSealed } from './two-fas';
import { uriList } from './uri-list';

export type { DescribedAccount, ExportedAccount, LossKind, WriteOptions } from './exporter';

/** Those that are called sealed need a passphrase. */
const EXPORTERS = {
  'uri-list': uriList,
  aegis,
  'aegis-sealed': aegisSealed,
  '2fas': twoFas,
  '2fas-sealed': twoFasSealed,
  bitwarden,
  'bitwarden-sealed': bitwardenSealed,
  proton: protonAuthenticator,
  'proton-sealed': protonAuthenticatorSealed,
  andotp: andOtp,
  'andotp-sealed': andOtpSealed,
  cxf,
} as const satisfies Record<string, Exporter>;

export type ExportFormat = keyof typeof EXPORTERS;

/** What is shown instead of saved: codes that Google Authenticator scans, pages to print, a move to another browser. */
const SHOWN = {
  google: { holds: fitsMigration, keeps: { tags: 'none', note: false, pinned: false } },
  paper: {
    holds: () => true,
    anyKind: true,
    keeps: { tags: 'none', note: true, pinned: false, pins: ['motp', 'yandex'], recoveryCodes: true },
  },
  // All but pictures of one's own, as `core/transfer` has it.
  move: {
    holds: () => true,
    anyKind: true,
    keeps: {
      ...{ tags: 'all', note: true, pinned: true, sites: true, pins: ['motp', 'yandex'] },
      ...{ bundledIcon: true, recoveryCodes: true },
    },
  },
} as const satisfies Record<string, Carrier>;

/** Whatever accounts leave as. */
export type ExportWay = ExportFormat | keyof typeof SHOWN;

const CARRIERS: Readonly<Record<ExportWay, Carrier>> = { ...EXPORTERS, ...SHOWN };

export interface ExportFile {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Bytes;
}

export interface Loss {
  /** What a person knows the account by; its place in the list where it has no name. */
  readonly name: string;
  readonly what: LossKind;
}

/** Apps take Steam's codes for what Steam makes them, and fewer than six digits for Steam's alone. */
function isOrdinary(account: DescribedAccount): boolean {
  if (account.type !== 'steam') return account.digits >= 6;
  return account.digits === 5 && account.period === 30 && account.algorithm === 'SHA1';
}

const canHold = (carrier: Carrier, account: DescribedAccount): boolean =>
  (carrier.anyKind || isOrdinary(account)) && carrier.holds(account);

function tagsLost({ tags = [] }: DescribedAccount, { keeps }: Carrier): LossKind[] {
  if (keeps.tags === 'none') return tags.length > 0 ? ['tags'] : [];
  return keeps.tags === 'first' && tags.length > 1 ? ['other-tags'] : [];
}

/** A chosen one; those that other apps find by themselves are no loss. Bundled icons have other names everywhere. */
function losesIcon(account: DescribedAccount, keeps: Carrier['keeps']): boolean {
  if (knownIcon(account.icon ?? '') === null) return false;
  return pictureBase64(account) === null ? !keeps.bundledIcon : !keeps.picture;
}

function lostOf(account: DescribedAccount, carrier: Carrier): LossKind[] {
  if (!canHold(carrier, account)) return ['left-out'];
  const { changes = () => [], keeps } = carrier;
  const { note, pinned, sites = [] } = account;
  const lost: LossKind[] = [...changes(account), ...tagsLost(account, carrier)];
  if (note && !keeps.note) lost.push('note');
  if (pinned && !keeps.pinned) lost.push('pinned');
  if (sites.length > 0 && !keeps.sites) lost.push('sites');
  if (hasPin(account.type) && !keeps.pins?.includes(account.type)) lost.push('pin');
  if (losesIcon(account, keeps)) lost.push('icon');
  if (account.recovery && !keeps.recoveryCodes) lost.push('recovery-codes');
  return lost;
}

/** Everything that cannot be carried that way, to be told before anything leaves. */
export function lossesOf(way: ExportWay, accounts: readonly DescribedAccount[]): Loss[] {
  return accounts.flatMap((account, index) => {
    const name = entryName(account.issuer, account.name, index);
    return lostOf(account, CARRIERS[way]).map((what) => ({ name, what }));
  });
}

/** One key URI for each account, in their order: for paper, from which nothing is left out. */
export const keyUrisOf = (accounts: readonly ExportedAccount[]): string[] => accounts.map(formatKeyUri);

/** Day in UTC. */
const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/**
 * Writes a file for another app, without what `lossesOf` names. It holds the secrets, in clear unless the format is
 * sealed: treat it as one.
 * @throws UserError password-required (a sealed format without a passphrase), no-entries (nothing that it can hold)
 */
export async function writeExport(
  format: ExportFormat,
  accounts: readonly ExportedAccount[],
  options: WriteOptions,
): Promise<ExportFile> {
  const exporter: Exporter = EXPORTERS[format];
  const held = accounts.filter((account) => canHold(exporter, account));
  if (held.length === 0) throw new UserError('no-entries');
  const fileName = `counterfoil-${format}-${dayOf(options.now)}.${exporter.extension}`;
  return { fileName, mimeType: exporter.mimeType, bytes: await exporter.write(held, options) };
}
