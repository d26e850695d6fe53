import type { ComponentChildren } from 'preact';
import type { SlotView } from '../messages';
import { dateText } from '../ui/date-text';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import './security.css';

function slotText(type: SlotView['type']): string {
  const names = {
    passphrase: t('passphrase'),
    'webauthn-prf': t('securityKey'),
    recovery: t('recoveryKey'),
    other: t('otherSlot'),
  };
  return names[type];
}

interface SlotLineProps {
  readonly slot: SlotView;
  readonly children?: ComponentChildren;
}

/** One way in: what the person called it, what it is, since when. */
export function SlotLine({ slot: { type, label, createdAt, isElsewhere }, children }: SlotLineProps) {
  const facts = [
    label && slotText(type),
    createdAt !== null && t('slotSince', dateText(createdAt)),
    isElsewhere && t('slotElsewhere'),
  ];
  const small = facts.filter(Boolean).join(', ');
  return (
    <li class="slot">
      <span class="slot-names">
        <b>
          <OutsideText text={label || slotText(type)} />
        </b>
        {small && <span class="small muted">{small}</span>}
      </span>
      {children && <span class="slot-buttons">{children}</span>}
    </li>
  );
}

/** "Remove" for the eye, which sees the line that it stands in; with its name for the ear. */
export function RemoveText({ slot: { type, label } }: Pick<SlotLineProps, 'slot'>) {
  return (
    <>
      {t('remove')}
      <span class="hidden-text"> {label || slotText(type)}</span>
    </>
  );
}
