import type { Verdict } from '../core/verify-code';
import { t, tn } from '../ui/text';

type Found = Extract<Verdict, { offset: number }>;

function stepText({ verdict, offset }: Found): string {
  const distance = Math.abs(offset);
  if (verdict === 'accepted') {
    if (offset === 0) return t('verdictNow');
    return tn(offset < 0 ? 'verdictLate' : 'verdictEarly', distance);
  }
  return tn(offset < 0 ? 'verdictExpired' : 'verdictNotYet', distance);
}

function counterText({ verdict, offset }: Found): string {
  const distance = Math.abs(offset);
  if (verdict === 'accepted') return offset === 0 ? t('verdictCounter') : tn('verdictAhead', distance);
  return tn(offset < 0 ? 'verdictBehind' : 'verdictBeyond', distance);
}

/** One sentence for what became of a code; `isCounted`: of HOTP. A malformed one has none: its field says it. */
export function verdictText(isCounted: boolean, judged: Verdict): string {
  if (!('offset' in judged)) return judged.verdict === 'wrong' ? t('verdictWrong') : '';
  if (judged.verdict === 'used') return t('verdictUsed');
  if (judged.verdict === 'older') return t('verdictOlder');
  return isCounted ? counterText(judged) : stepText(judged);
}
