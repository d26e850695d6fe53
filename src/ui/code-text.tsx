/** How many characters stand together: 3+3, 4+4, 5, 5+5; seven as 4+3, nine as 3+3+3. */
function groupSize(length: number): number {
  if (length % 5 === 0) return 5;
  return length === 7 || length === 8 ? 4 : 3;
}

/** `"492039"` → `["492", "039"]`. */
function groupCode(code: string): string[] {
  const size = groupSize(code.length);
  const groups: string[] = [];
  for (let at = 0; at < code.length; at += size) groups.push(code.slice(at, at + size));
  return groups;
}

/** For a sentence: a plain space would let the groups change places where the line runs from right to left. */
export const codeInText = (code: string): string => groupCode(code).join('\u00A0');

interface CodeTextProps {
  readonly code: string;
  readonly size?: 'medium' | 'large';
}

/** The gap between the groups is a margin: selecting and `textContent` give bare characters. */
export function CodeText({ code, size = 'medium' }: CodeTextProps) {
  return (
    <bdi class={`code-text ${size}`} dir="ltr">
      {groupCode(code).map((group, index) => (
        <span key={index} class="code-group">
          {group}
        </span>
      ))}
    </bdi>
  );
}
