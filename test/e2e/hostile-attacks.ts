/** What hostile pages do, and what they watch: functions and scripts that are sent into pages and into the worker. */
import type { Arguments, RequestName } from '../../src/messages/index.ts';

/** Asks for every path in every way that a page has; what is said in answer, without the origin. */
export async function askForPaths({ origin, paths }: { origin: string; paths: string[] }) {
  const blank = (text: unknown) => String(text).replaceAll(origin, '');
  const outcome = (element: HTMLImageElement | HTMLScriptElement | HTMLLinkElement | HTMLIFrameElement) =>
    new Promise<string>((resolve) => {
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('failed');
      document.body.append(element);
    });
  const answers: Record<string, string>[] = [];
  for (const path of paths) {
    const url = origin + path;
    const script = Object.assign(document.createElement('script'), { src: url, type: 'module' });
    const link = Object.assign(document.createElement('link'), { href: url, rel: 'modulepreload' });
    const frame = Object.assign(document.createElement('iframe'), { src: url });
    const framed = await outcome(frame);
    const inside = frame.contentDocument?.URL ?? `closed, ${frame.contentWindow?.length} frames`;
    answers.push({
      fetched: await fetch(url).then(({ status }) => `status ${status}`, blank),
      opaque: await fetch(url, { mode: 'no-cors' }).then(({ type }) => type, blank),
      imported: await (globalThis as unknown as { load: (url: string) => Promise<unknown> })
        .load(url)
        .then(() => 'imported', blank),
      script: await outcome(script),
      link: await outcome(link),
      framed: blank(`${framed}: ${inside}`),
    });
    for (const element of [script, link, frame]) element.remove();
  }
  return answers;
}

/** All that a script can do in place of a person. Returns how many events it sent. */
export function actAsPerson(): number {
  const field = document.querySelector<HTMLInputElement>('#code');
  const form = field?.form;
  form?.addEventListener('submit', (event) => event.preventDefault());
  let sent = 0;
  const send = (event: Event) => {
    for (const target of [field, document, window]) {
      target?.dispatchEvent(event);
      sent += 1;
    }
  };
  const how = { bubbles: true, composed: true, cancelable: true };
  for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu'])
    send(new MouseEvent(type, how));
  const chords = ['KeyF', 'KeyO', 'KeyS'].map((code) => ({
    code,
    key: code.slice(3),
    altKey: true,
    shiftKey: true,
  }));
  for (const chord of chords)
    for (const type of ['keydown', 'keypress', 'keyup']) send(new KeyboardEvent(type, { ...how, ...chord }));
  for (const type of ['focus', 'focusin', 'input', 'change']) send(new Event(type, how));
  send(new ClipboardEvent('paste', { ...how, clipboardData: new DataTransfer() }));
  send(new DragEvent('drop', how));
  window.postMessage({ name: 'fill' }, '*');
  field?.focus();
  field?.click();
  form?.requestSubmit();
  return sent;
}

