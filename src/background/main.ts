/**
 * The background: the only place that ever holds a key or a secret. It keeps no variables, so its death between two
 * requests is a non-event. Listeners are registered synchronously, or a browser that wakes it would not find them.
 */
import { browser, type Runtime } from '../platform/browser';
import { closeStorageToPages, browserHost as host } from '../platform/host';
import { showTab } from '../platform/surfaces';
import { isOwnPage } from './gate';
import { createMenus, onCommand, onMenu } from './gestures';
import { readRequest } from './requests';
import { serve } from './serve';
import { keepLockPrompt, LOCK_ALARM } from './session-key';

/** Leaves alone, without an answer, what does not come from a page of ours or is not in the contract. */
function onMessage(message: unknown, sender: Runtime.MessageSender, answer: (value: unknown) => void) {
  const own = { id: browser.runtime.id, url: browser.runtime.getURL('') };
  const request = isOwnPage(sender, own) ? readRequest(message) : null;
  if (!request) return undefined;
  void serve(host, request, { isInTab: sender.tab !== undefined }).then(answer);
  return true;
}
// The polyfill's types do not know that a listener may leave a message alone.
browser.runtime.onMessage.addListener(onMessage as Runtime.OnMessageListenerCallback);

browser.contextMenus.onClicked.addListener((info, tab) => void onMenu(host, info, tab));
browser.commands.onCommand.addListener((command, tab) => void onCommand(host, command, tab));
browser.alarms.onAlarm.addListener((alarm) => {
  if (alarm.name === LOCK_ALARM) void keepLockPrompt(host);
});

// Alarms go with a restart or an update of the browser, and the key with it; after the end of a worker both are there.
void keepLockPrompt(host);

void closeStorageToPages();

browser.runtime.onStartup.addListener(() => void createMenus());
browser.runtime.onInstalled.addListener(({ reason }) => {
  void createMenus();
  if (reason === 'install') void showTab('welcome');
});
