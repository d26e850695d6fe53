/** A person with a browser, an authenticator and a clock, for the tests of whole trips. */
import { decodeBase32 } from './base32.ts';
import { hotp, timeStep } from './one-time-password.ts';
import { openTestBrowser, type Shown, type TestBrowser, textOf } from './test-browser.ts';

export const minute = 60_000;
export const password = 'correct horse';

/** The time of site and authenticator in Unix milliseconds; tests move it on. */
export const clock = { now: 1_700_000_000_000 };

export interface TestVisitor {
  name: string;
  browser: TestBrowser;
}

/** Gives the code of a time step, counted from now. */
export type Authenticator = (offset?: number) => string;

let visitors = 0;

/** Registers somebody new in a new browser. */
export async function register(url: string): Promise<TestVisitor> {
  visitors += 1;
  const name = `visitor ${visitors}`;
  const browser = openTestBrowser(url);
  await browser.get('/register');
  await browser.submit('/register', { name, password });
  return { name, browser };
}

/** Opens the set-up page and takes the secret from it. */
export async function scanSecret({ browser }: TestVisitor): Promise<Authenticator> {
  const shown = textOf(await browser.get('/two-factor'), 'id="secret"');
  const secret = decodeBase32(shown.replaceAll(' ', ''));
  return (offset = 0) => hotp(secret, timeStep(clock.now) + offset);
}

export async function signIn({ browser, name }: TestVisitor): Promise<Shown> {
  await browser.get('/sign-in');
  return await browser.submit('/sign-in', { name, password });
}

export async function signInAgain(visitor: TestVisitor): Promise<Shown> {
  await visitor.browser.submit('/sign-out', {});
  return await signIn(visitor);
}

/** Registers, turns two-factor on, and stops at the prompt one minute later. */
export async function comeToPrompt(url: string) {
  const visitor = await register(url);
  const codeAt = await scanSecret(visitor);
  await visitor.browser.submit('/two-factor', { code: codeAt() });
  clock.now += minute;
  await signInAgain(visitor);
  const enter = (code: string) => visitor.browser.submit('/sign-in/code', { code });
  return { visitor, codeAt, enter };
}

/** Registers, turns two-factor on, and signs in with it. */
export async function comeToAccount(url: string) {
  const come = await comeToPrompt(url);
  await come.enter(come.codeAt());
  return come;
}

/** What the page says is wrong. */
export function problemOf(shown: Shown): string {
  return textOf(shown, 'role="alert"');
}
