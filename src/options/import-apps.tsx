import { More } from '../ui/more';
import { isolated } from '../ui/outside-text';
import { t } from '../ui/text';

/** Names of apps, the same in every language. Each has its importer in `core/importers`. */
const APPS = [
  '1Password',
  '2FAS',
  'Aegis',
  'andOTP',
  'Apple Passwords, Safari',
  'Authenticator, 2FA Authenticator',
  'Authenticator Plus',
  'Authy',
  'Battle.net',
  'Bitwarden, Bitwarden Authenticator',
  'Dashlane',
  'Duo Mobile',
  'Enpass',
  'Ente Auth',
  'FIDO Credential Exchange',
  'FreeOTP, FreeOTP+',
  'Google Authenticator',
  'KeePass, KeePassXC',
  'Keeper',
  'LastPass, LastPass Authenticator',
  'Microsoft Authenticator',
  'OTP Auth',
  'Proton Authenticator, Proton Pass',
  'Raivo OTP',
  'Steam',
  'Stratum',
  'TOTP Authenticator',
  'WinAuth',
  'Zoho Vault',
] as const;

/** Which ones of that name, or where alone their files can be had. */
const REMARKS: Partial<Record<(typeof APPS)[number], 'importAppExtension' | 'importAppRooted'>> = {
  'Authenticator, 2FA Authenticator': 'importAppExtension',
  Authy: 'importAppRooted',
  'Duo Mobile': 'importAppRooted',
  'Microsoft Authenticator': 'importAppRooted',
};

function appText(app: (typeof APPS)[number]): string {
  const remark = REMARKS[app];
  return remark ? t(remark, isolated(app)) : isolated(app);
}

/** What can be read, and what to do where an app lets nothing out. */
export function ImportApps() {
  return (
    <More summary={t('importApps')}>
      <ul class="import-apps small">
        {APPS.map((app) => (
          <li key={app}>{appText(app)}</li>
        ))}
      </ul>
      <p class="small">{t('importAppsShut')}</p>
      <p class="small">{t('importAppsPgp')}</p>
    </More>
  );
}
