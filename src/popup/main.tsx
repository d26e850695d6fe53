import { render } from 'preact';
import { ask } from '../ui/ask';
import '../ui/theme.css';
import { markPageLanguage } from '../ui/page-language';
import { App } from './app';
import { askAhead } from './capture-ahead';
import { clearClipboard } from './clear-clipboard';
import { rowsInWindow } from './use-window-range';
import './popup.css';

/** Whether the frozen picture is shown, the answer says; reading it takes as long. */
function readMeanwhile(): void {
  askAhead();
  void import('./scan-reading').then(({ beginReading }) => beginReading());
  void import('./scan-screen');
}

function showApp(root: HTMLElement): void {
  // Asked before anything is drawn: the answer is most of the way to the first picture.
  const isScan = window.location.hash === '#scan';
  const opening = ask('open', { first: isScan ? 0 : rowsInWindow(), takesFailure: true });
  if (isScan) readMeanwhile();
  markPageLanguage();
  render(<App opening={opening} />, root);
}

const root = document.getElementById('app');
// The page that the background opens where nobody sees it (`platform/clipboard.ts`).
if (window.location.hash === '#clear-clipboard') clearClipboard();
else if (root) showApp(root);
