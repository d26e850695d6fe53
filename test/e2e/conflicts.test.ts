/** Two tabs on one account in real Chromium: nothing that one of them did is lost without a word. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import { press, says, sees } from './backup-steps';
import { type Chromium, launchChromium } from './harness/chromium';
import { choose, POPUP } from './person';
import { account, addAccounts, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));

let chromium: Chromium;
/** Two tabs with the list of accounts. */
let one: Page;
let other: Page;
let issuer: string;
let round = 0;

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const row = (page: Page, name: string) => page.getByRole('listitem', { name });

async function save(page: Page): Promise<void> {
  await press(page, 'Save');
  await says(page, 'Saved');
}

async function openForms(): Promise<void> {
  for (const page of [one, other]) {
    await choose(page, issuer, 'Edit');
    await field(page, 'Issuer').waitFor();
  }
}

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  one = await stockVault(chromium, []);
  other = await chromium.page(POPUP);
});
afterAll(() => chromium?.close());

beforeEach(async () => {
  round += 1;
  issuer = `Acme ${round}`;
  await addAccounts(one, [account(issuer, secretOf(issuer))]);
  await openForms();
});

describe('an account that is edited in two tabs', () => {
  it('has both changes when they are in different fields', async () => {
    await field(one, 'Issuer').fill('Renamed');
    await field(other, 'Account name').fill('drusilla');
    await save(one);
    await save(other);
    for (const page of [one, other]) await row(page, 'Renamed, drusilla').waitFor();
  });

  it('tells the second tab what the first one wrote into the same field, and lets the person decide', async () => {
    await field(one, 'Issuer').fill('The first');
    await field(other, 'Issuer').fill('The second');
    await field(other, 'Account name').fill('valeria');
    await save(one);
    await press(other, 'Save');
    await sees(other, 'This account was changed in another window meanwhile. What you typed is still here');
    await other
      .getByRole('alert')
      .filter({ hasText: /Changed elsewhere meanwhile: .*The first/u })
      .waitFor();
    expect(await field(other, 'Issuer').inputValue()).toBe('The second');
    expect(await field(other, 'Account name').inputValue()).toBe('valeria');
    expect(await field(other, 'Issuer').getAttribute('aria-invalid')).toBe('true');
    await row(one, 'The first, octavia').waitFor();
    await save(other);
    for (const page of [one, other]) await row(page, 'The second, valeria').waitFor();
  });

  it('opens the advanced fields when the conflict is there', async () => {
    for (const page of [one, other]) await page.getByText('Advanced', { exact: true }).click();
    await field(one, 'Digits').fill('8');
    await field(other, 'Digits').fill('7');
    await other.getByText('Advanced', { exact: true }).click();
    await save(one);
    await press(other, 'Save');
    await other
      .getByRole('alert')
      .filter({ hasText: /Changed elsewhere meanwhile: .*8/u })
      .waitFor();
    expect(await field(other, 'Digits').isVisible()).toBe(true);
    await press(other, 'Back');
    await row(other, issuer).waitFor();
  });
});

describe('an account that is edited in one tab and deleted in another', () => {
  it('can be restored and saved in one step, with what was typed', async () => {
    await field(other, 'Account name').fill('lavinia');
    await press(one, 'Delete');
    await row(one, issuer).waitFor({ state: 'detached' });
    await press(other, 'Save');
    await sees(other, 'This account was deleted in another window meanwhile.');
    expect(await field(other, 'Account name').inputValue()).toBe('lavinia');
    expect(await other.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    await press(other, 'Restore it and save');
    await says(other, 'Saved');
    for (const page of [one, other]) await row(page, `${issuer}, lavinia`).waitFor();
  });

  it('stays deleted when the person leaves it at that', async () => {
    await field(other, 'Account name').fill('lavinia');
    await press(one, 'Delete');
    await row(one, issuer).waitFor({ state: 'detached' });
    await press(other, 'Save');
    await other.getByRole('button', { name: 'Restore it and save' }).waitFor();
    await press(other, 'Back');
    await other.getByRole('searchbox', { name: 'Search' }).waitFor();
    expect(await row(other, issuer).count()).toBe(0);
  });
});
