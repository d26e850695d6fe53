export const issuer = 'Practice Site';

/**
 * The key URI of a secret with the common settings; one for HOTP says where to begin counting. The issuer stands
 * twice: before the account name, where old authenticators look, and as a parameter. `encodeURIComponent`, because
 * many read `+` as a plus sign.
 */
export function keyUri(
  accountName: string,
  secret: string,
  { type = 'totp', issuer: name = issuer }: { type?: 'totp' | 'hotp'; issuer?: string } = {},
): string {
  const label = `${encodeURIComponent(name)}:${encodeURIComponent(accountName)}`;
  const counter = type === 'hotp' ? '&counter=0' : '';
  return `otpauth://${type}/${label}?secret=${secret}&issuer=${encodeURIComponent(name)}${counter}`;
}

/** "JBSW Y3DP …", to be read and typed by a person. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
