/** Markup that is safe to send: written by us, or escaped. Only the `html` tag makes it. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | false | undefined | Html | readonly Html[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Builds markup and escapes every interpolated text, for content and for quoted attributes alike.
 * `false` and `undefined` give nothing, so that `${isOn && html`…`}` reads well.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const markup = strings.map((text, index) => text + markupOf(parts[index])).join('');
  return { markup };
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  if ('markup' in part) return part.markup;
  return part.map((item) => item.markup).join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