/** Every request of the contract, with arguments that it takes from a page of ours. */
export function everyMessage(id: string, origin: string): { name: string; args: unknown }[] {
  const opId = 'of-the-page';
  const target = { tabId: 1, documentId: 'D', origin };
  const candidates = [{ text: `otpauth://totp/Evil:x?secret=GEZDGNBVGY3TQOJQ` }];
  const passphrase = 'a passphrase of theirs';
  const credential = { type: 'passphrase', passphrase } as const;
  const bytes = 'A'.repeat(43);
  const messages: { [N in RequestName]: Arguments<N> } = {
    open: { first: 20 },
    createVault: { passphrase },
    unlock: { credential },
    lock: {},
    security: {},
    securityKeys: {},
    changePassphrase: { credential, passphrase, keys: [], recoveryKey: true },
    passphraseJudged: { strength: 'strong' },
    newRecoveryKey: { credential },
    addSecurityKey: { credential, label: 'theirs', credentialId: bytes, prfSalt: bytes, secret: bytes },
    removeSlot: { credential, slotId: bytes },
    setPin: { credential, pin: '000000' },
    changeSettings: { opId, lock: { afterMinutes: null, onSystemLock: false, maxHours: null }, credential },
    secret: { id, credential },
    exportCodes: { credential, ids: [id] },
    exportAccounts: { credential, ids: [id], sealed: false },
    codeCopied: { id },
    searchTexts: {},
    health: {},
    codes: { ids: [id] },
    account: { id },
    pictures: { ids: [id] },
    accounts: {},
    expand: { texts: ['otpauth-migration://offline?data=CgA='] },
    preview: { candidates, source: 'scan' },
    add: { opId, candidates, source: 'scan', credential },
    patch: { opId, id, base: { sites: [] }, fields: { sites: [{ origin, subdomains: true }] } },
    trash: { opId, ids: [id] },
    restore: { opId, ids: [id] },
    reorder: { opId, ids: [id] },
    tag: { opId, changes: [{ ids: [id], tag: 'theirs', on: true }] },
    pin: { opId, ids: [id], pinned: true },
    trashed: {},
    duplicates: {},
    unite: { opId, groups: [{ keep: id, others: [id] }] },
    separate: { opId, of: opId },
    purge: { opId, credential, ids: [id] },
    nextHotpCode: { opId, id },
    saveDraft: { form: 'add', draft: 'theirs' },
    loadDraft: { form: 'add' },
    dropDraft: { form: 'add' },
    findPrompt: { target },
    fill: { id, target, answer: 'remember' },
    explainPage: { target },
    expectGrant: { id, origin },
    dropGrant: {},
    turnOnAutomatic: { opId, id, origin },
    offerSeen: { opId, id, origin },
    grants: {},
    removeGrant: { pattern: `${origin}/*` },
    promptStands: { target },
    verified: { opId, id },
    sync: {},
    turnOnSync: { credential, other: credential, name: 'theirs' },
    turnOffSync: {},
    leaveOthersOut: { credential },
    syncNow: {},
    settleConflict: { id, field: 'name', at: 0, take: true },
    unsettleConflict: { id, field: 'name', at: 0 },
    dropPending: { target },
    scanPage: {},
    takeCapture: {},
    restoreVault: { file: '{}', credential },
    exportBackup: { credential },
    automaticBackup: {},
    readFolderFile: { file: '{}' },
    mergeFolderFile: { file: '{}' },
    setAutomaticBackups: { opId, credential },
    backedUp: { opId, changes: 0 },
    remindLater: { opId },
    backupHealth: {},
    readBackup: { file: '{}', credential },
    mergeBackup: { opId, file: '{}', credential, choices: [] },
    replaceByBackup: { opId, file: '{}', credential, own: credential },
    history: {},
    historyFile: { key: 'revision-1-1' },
    exportRaw: {},
    startOver: {},
    dropNotice: {},
    recoveryCodes: { id, credential },
    findRecoveryCodes: { text: 'a1b2c-d3e4f' },
    changeRecoveryCodes: { opId, id, base: [], codes: [{ code: 'a1b2c-d3e4f' }] },
    fillRecoveryCode: { id, target, answer: 'remember', credential },
    takeBackRecoveryCode: { opId, id, usedAt: 1 },
    takeSelection: {},
    clock: {},
    findOffset: { id, readings: [{ code: '123456', at: 1 }] },
    siteClock: { target },
    setClockOffset: { offset: 86_400 },
    dropClockJump: {},
    showPage: { page: 'settings' },
  };
  // The one that the script on a granted site sends; what is undefined does not cross.
  const look = { name: 'lookHere', args: undefined };
  return [...Object.entries(messages).map(([name, args]) => ({ name, args })), look];
}

/** Records what a page can see: every change of its document, every call of what it patched, every new global. */
export const SPY = `
  seen = [];
  const note = (what) => seen.push(what);
  new MutationObserver((records) => records.forEach(({ type, target, attributeName }) => note([type, target.nodeName, attributeName].join(' '))))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const patch = (owner, name) => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    const part = own.value ? 'value' : own.set ? 'set' : 'get';
    const before = own[part];
    own[part] = function (...args) { note(name); return before.apply(this, args); };
    Object.defineProperty(owner, name, own);
  };
  const patched = [[HTMLInputElement, 'value'], [Node, 'appendChild'], [Node, 'insertBefore'], [Element, 'append'],
    [Element, 'setAttribute'], [Element, 'attachShadow'], [Document, 'createElement'], [Document, 'execCommand'],
    [EventTarget, 'dispatchEvent'], [EventTarget, 'addEventListener'], [HTMLElement, 'focus'],
    [HTMLCanvasElement, 'toDataURL'], [HTMLCanvasElement, 'getContext'], [Document, 'querySelectorAll']];
  for (const [{ prototype }, name] of patched) patch(prototype, name);
  globals = Object.getOwnPropertyNames(window).concat('globals').sort().join();
`;

/** Notes in the page how long "Fill anyway" stood there before it could be pressed. */
export function watchFillAnyway(): void {
  let shownAt = 0;
  new MutationObserver(() => {
    const button = document.querySelector<HTMLButtonElement>('button.danger');
    if (button?.disabled) shownAt ||= performance.now();
    else if (button && shownAt) document.body.dataset.disabledFor ??= `${performance.now() - shownAt}`;
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
}

/** Moves the tab on after the page was asked and before the code is sent, once. */
export const reloadBeforeFill = `{
  globalThis.beforeInjection = async ({ target: { tabId }, args }) => {
    if (args?.[0] !== 'fill') return;
    delete globalThis.beforeInjection;
    const isThere = new Promise((resolve) => {
      chrome.tabs.onUpdated.addListener(function listen(id, { status }) {
        if (id !== tabId || status !== 'complete') return;
        chrome.tabs.onUpdated.removeListener(listen);
        resolve();
      });
    });
    await chrome.tabs.reload(tabId);
    await isThere;
  };
}`;
