import { type Html, html } from './html.ts';

export interface TextField {
  /** Its name and its id. */
  name: string;
  label: string;
  type?: 'text' | 'password' | 'tel';
  autocomplete: string;
  value?: string;
  hint?: string;
  problem?: string | undefined;
}

/** A labelled field; its hint and its problem are read out with it. */
export function textField({
  name,
  label,
  type = 'text',
  autocomplete,
  value = '',
  hint,
  problem,
}: TextField): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value}" required
      autocapitalize="none" spellcheck="false" ${described(name, hint, problem)}>
    ${problemLine(name, problem)}
  </div>`;
}

/**
 * One field for a code: digits on a phone's keyboard, offered by whatever fills one-time codes. It takes the focus
 * where nothing stands before it that has to be read or scanned first.
 */
export function codeField(
  problem: string | undefined,
  { hasFocus, hint, maxLength = 12 }: { hasFocus: boolean; hint?: string; maxLength?: number },
): Html {
  return html`<div class="field">
    <label for="code">Code</label>
    ${hint !== undefined && html`<p class="hint" id="code-hint">${hint}</p>`}
    <input class="code" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code"
      maxlength="${maxLength}" placeholder="000 000" required ${hasFocus && html`autofocus`} ${described('code', hint, problem)}>
    ${problemLine('code', problem)}
  </div>`;
}

/** Six fields of one character, as many sites have them. Works without its script too, box by box. */
export function codeBoxes(problem?: string): Html {
  const boxes = [1, 2, 3, 4, 5, 6].map(
    (number) => html`<input class="code" id="digit-${number}" name="digit" type="text" inputmode="numeric"
      maxlength="1" required aria-label="Digit ${number} of 6"
      ${number === 1 && html`autocomplete="one-time-code" autofocus`} ${described('code', undefined, problem)}>`,
  );
  return html`<fieldset class="field">
    <legend>Code</legend>
    <div class="boxes">${boxes}</div>
    ${problemLine('code', problem)}
  </fieldset>`;
}

function described(name: string, hint?: string, problem?: string): Html {
  const ids = [hint !== undefined && `${name}-hint`, problem !== undefined && `${name}-problem`].filter(
    Boolean,
  );
  return html`${ids.length > 0 && html`aria-describedby="${ids.join(' ')}"`} ${problem !== undefined && html`aria-invalid="true"`}`;
}

/** What is wrong with the field of this name; it is read out at once. */
export function problemLine(name: string, problem?: string): Html | undefined {
  if (problem === undefined) return undefined;
  return html`<p class="problem" id="${name}-problem" role="alert">${problem}</p>`;
}
