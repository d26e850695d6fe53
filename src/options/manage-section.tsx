import { useContext, useEffect } from 'preact/hooks';
import { Button } from '../ui/button';
import { t } from '../ui/text';
import { ManageAccounts } from './manage-accounts';
import { OverScreen } from './over-screen';
import { Section } from './section';

/** The fragment of the address that leads to the screen itself. */
const ACCOUNTS = '#accounts';

/** The way to the screen for the whole list. */
export function ManageSection() {
  const over = useContext(OverScreen);
  const show = () => over.show(<ManageAccounts />);
  useEffect(() => {
    if (location.hash !== ACCOUNTS) return;
    // Only once: whoever goes back comes to the settings.
    history.replaceState(null, '', location.pathname);
    show();
  }, []);
  return (
    <Section id="manage" title={t('accounts')}>
      <p class="muted">{t('manageWhat')}</p>
      <Button onClick={show}>{t('manageAccounts')}</Button>
    </Section>
  );
}
