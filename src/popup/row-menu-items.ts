import type { AccountRow, PolicyView } from '../messages';
import { t, tn } from '../ui/text';
import type { MenuItem } from './row-menu';
import type { RowDeeds } from './use-row-actions';

interface MenuDeeds extends Pick<RowDeeds, 'pin' | 'trash'> {
  readonly next: (row: AccountRow) => void;
  readonly large: (row: AccountRow) => void;
  /** Where the row has no room for the button. */
  readonly fill: ((row: AccountRow) => void) | undefined;
  readonly edit: (id: string) => void;
  readonly secret: (row: AccountRow) => void;
  readonly recovery: (row: AccountRow) => void;
  /** Where there is a page in front. */
  readonly fillRecovery: ((row: AccountRow) => void) | undefined;
  /** Where this is the account's site. */
  readonly automatic: ((row: AccountRow) => void) | undefined;
  readonly clock: (row: AccountRow) => void;
  /** Where there is a page in front. */
  readonly explain: (() => void) | undefined;
}

/** What "More" offers for an account, under what the organisation settles; recovery codes that are there stay in reach. */
export function menuItems(
  row: AccountRow,
  { hideFeatures: hidden, forbidPlainExport }: PolicyView,
  deeds: MenuDeeds,
): readonly MenuItem[] {
  const isCounted = row.type === 'hotp';
  const automatic: MenuItem[] =
    deeds.automatic && !isCounted && !hidden.includes('automatic-fill')
      ? [{ icon: 'next', label: t('automaticTitle'), run: () => deeds.automatic?.(row) }]
      : [];
  const clock: MenuItem[] = isCounted
    ? []
    : [{ icon: 'warning', label: t('clockTitle'), run: () => deeds.clock(row) }];
  const explain: MenuItem[] = deeds.explain
    ? [{ icon: 'fill', label: t('explainTitle'), run: deeds.explain }]
    : [];
  const fill: MenuItem[] = deeds.fill
    ? [{ icon: 'fill', label: t('fill'), run: () => deeds.fill?.(row) }]
    : [];
  const secret: MenuItem[] = forbidPlainExport
    ? []
    : [{ icon: 'eye', label: t('showSecret'), run: () => deeds.secret(row) }];
  const { recovery } = row;
  const fillRecovery: MenuItem[] =
    deeds.fillRecovery && recovery && recovery.left > 0
      ? [{ icon: 'fill', label: t('recoveryFill'), run: () => deeds.fillRecovery?.(row) }]
      : [];
  const hasCodes = recovery !== undefined || !hidden.includes('recovery-codes');
  const codes = recovery ? tn('recoveryCodesLeft', recovery.left) : t('recoveryCodes');
  return [
    ...fill,
    { icon: 'next', label: t(isCounted ? 'nextCode' : 'copyNext'), run: () => deeds.next(row) },
    { icon: 'screen', label: t('showLarge'), run: () => deeds.large(row) },
    { icon: 'edit', label: t('edit'), run: () => deeds.edit(row.id) },
    { icon: 'pin', label: t(row.pinned ? 'unpin' : 'pin'), run: () => deeds.pin(row) },
    ...secret,
    ...(hasCodes ? [{ icon: 'check', label: codes, run: () => deeds.recovery(row) } as const] : []),
    ...fillRecovery,
    ...automatic,
    ...clock,
    ...explain,
    { icon: 'trash', label: t('delete'), run: () => deeds.trash(row) },
  ];
}
