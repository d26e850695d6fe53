import { useEffect, useState } from 'preact/hooks';
import type { Strength } from './passphrase-advice';

type Advice = typeof import('./passphrase-advice');

/** A judgement takes a few hundredths of a second, so it waits for a pause in the typing, in milliseconds. */
const PAUSE_MS = 120;

/** Suggestions and the judgement of what is typed, as soon as the lists are loaded. */
export function usePassphraseAdvice(passphrase: string) {
  const [advice, setAdvice] = useState<Advice | null>(null);
  const [suggestion, setSuggestion] = useState('');
  const [judged, setJudged] = useState<{ readonly text: string; readonly strength: Strength } | null>(null);
  useEffect(() => {
    void import('./passphrase-advice').then((loaded) => {
      setAdvice(loaded);
      setSuggestion(loaded.suggestPassphrase());
    });
  }, []);
  useEffect(() => {
    if (!advice) return;
    const judge = () =>
      setJudged(passphrase === '' ? null : { text: passphrase, strength: advice.strengthOf(passphrase) });
    const timer = setTimeout(judge, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [advice, passphrase]);
  return {
    suggestion,
    suggestedBits: advice?.SUGGESTED_BITS ?? 64,
    /** Of what stood there last when the typing paused. */
    lastStrength: judged?.strength ?? null,
    /** Of what stands there now; null until that is judged, so that nobody is refused for what is gone. */
    strength: judged?.text === passphrase ? judged.strength : null,
    suggestAnother: () => advice && setSuggestion(advice.suggestPassphrase()),
  };
}
