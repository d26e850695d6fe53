import { LIMITS } from './account';
import { cleanText } from './outside-text';

/** Tags from outside: clean, each once, none empty, no more than an account holds. */
export function cleanTags(tags: readonly string[], most: number = LIMITS.tags): string[] {
  const clean = tags.map((tag) => cleanText(tag, LIMITS.tagCodePoints)).filter(Boolean);
  return [...new Set(clean)].slice(0, most);
}

/** As a person types them: between commas, in any script's comma. */
export const readTags = (typed: string): string[] => cleanTags(typed.split(/[,、،，]/u));
