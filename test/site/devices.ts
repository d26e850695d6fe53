/** Remembered devices: a random token in a cookie stands for the second factor for thirty days. */
import { randomBytes } from 'node:crypto';
import { addDevice, type Device, devicesOf } from './device-store.ts';
import { hashOf, type SignedIn } from './session.ts';
import type { Sqlite } from './sqlite.ts';

export const rememberedDays = 30;
const dayMilliseconds = 24 * 60 * 60_000;

/** In the log, and as the second factor of a session. */
export const rememberedDevice = 'remembered-device';

/** Remembers a device; returns the token that its cookie holds, which is stored nowhere else. */
export function rememberDevice(
  database: Sqlite,
  userId: number,
  { userAgent, now }: { userAgent: string; now: number },
): string {
  const token = randomBytes(32).toString('base64url');
  addDevice(database, userId, {
    tokenHash: hashOf(token),
    title: titleOf(userAgent),
    addedAt: now,
    usedAt: now,
    expiresAt: now + rememberedDays * dayMilliseconds,
  });
  return token;
}

/** Whether the session itself showed a second factor. What it gives to others must not stand on a device's memory. */
export function hasShownFactor({ factors, factor }: SignedIn): boolean {
  return factors === 2 && factor !== rememberedDevice;
}

/** "Firefox on Linux", from the names that browsers carry; the first that fits, for most claim to be others, too. */
function titleOf(userAgent: string): string {
  const browsers = { Firefox: 'Firefox/', Edge: 'Edg/', Opera: 'OPR/', Chrome: 'Chrome/', Safari: 'Safari/' };
  const systems = { Android: 'Android', iOS: 'iPhone', Windows: 'Windows', macOS: 'Mac OS', Linux: 'Linux' };
  const nameIn = (names: Record<string, string>) =>
    Object.entries(names).find(([, mark]) => userAgent.includes(mark))?.[0];
  return `${nameIn(browsers) ?? 'A browser'} on ${nameIn(systems) ?? 'a computer'}`;
}

/** The device of this account that the token belongs to, unless it was forgotten or is over. */
export function deviceWith(
  database: Sqlite,
  userId: number,
  { token, now }: { token: string | undefined; now: number },
): Device | undefined {
  if (token === undefined) return undefined;
  const tokenHash = hashOf(token);
  return devicesOf(database, userId, now).find((device) => device.tokenHash === tokenHash);
}
