import type { ExportedAccount } from '../core/exporters';
import { Button } from '../ui/button';
import { dateText } from '../ui/date-text';
import { OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { QrCode } from '../ui/qr-code';
import { t } from '../ui/text';
import { kindText } from '../ui/ticket-kind';
import './export-paper.css';
import { useShownFor } from './use-shown-for';

interface Props {
  readonly accounts: readonly ExportedAccount[];
  /** In the order of the accounts. */
  readonly uris: readonly string[];
  readonly onDone: () => void;
}

/** In fours, as people copy letters. */
const inGroups = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/gu, '$1 ');

/** As people type it into another device: that of Mobile-OTP is hexadecimal there, as in its URI. */
const typedSecret = ({ type, secret }: ExportedAccount, uri: string): string =>
  type === 'motp' ? (uri.split('secret=').at(-1) ?? '') : secret;

/** Every account as a code to scan and a text to type, for a drawer that burns with no computer. */
export function ExportPaper({ accounts, uris, onDone }: Props) {
  useShownFor(onDone);
  return (
    <Page
      title={t('exportPaperTitle')}
      actions={
        <>
          <Button kind="primary" onClick={() => window.print()}>
            {t('print')}
          </Button>
          <Button onClick={onDone}>{t('done')}</Button>
        </>
      }
    >
      <p class="export-paper-hint">{t('exportPaperHint')}</p>
      <article class="export-paper">
        <h2>{t('exportPaperSheet', dateText(Date.now()))}</h2>
        <p>{t('exportPaperKeep')}</p>
        <ul>
          {accounts.map((account, index) => (
            <li key={index}>
              <QrCode text={uris[index] ?? ''} label={t('exportPaperCode', account.issuer || account.name)} />
              <div>
                <h3>
                  <OutsideText text={account.issuer || account.name} />
                </h3>
                {account.issuer && account.name && (
                  <p>
                    <OutsideText text={account.name} />
                  </p>
                )}
                <p>
                  <code dir="ltr">{inGroups(typedSecret(account, uris[index] ?? ''))}</code>
                </p>
                {account.pin !== undefined && (
                  <p>
                    {t('accountPin')}: <code dir="ltr">{account.pin}</code>
                  </p>
                )}
                <p>{kindText(account)}</p>
                {account.note && (
                  <p class="export-paper-note">
                    <OutsideText text={account.note} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      </article>
    </Page>
  );
}
