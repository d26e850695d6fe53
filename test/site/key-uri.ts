import { toDataURL } from 'qrcode';

export const issuer = 'Practice Site';

/**
 * The key URI of a TOTP secret with the common settings. The issuer stands twice: before the account name, where
 * old authenticators look, and as a parameter. `encodeURIComponent`, because many read `+` as a plus sign.
 */
export function keyUri(accountName: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(accountName)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

/** A PNG data image with the quiet zone of four modules that scanners need, also on a dark page. */
export function qrImage(text: string): Promise<string> {
  return toDataURL(text, { errorCorrectionLevel: 'M', margin: 4, scale: 5 });
}

/** "JBSW Y3DP …", to be read and typed by a person. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
