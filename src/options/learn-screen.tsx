import { Page } from '../ui/page';
import { t } from '../ui/text';
import './learn-screen.css';

const PARTS = [
  { title: 'learnWhyTitle', texts: ['learnWhy'] },
  { title: 'learnFirstTitle', texts: ['learnFirst'] },
  { title: 'learnPasswordsTitle', texts: ['learnPasswords'] },
  { title: 'learnLostTitle', texts: ['learnLostBefore', 'learnLostAfter'] },
] as const;

/** Why and how, in a page of plain text: the extension has no address of ours to send people to. */
export function LearnScreen({ onBack }: { readonly onBack: () => void }) {
  return (
    <Page title={t('learnTitle')} onBack={onBack}>
      {PARTS.map(({ title, texts }) => (
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
