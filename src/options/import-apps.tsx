import { More } from '../ui/more';
import { t } from '../ui/text';

/** Names of apps, the same in every language. Each has its importer in `core/importers`. */
const APPS = [
  '1Password',
  '2FAS',
  'Aegis',
  'andOTP',
  'Apple Passwords, Safari',
  'Authenticator, 2FA Authenticator (browser extensions)',
  'Authenticator Plus',
  'Authy (rooted phones)',
  'Battle.net',
  'Bitwarden, Bitwarden Authenticator',
  'Dashlane',
  'Duo Mobile (rooted phones)',
  'Enpass',
  'Ente Auth',
  'FIDO Credential Exchange',
  'FreeOTP, FreeOTP+',
  'Google Authenticator',
  'KeePass, KeePassXC',
  'Keeper',
  'LastPass, LastPass Authenticator',
  'Microsoft Authenticator (rooted phones)',
  'OTP Auth',
  'Proton Authenticator, Proton Pass',
  'Raivo OTP',
  'Steam',
  'Stratum',
  'TOTP Authenticator',
  'WinAuth',
  'Zoho Vault',
];

/** What can be read, and what to do where an app lets nothing out. */
export function ImportApps() {
  return (
    <More summary={t('importApps')}>
      <ul class="import-apps small">
        {APPS.map((app) => (
          <li key={app}>
            <bdi>{app}</bdi>
          </li>
        ))}
      </ul>
      <p class="small">{t('importAppsShut')}</p>
      <p class="small">{t('importAppsPgp')}</p>
    </More>
  );
}
