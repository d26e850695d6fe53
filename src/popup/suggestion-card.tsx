import { Button } from '../ui/button';
import { t } from '../ui/text';

interface SuggestionCardProps {
  /** Empty until the word list is loaded; the card keeps its height. */
  readonly suggestion: string;
  readonly bits: number;
  readonly onUse: () => void;
  readonly onAnother: () => void;
}

/** The words of the list are English, whatever the language of the page. */
export function SuggestionCard({ suggestion, bits, onUse, onAnother }: SuggestionCardProps) {
  return (
    <div class="card suggestion">
      <p class="small muted">{t('suggestedBits', bits)}</p>
      <p class="suggestion-words" lang="en" translate={false}>
        {suggestion}
      </p>
      <div class="suggestion-buttons">
        <Button onClick={onUse}>{t('useSuggestion')}</Button>
        <Button onClick={onAnother}>{t('anotherSuggestion')}</Button>
      </div>
    </div>
  );
}
