import type { PreviewItem } from '../messages';
import { t, tn } from './text';

/** What of the accounts of a file could not be taken along. */
export interface LostDetails {
  /** How many accounts have an icon in the other app that could not be had. */
  readonly icons: number;
  /** How many notes lost their end. */
  readonly notes: number;
  /** How many accounts have more or longer tags than fit. */
  readonly tags: number;
}

interface Props {
  readonly items: readonly PreviewItem[];
  readonly lost: LostDetails;
}

/** What a file brings, in sums: a thousand rows are not counted by eye. */
export function ImportSums({ items, lost }: Props) {
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
    { sum: lost.icons, text: tn('iconsLost', lost.icons) },
    { sum: lost.notes, text: tn('notesCut', lost.notes) },
    { sum: lost.tags, text: tn('tagsCut', lost.tags) },
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
