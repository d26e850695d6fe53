import type { BackupView } from '../messages';
import { dateText } from '../ui/date-text';
import { t } from '../ui/text';

/** What is here beside what is in the backup. */
export function BackupSides({ view: { mine, theirs } }: { readonly view: BackupView }) {
  const rows = [
    [t('compareSaved'), dateText(mine.savedAt), dateText(theirs.savedAt)],
    [t('compareRevision'), mine.rev, theirs.rev],
    [t('accounts'), mine.accounts, theirs.accounts],
  ] as const;
  return (
    <table class="sides card" aria-label={t('compareTitle')}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('compareHere')}</th>
          <th scope="col">{t('compareThere')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, here, there]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{here}</td>
            <td>{there}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
