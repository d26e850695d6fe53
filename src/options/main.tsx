import { render } from 'preact';
import '../ui/theme.css';
import { ask } from '../ui/ask';
import { markPageLanguage } from '../ui/page-language';
import { t } from '../ui/text';
import './options.css';
import { OptionsApp } from './options-app';

const opening = ask('open', { first: 0 });

markPageLanguage();
document.title = t('optionsTitle');
const root = document.getElementById('app');
if (root) render(<OptionsApp opening={opening} />, root);
