import { useEffect, useState } from 'preact/hooks';
import type { Strength } from './passphrase-advice';

type Advice = typeof import('./passphrase-advice');

/** A judgement takes a few hundredths of a second, so it waits for a pause in the typing, in milliseconds. */
const PAUSE_MS = 120;

/** Suggestions and the judgement of what is typed, as soon as the lists are loaded. */
export function usePassphraseAdvice(passphrase: string) {
  const [advice, setAdvice] = useState<Advice | null>(null);
  const [suggestion, setSuggestion] = useState('');
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    void import('./passphrase-advice').then((loaded) => {
      setAdvice(loaded);
      setSuggestion(loaded.suggestPassphrase());
    });
  }, []);
  useEffect(() => {
    if (!advice) return;
    const judge = () => setStrength(passphrase === '' ? null : advice.strengthOf(passphrase));
    const timer = setTimeout(judge, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [advice, passphrase]);
  return {
    suggestion,
    suggestedBits: advice?.SUGGESTED_BITS ?? 64,
    strength,
    suggestAnother: () => advice && setSuggestion(advice.suggestPassphrase()),
  };
}
