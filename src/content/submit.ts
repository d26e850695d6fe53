import { flatAncestors, isHtml, isInput, isShadowRoot } from './dom.ts';
import { fold } from './fold.ts';
import { pressEnter } from './keystroke.ts';
import { said } from './lexicon.ts';
import { isGone } from './reading.ts';

const BUTTONS = 'button, input[type=submit], input[type=button], input[type=image], [role=button]';
/** A button stands near its field: further out begins the page around the prompt. */
const MOST_STEPS_OUT = 8;

/**
 * Sends a filled prompt as its owner would, by one press and no second: the form's own default button; without a form
 * the nearest button after the fields whose words say so; where there is neither, Enter. Returns whether something was
 * pressed: nothing is when a field is gone, nor while the default button is disabled and nobody listens to Enter.
 */
export function submitPrompt(fields: HTMLElement[]): boolean {
  const last = fields.at(-1);
  if (!last || fields.some(isGone)) return false;
  const form = isInput(last) ? last.form : last.closest('form');
  const own = form ? defaultButton(form) : undefined;
  if (form && own && !saysOther(own)) {
    if (!own.matches(':disabled')) HTMLFormElement.prototype.requestSubmit.call(form, own);
    return !own.matches(':disabled') || pressEnter(last);
  }
  const button = nearestButton(last);
  if (button) button.click();
  else if (form) HTMLFormElement.prototype.requestSubmit.call(form);
  else pressEnter(last);
  return true;
}

/** The first submit button in tree order, as the HTML standard has it; a form's names may hide its own methods. */
function defaultButton(form: HTMLFormElement): HTMLElement | undefined {
  const root = form.getRootNode();
  const around = isShadowRoot(root) ? root : form.ownerDocument;
  return [...around.querySelectorAll(BUTTONS)]
    .filter(isHtml)
    .find((button) => isSubmit(button) && 'form' in button && button.form === form);
}

const isSubmit = (button: HTMLElement): boolean =>
  'type' in button && (button.type === 'submit' || button.type === 'image');

const wordsOf = (button: HTMLElement): string =>
  fold(
    [
      isInput(button) ? button.value : (button.textContent ?? ''),
      button.getAttribute('aria-label') ?? '',
    ].join(' '),
  );

/** "Send again" is no answer, even where it is the first button of the form. */
const saysOther = (button: HTMLElement): boolean =>
  said.has('sendAction', wordsOf(button)) || said.has('withoutApp', wordsOf(button));

function nearestButton(field: HTMLElement): HTMLElement | undefined {
  const isAnswer = (button: HTMLElement): boolean =>
    (field.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
    !button.matches(':disabled, [aria-disabled=true]') &&
    button.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    said.has('submit', wordsOf(button)) &&
    !saysOther(button);
  for (const around of [...flatAncestors(field)].slice(1, 1 + MOST_STEPS_OUT)) {
    const found = [...around.querySelectorAll(BUTTONS)].filter(isHtml).find(isAnswer);
    if (found) return found;
  }
  return undefined;
}
