import { render } from 'preact';
import { ask } from '../ui/ask';
import '../ui/theme.css';
import { markPageLanguage } from '../ui/page-language';
import { App } from './app';
import { rowsInWindow } from './use-window-range';
import './popup.css';

/** Asked before anything is drawn: the answer is most of the way to the first picture. */
const opening = ask('open', { first: rowsInWindow() });

markPageLanguage();
const root = document.getElementById('app');
if (root) render(<App opening={opening} />, root);
