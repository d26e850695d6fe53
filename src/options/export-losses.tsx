import type { Loss, LossKind } from '../core/exporters';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';

function lossText(kind: LossKind): string {
  switch (kind) {
    case 'left-out':
      return t('lossLeftOut');
    case 'issuer':
    case 'name':
      return t('lossName');
    case 'tags':
      return t('lossTags');
    case 'other-tags':
      return t('lossOtherTags');
    case 'note':
      return t('lossNote');
    case 'pinned':
      return t('lossPinned');
    case 'sites':
      return t('lossSites');
    case 'pin':
      return t('lossPin');
    case 'icon':
      return t('lossIcon');
    case 'recovery-codes':
      return t('lossRecoveryCodes');
  }
}

/** What stays behind, by kind, with the names of the accounts that it is about. */
export function ExportLosses({ losses }: { readonly losses: readonly Loss[] }) {
  const byText = Map.groupBy(losses, ({ what }) => lossText(what));
  if (losses.length === 0) return null;
  return (
    <Notice kind={losses.some(({ what }) => what === 'left-out') ? 'warning' : 'info'}>
      <strong>{t('lossTitle')}</strong>
      <ul class="export-losses">
        {[...byText].map(([text, lost]) => (
          <li key={text}>
            <details>
              <summary>
                {text}: {lost.length}
              </summary>
              <OutsideText text={lost.map(({ name }) => name).join(', ')} />
            </details>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
