/**
 * The background: the only place that ever holds a key or a secret. It keeps no variables, so its death between two
 * requests is a non-event. Listeners are registered synchronously, or a browser that wakes it would not find them.
 */
import { browser, type Runtime } from '../platform/browser';
import { clearClipboard } from '../platform/clipboard';
import { onMenuClicked, onShortcut } from '../platform/gestures';
import { onGrantsChanged } from '../platform/grants';
import { closeStorageToPages, browserHost as host } from '../platform/host';
import { onManagedChanged } from '../platform/policy';
import { showPage } from '../platform/surfaces';
import { onSyncNeeded } from '../platform/sync';
import { registerWatch } from '../platform/watch';
import { CLIPBOARD_ALARM } from './clipboard';
import { isOwnPage, readLookHere } from './gate';
import { dropOldQuickWay, PIN_ALARM } from './lock/pin';
import { findKey, keepLockPrompt, LOCK_ALARM, onIdleState } from './lock/session-key';
import { onUpdateAvailable } from './lock/update';
import { readRequest } from './requests';
import { serve } from './serve';
import { lookHere } from './site/automatic';
import { createMenus, onCommand, onMenu } from './site/gestures';
import { onGranted, onRevoked } from './site/grants';
import { dropSelected, SELECTION_ALARM } from './site/kept-selection';
import { SYNC_ALARM, syncNow } from './sync/engine';

/** Leaves alone, without an answer, what does not come from a page of ours or is not in the contract. */
function onMessage(message: unknown, sender: Runtime.MessageSender, answer: (value: unknown) => void) {
  const own = { id: browser.runtime.id, url: browser.runtime.getURL('') };
  const place = readLookHere(message, sender, own);
  if (place) void lookHere(host, place);
  const request = isOwnPage(sender, own) ? readRequest(message) : null;
  if (!request) return undefined;
  void serve(host, request, { isInTab: sender.tab !== undefined }).then(answer);
  return true;
}
// The polyfill's types do not know that a listener may leave a message alone.
browser.runtime.onMessage.addListener(onMessage as Runtime.OnMessageListenerCallback);

onMenuClicked((info, tab) => void onMenu(host, info, tab));
onShortcut((command, tab) => void onCommand(host, command, tab));
browser.alarms.onAlarm.addListener((alarm) => {
  if (alarm.name === LOCK_ALARM) void keepLockPrompt(host);
  if (alarm.name === PIN_ALARM) void dropOldQuickWay(host);
  if (alarm.name === CLIPBOARD_ALARM) void clearClipboard();
  if (alarm.name === SELECTION_ALARM) void dropSelected(host);
  if (alarm.name === SYNC_ALARM) void syncNow(host);
});
browser.idle.onStateChanged.addListener((state) => void onIdleState(host, state));
onGrantsChanged(
  (patterns) => void onGranted(host, patterns),
  () => void onRevoked(host),
);
onManagedChanged(() => {
  void keepLockPrompt(host);
  void createMenus(host);
  host.announce({ type: 'policy' });
});
onSyncNeeded(() => void syncNow(host));
browser.runtime.onUpdateAvailable.addListener(() => {
  // In its turn: a vault that is just being made or opened is not cut off.
  void host.exclusive(async () => onUpdateAvailable(host, (await findKey(host)) === null));
});

// Alarms go with a restart or an update of the browser, and the key with it; after the end of a worker both are there.
void keepLockPrompt(host);

void closeStorageToPages();

browser.runtime.onStartup.addListener(() => void createMenus(host));
browser.runtime.onInstalled.addListener(({ reason }) => {
  void createMenus(host);
  // An update takes registered scripts away; the grants stay.
  void registerWatch();
  if (reason === 'install') void showPage('welcome');
});
