import { describe, expect, it } from 'vitest';
import { addUser, openDatabase } from './database.ts';
import { devicesOf } from './device-store.ts';
import { deviceWith, rememberDevice } from './devices.ts';

const agents = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1', 'Safari on macOS'],
  ['<script>', 'A browser on a computer'],
  ['', 'A browser on a computer'],
] as const;

describe('a remembered device', () => {
  it('is called by its browser and system, and stored without its token', async () => {
    const database = await openDatabase();
    const userId = addUser(database, 'ada', 'no hash', 0) ?? 0;
    const tokens = agents.map(([userAgent]) => rememberDevice(database, userId, { userAgent, now: 0 }));
    const titles = devicesOf(database, userId, 0).map(({ title }) => title);
    expect(titles.reverse()).toEqual(agents.map(([, title]) => title));
    const stored = JSON.stringify(database.read('SELECT * FROM device'));
    for (const token of tokens) {
      expect(stored).not.toContain(token);
      expect(deviceWith(database, userId, { token, now: 0 })).toBeDefined();
      expect(deviceWith(database, userId + 1, { token, now: 0 })).toBeUndefined();
    }
    database.close();
  });
});
