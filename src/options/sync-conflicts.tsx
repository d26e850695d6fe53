import type { ConflictView } from '../messages';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { hostOf } from '../ui/site-address';
import { t } from '../ui/text';
import { AccountName } from './account-name';
import { FieldName } from './backup-difference';

interface Props {
  readonly conflicts: readonly ConflictView[];
  readonly onSettle: (conflict: ConflictView, take: boolean) => void;
}

/** As `core/sync/fields.ts` names them. */
function Which({ field }: { readonly field: string }) {
  if (field === 'code') return <FieldName field="secret" />;
  if (field === 'trashed') return <FieldName field="trashedAt" />;
  if (field === 'picture') return <FieldName field="icon" />;
  if (field.startsWith('site ')) return <OutsideText text={hostOf(field.slice('site '.length))} />;
  if (field === 'recoveryCodes' || field.startsWith('used ')) return <>{t('recoveryCodes')}</>;
  return <FieldName field={field} />;
}

/** What two browsers changed, neither knowing of the other: what gave way can be taken back. */
export function SyncConflicts({ conflicts, onSettle }: Props) {
  if (conflicts.length === 0) return null;
  return (
    <Notice kind="info">
      <strong>{t('syncConflicts')}</strong>
      <ul class="sync-conflicts">
        {conflicts.map((conflict) => (
          <li key={`${conflict.id} ${conflict.field} ${conflict.at}`}>
            <p>
              <AccountName {...conflict} />
            </p>
            <p class="small">
              <Which field={conflict.field} />
              {conflict.lost !== null && (
                <>
                  {': '}
                  <OutsideText text={conflict.lost || '–'} />
                </>
              )}
            </p>
            <div class="sync-actions">
              <Button onClick={() => onSettle(conflict, true)}>{t('syncTakeOther')}</Button>
              <Button onClick={() => onSettle(conflict, false)}>{t('syncKeepThis')}</Button>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
