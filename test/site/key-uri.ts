import { toDataURL } from 'qrcode';

export const issuer = 'Practice Site';

/**
 * The key URI of a secret with the common settings; one for HOTP says where to begin counting. The issuer stands twice: before the account name, where
 * old authenticators look, and as a parameter. `encodeURIComponent`, because many read `+` as a plus sign.
 */
export function keyUri(accountName: string, secret: string, type: 'totp' | 'hotp' = 'totp'): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(accountName)}`;
  const counter = type === 'hotp' ? '&counter=0' : '';
  return `otpauth://${type}/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}${counter}`;
}

/** A PNG data image with the quiet zone of four modules that scanners need, also on a dark page. */
export function qrImage(text: string): Promise<string> {
  return toDataURL(text, { errorCorrectionLevel: 'M', margin: 4, scale: 5 });
}

/** "JBSW Y3DP …", to be read and typed by a person. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
