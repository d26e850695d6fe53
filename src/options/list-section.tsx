import { useEffect, useState } from 'preact/hooks';
import type { ListOrder } from '../core/list-order';
import type { Grouping } from '../core/settings';
import type { ListSettings, SecurityView } from '../messages';
import { CheckBox, Select } from '../ui/field';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useSettingsChange } from './lock-change';
import { Section } from './section';

const ORDER_TEXTS = {
  manual: 'orderManual',
  issuer: 'orderIssuer',
  name: 'orderName',
  recent: 'orderRecent',
  used: 'orderUsed',
} as const satisfies Record<ListOrder, string>;

const isOrder = (value: string): value is ListOrder => Object.hasOwn(ORDER_TEXTS, value);
const ORDERS = Object.keys(ORDER_TEXTS).filter(isOrder);

/** An example each: shown as a code would be. */
const GROUPING_TEXTS = {
  automatic: 'groupingAutomatic',
  twos: 'groupingTwos',
  threes: 'groupingThrees',
  fours: 'groupingFours',
  none: 'groupingNone',
} as const satisfies Record<Grouping, string>;

const isGrouping = (value: string): value is Grouping => Object.hasOwn(GROUPING_TEXTS, value);
const GROUPINGS = Object.keys(GROUPING_TEXTS).filter(isGrouping);

/** How the codes are listed and shown. */
export function ListSection({ security }: { readonly security: SecurityView }) {
  /** What was chosen stands at once; it goes back where it could not be saved. */
  const [list, setList] = useState(security.list);
  useEffect(() => setList(security.list), [security]);
  const { change, error } = useSettingsChange(() => setList(security.list));
  const changeList = (part: Partial<ListSettings>): void => {
    const next = { ...list, ...part };
    setList(next);
    change({ list: next });
  };
  return (
    <Section id="list" title={t('listTitle')}>
      <Select
        label={t('listOrder')}
        value={list.order}
        options={ORDERS.map((order) => ({ value: order, label: t(ORDER_TEXTS[order]) }))}
        onInput={(order) => isOrder(order) && changeList({ order })}
      />
      <Select
        label={t('grouping')}
        value={list.grouping}
        options={GROUPINGS.map((grouping) => ({ value: grouping, label: t(GROUPING_TEXTS[grouping]) }))}
        onInput={(grouping) => isGrouping(grouping) && changeList({ grouping })}
      />
      <CheckBox
        label={t('hideCodes')}
        hint={t('hideCodesHint')}
        checked={list.hideCodes}
        onInput={(hideCodes) => changeList({ hideCodes })}
      />
      {error && <Notice kind="error">{error}</Notice>}
    </Section>
  );
}
