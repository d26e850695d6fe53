import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Grouping } from '../core/settings';
import { t } from './text';

/** What the person set for all codes. */
export const CodeGrouping = createContext<Grouping>('automatic');

/** How many characters stand together by themselves: 3+3, 4+4, 5, 5+5; seven as 4+3, nine as 3+3+3. */
function fittingSize(length: number): number {
  if (length % 5 === 0) return 5;
  return length === 7 || length === 8 ? 4 : 3;
}

/** `"492039"` → `["492", "039"]`. */
function groupCode(code: string, grouping: Grouping): string[] {
  const sizes = { automatic: fittingSize(code.length), twos: 2, threes: 3, fours: 4, none: code.length };
  const size = sizes[grouping];
  const groups: string[] = [];
  for (let at = 0; at < code.length; at += size) groups.push(code.slice(at, at + size));
  return groups;
}

interface CodeTextProps {
  readonly code: string;
  readonly size?: 'medium' | 'large';
}

/** The gap between the groups is a margin: selecting and `textContent` give bare characters. */
export function CodeText({ code, size = 'medium' }: CodeTextProps) {
  const groups = groupCode(code, useContext(CodeGrouping));
  return (
    <bdi class={`code-text ${size}`} dir="ltr">
      {groups.map((group, index) => (
        <span key={index} class="code-group">
          {group}
        </span>
      ))}
    </bdi>
  );
}

interface CodeDotsProps {
  /** Of the code that they stand for. */
  readonly length: number;
  readonly size?: 'medium' | 'large';
}

/** Stands for a code that is hidden, as wide as its digits. */
export function CodeDots({ length, size = 'medium' }: CodeDotsProps) {
  const groups = groupCode('0'.repeat(length), useContext(CodeGrouping));
  return (
    <span class={`code-text ${size}`} dir="ltr" aria-hidden="true">
      {groups.map((group, index) => (
        <span key={index} class="code-group">
          {Array.from(group, (_character, place) => (
            <span key={place} class="code-dot" />
          ))}
        </span>
      ))}
    </span>
  );
}

/**
 * The code that follows, in a sentence. A plain space would let the groups change places where the line runs from right
 * to left.
 */
export function NextCode({ code }: { readonly code: string }) {
  return <>{t('thenCode', groupCode(code, useContext(CodeGrouping)).join('\u00A0'))}</>;
}
