import type { ExportFormat } from '../core/exporters';
import { t } from '../ui/text';

/** What a person can take the accounts along as: a sealed backup, a move, a file for another app, codes to scan, paper. */
export type Way =
  | { readonly id: 'backup'; readonly kind: 'backup' }
  | { readonly id: 'move'; readonly kind: 'move' }
  | { readonly id: ExportFormat; readonly kind: 'file'; readonly isSealed: boolean; readonly app: string }
  | { readonly id: 'google'; readonly kind: 'codes' }
  | { readonly id: 'paper'; readonly kind: 'paper' };

const file = (id: ExportFormat, app: string, isSealed = false): Way => ({ id, kind: 'file', isSealed, app });

/** The first one is offered first: it alone leaves nothing behind, and shows nothing. */
const WAYS: readonly Way[] = [
  { id: 'backup', kind: 'backup' },
  { id: 'move', kind: 'move' },
  file('aegis-sealed', 'Aegis', true),
  file('2fas-sealed', '2FAS', true),
  file('bitwarden-sealed', 'Bitwarden', true),
  file('proton-sealed', 'Proton Authenticator', true),
  file('andotp-sealed', 'andOTP', true),
  { id: 'google', kind: 'codes' },
  { id: 'paper', kind: 'paper' },
  file('uri-list', ''),
  file('aegis', 'Aegis'),
  file('2fas', '2FAS'),
  file('bitwarden', 'Bitwarden'),
  file('proton', 'Proton Authenticator'),
  file('andotp', 'andOTP'),
  file('cxf', 'FIDO Credential Exchange'),
];

/** Whether nobody reads the secrets without a passphrase or a code. */
export const isSealed = (way: Way): boolean =>
  way.kind === 'backup' || way.kind === 'move' || (way.kind === 'file' && way.isSealed);

/** An organisation may let secrets leave encrypted alone. */
export const waysUnder = (isPlainForbidden: boolean): readonly Way[] =>
  isPlainForbidden ? WAYS.filter(isSealed) : WAYS;

export function wayText(way: Way): string {
  if (way.kind === 'backup') return t('exportToBackup');
  if (way.kind === 'move') return t('exportToMove');
  if (way.kind === 'codes') return t('exportToCodes');
  if (way.kind === 'paper') return t('exportToPaper');
  if (way.id === 'uri-list') return t('exportToLinks');
  return way.isSealed ? t('exportToSealed', way.app) : t('exportToPlain', way.app);
}
