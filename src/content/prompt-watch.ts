/**
 * The one script that is registered, on sites alone that the person granted for automatic fill. It decides nothing and
 * fills nothing: when the page is there, and when a field has come into sight that it has not told of yet, it says
 * "look here", without an argument and without an answer. Whether there is a prompt, and whether anything is filled,
 * the background finds out itself.
 *
 * It has no repeating timer. Its observer is woken by new elements alone, and by attributes only while a hidden field
 * waits; after many looks without anything new, or ten minutes, it stops, and the focus wakes it again.
 */
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> | undefined } };

/** A page that draws itself anew settles in this time. */
const SETTLE_MS = 200;
const MOST_VAIN_LOOKS = 40;
const LONGEST_WATCH_MS = 10 * 60_000;
const FIELD =
  'input:not([type]), input[type=text], input[type=tel], input[type=number], input[type=password], [contenteditable]';
const ATTRIBUTES = ['class', 'style', 'hidden', 'type', 'disabled', 'readonly', 'open', 'aria-hidden'];

const told = new WeakSet<Element>();
/** The document and the open shadow roots met so far. */
const roots = new Set<Document | ShadowRoot>([document]);
const startedAt = performance.now();
let vainLooks = 0;
/** Something came since the last look; a look for a change of attributes alone is not one in vain. */
let isElementNew = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let watchesAttributes = false;

const observer = new MutationObserver((records) => {
  const [added, changed] = [records.filter(({ type }) => type === 'childList'), records.length];
  const hasNew = added.filter(concernsFields).length > 0;
  isElementNew ||= hasNew;
  if (hasNew || added.length < changed) lookSoon();
});

/** Looks at all the nodes that came, so that every new shadow root is met. */
function concernsFields(record: MutationRecord): boolean {
  for (const node of record.addedNodes) {
    if (!(node instanceof Element)) continue;
    const hasShadow = meetRoots(node);
    if (hasShadow || node.matches(FIELD) || node.querySelector(FIELD) !== null) return true;
  }
  return false;
}

/** Open shadow roots of what was added, so that their fields are seen as well. Returns whether there was one. */
function meetRoots(added: Element | Document): boolean {
  let isNew = false;
  const meet = (element: Element): void => {
    const root = element.shadowRoot;
    if (!root || roots.has(root)) return;
    roots.add(root);
    observe(root);
    isNew = true;
    for (const inner of root.querySelectorAll('*')) meet(inner);
  };
  if (added instanceof Element) meet(added);
  for (const element of added.querySelectorAll('*')) meet(element);
  return isNew;
}

function observe(root: Document | ShadowRoot): void {
  const options = { childList: true, subtree: true };
  observer.observe(
    root,
    watchesAttributes ? { ...options, attributes: true, attributeFilter: ATTRIBUTES } : options,
  );
}

function observeAll(withAttributes: boolean): void {
  watchesAttributes = withAttributes;
  observer.disconnect();
  for (const root of roots) observe(root);
}

function lookSoon(): void {
  if (timer !== undefined || document.hidden) return;
  timer = setTimeout(() => {
    timer = undefined;
    look();
  }, SETTLE_MS);
}

/** Of the top document and its shadow roots: frames are not filled by themselves. */
function* fields(): Generator<Element> {
  for (const root of roots) {
    if (root !== document && root instanceof ShadowRoot && !root.isConnected) roots.delete(root);
    else yield* root.querySelectorAll(FIELD);
  }
}

const isTypedInto = (field: Element): boolean =>
  !field.matches(':disabled, :read-only:not([contenteditable])');

/** @returns whether there was something to tell */
function look(): boolean {
  let hasNew = false;
  let isOneHidden = false;
  for (const field of fields()) {
    if (told.has(field)) continue;
    if (!isTypedInto(field) || !field.checkVisibility()) {
      isOneHidden = true;
      continue;
    }
    told.add(field);
    hasNew = true;
  }
  if (hasNew) tell();
  if (hasNew) vainLooks = 0;
  else if (isElementNew) vainLooks += 1;
  isElementNew = false;
  const isTired = vainLooks > MOST_VAIN_LOOKS || performance.now() - startedAt > LONGEST_WATCH_MS;
  if (isTired) observer.disconnect();
  else if (isOneHidden !== watchesAttributes) observeAll(isOneHidden);
  return hasNew;
}

/** After an update of the extension there is nobody to tell: then this old script does nothing any more. */
function tell(): void {
  try {
    void chrome.runtime.sendMessage({ name: 'lookHere' })?.catch(() => undefined);
  } catch {
    stop();
  }
}

function stop(): void {
  observer.disconnect();
  removeEventListener('focusin', onFocus, true);
  document.removeEventListener('visibilitychange', lookSoon);
}

function onFocus(): void {
  vainLooks = 0;
  observeAll(watchesAttributes);
  lookSoon();
}

meetRoots(document);
observeAll(false);
addEventListener('focusin', onFocus, true);
document.addEventListener('visibilitychange', lookSoon);
// The page itself is told of as well, where no field is: the badge says that the site has an account. A page that nobody
// looks at waits for its turn.
if (document.hidden || !look()) tell();
