import { useContext } from 'preact/hooks';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { ExportAccounts } from './export-accounts';
import { ManageAccounts } from './manage-accounts';
import { OverScreen } from './over-screen';

/** Takes the accounts that were chosen in the list to another app; the way back keeps them chosen. */
export function ExportChosen({ chosen }: { readonly chosen: ReadonlySet<string> }) {
  const over = useContext(OverScreen);
  return (
    <Page title={t('toOtherApp')} onBack={() => over.show(<ManageAccounts chosen={chosen} />)}>
      <section class="card section">
        <ExportAccounts first={chosen} />
      </section>
    </Page>
  );
}
