import { Page } from '../ui/page';
import { t } from '../ui/text';
import { LEARN_PARTS } from './learn-parts';
import './learn-screen.css';

/** Why and how, in a page of plain text: the extension has no address of ours to send people to. */
export function LearnScreen({ onBack }: { readonly onBack: () => void }) {
  return (
    <Page title={t('learnTitle')} onBack={onBack}>
      {LEARN_PARTS.map(({ title, texts }) => (
        <section key={title} class="learn" aria-labelledby={title}>
          <h2 id={title}>{t(title)}</h2>
          {texts.map((name) => (
            <p key={name}>{t(name)}</p>
          ))}
        </section>
      ))}
    </Page>
  );
}
