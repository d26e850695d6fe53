import type { PreviewItem } from '../messages';
import { t, tn } from './text';

interface Props {
  readonly items: readonly PreviewItem[];
  /** How many icons could not be taken along. */
  readonly iconsLost: number;
}

/** What a file brings, in sums: a thousand rows are not counted by eye. */
export function ImportSums({ items, iconsLost }: Props) {
  const count = (verdict: string): number =>
    items.filter((item) => item.kind === 'account' && item.verdict === verdict).length;
  const refused = items.filter(({ kind }) => kind !== 'account').length;
  const sums = [
    { sum: count('new'), text: t('sumNew', count('new')) },
    { sum: count('saved'), text: t('sumSaved', count('saved')) },
    { sum: count('changed'), text: t('sumChanged', count('changed')) },
    { sum: count('same-name'), text: t('sumSameName', count('same-name')) },
    { sum: count('repeated'), text: t('sumRepeated', count('repeated')) },
    { sum: refused, text: t('sumRefused', refused) },
    { sum: iconsLost, text: tn('iconsLost', iconsLost) },
  ];
  return (
    <p class="import-sums">
      {sums
        .filter(({ sum }) => sum > 0)
        .map(({ text }) => text)
        .join(' · ')}
    </p>
  );
}
