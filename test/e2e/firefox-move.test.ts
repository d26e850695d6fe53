/** Codes before the camera and in another window, and a move to and from it, in a real Firefox. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortableAccount } from '../../src/core/account';
import { sealMove } from '../../src/core/transfer';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import { filmBeforeCamera, pictureOf, picturesOf } from './move-film';
import { PASSPHRASE, POPUP } from './person';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;

let firefox: Firefox;
const { ask, see } = firefoxSteps(() => firefox);
beforeAll(async () => {
  firefox = await launchFirefox({ extension: EXTENSION });
  await firefox.newTab(`${firefox.origin}/src/options/index.html`);
  await ask('createVault', { passphrase: PASSPHRASE });
});
afterAll(() => firefox?.close());

async function press(name: string): Promise<void> {
  await awaitUntil(`"${name}"`, () =>
    firefox.evaluate((wanted) => {
      const named = [...document.querySelectorAll<HTMLElement>('button, summary')].find(({ textContent }) =>
        textContent?.includes(wanted),
      );
      named?.click();
      return named !== undefined;
    }, name),
  );
}

const moved = (letter: string): PortableAccount => ({
  ...{ type: 'totp', period: 30, algorithm: 'SHA1', digits: 6, issuer: `Moved ${letter}`, name: 'octavia' },
  secret: `${letter}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`,
});

describe('Firefox', () => {
  it.each([
    ['the camera', 'getUserMedia', 'Camera', 'Lens'],
    ['another window', 'getDisplayMedia', 'Another window or screen', 'Window'],
  ] as const)(
    'reads an ordinary code out of %s, and adds what is confirmed',
    async (_what, source, way, name) => {
      const secret = `${name === 'Lens' ? 'Y' : 'Z'}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`;
      const uri = `otpauth://totp/${name}:octavia?secret=${secret}&issuer=${name}`;
      await firefox.newTab(`${firefox.origin}/${POPUP}#sources`);
      await see('Scan from somewhere else');
      await firefox.evaluate(filmBeforeCamera, [pictureOf(uri)], source);
      await press(way);
      await see(name);
      await press('Add');
      await see('Account saved');
    },
  );

  it('reads a series, opens it with its code, and adds what is confirmed', async () => {
    const { code, sealed } = await sealMove(Array.from('ABCDEFGHIJKL', moved));
    await firefox.newTab(`${firefox.origin}/${POPUP}#sources`);
    await see('Scan from somewhere else');
    await firefox.evaluate(filmBeforeCamera, picturesOf(sealed, 20));
    await press('Camera');
    await see('All of it is here, still sealed');
    await firefox.type('.move-code-form input', code);
    await press('Continue');
    await see('12 of 12 chosen');
    await press('Add');
    await see('12 accounts saved');
  });

  it('shows a series, and its code alone', async () => {
    await firefox.newTab(`${firefox.origin}/src/options/index.html`);
    await press('Take accounts to another app');
    await awaitUntil('the ways', () =>
      firefox.evaluate(() => {
        const choice = document.querySelector<HTMLSelectElement>('form:has(.export-choice) select');
        if (choice) choice.value = 'move';
        choice?.dispatchEvent(new Event('input', { bubbles: true }));
        choice?.dispatchEvent(new Event('change', { bubbles: true }));
        return choice !== null;
      }),
    );
    await see('No file, no server');
    await press('Show them');
    await firefox.waitFor('.credential-form input');
    await firefox.type('.credential-form input', PASSPHRASE);
    await press('Continue');
    await firefox.waitFor('.move-pictures .qr-code');
    const path = () =>
      firefox.evaluate(() => document.querySelector('.move-pictures path')?.getAttribute('d') ?? '');
    const first = await path();
    await press('Start');
    await awaitUntil('the next picture', async () => (await path()) !== first);
    await press('Show the code');
    await firefox.waitFor('.move-code');
    expect(await path()).toBe('');
  });
});
