import { beforeEach, describe, expect, it } from 'vitest';
import { decodeBase32 } from './base32.ts';
import { hotp as codeAt } from './one-time-password.ts';
import { textOf } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import { problemOf, register, scanSecret, signInAgain, type TestVisitor } from './test-visitor.ts';

const site = openTestSite();
let visitor: TestVisitor;
let secret: Uint8Array;

/** Somebody who confirmed with the first code (counter 0) and stands before the prompt. */
beforeEach(async () => {
  visitor = await register(site.url);
  const page = await visitor.browser.get('/hotp');
  expect(textOf(page, 'id="key-uri"')).toMatch(/^otpauth:\/\/hotp\/.*&amp;counter=0$/);
  secret = decodeBase32(textOf(page, 'id="secret"').replaceAll(' ', ''));
  expect((await visitor.browser.submit('/hotp', { code: codeAt(secret, 0) })).path).toBe('/account');
  expect((await signInAgain(visitor)).path).toBe('/sign-in/hotp');
});

const enter = (counter: number) => visitor.browser.submit('/sign-in/hotp', { code: codeAt(secret, counter) });
const enterPair = (first: number, second: number) =>
  visitor.browser.submit('/sign-in/hotp/resynchronise', {
    first: codeAt(secret, first),
    second: codeAt(secret, second),
  });

describe('counter codes', () => {
  it('take the next code, and each only once', async () => {
    expect(problemOf(await enter(0))).toMatch(/used already/);
    expect((await enter(1)).path).toBe('/account');
    await signInAgain(visitor);
    expect(problemOf(await enter(1))).toMatch(/used already/);
  });

  it('look nine codes further, and forget those that were left out', async () => {
    expect((await enter(10)).path).toBe('/account');
    await signInAgain(visitor);
    expect(problemOf(await enter(7))).toMatch(/used already, or comes before one that was/);
    expect(problemOf(await enter(21))).toMatch(/is wrong/);
    expect((await enter(20)).path).toBe('/account');
  });

  it('come together again by two codes in a row, up to a hundred further', async () => {
    expect(problemOf(await enterPair(50, 52))).toMatch(/not two codes in a row/);
    expect(problemOf(await enterPair(101, 102))).toMatch(/not two codes in a row/);
    expect((await enterPair(100, 101)).path).toBe('/account');
    await signInAgain(visitor);
    expect(problemOf(await enter(101))).toMatch(/used already/);
    expect((await enter(102)).path).toBe('/account');
  });

  it('are, as other factors, set up only by who showed those that there are', async () => {
    expect((await enter(1)).path).toBe('/account');
    expect((await visitor.browser.get('/two-factor')).markup).toContain('id="qr"');

    const other = await register(site.url);
    const codeAt = await scanSecret(other);
    await other.browser.submit('/two-factor', { code: codeAt() });
    for (const path of ['/hotp', '/set-up/sms', '/set-up/voice']) {
      const shown = await other.browser.get(path);
      expect([shown.status, problemOf(shown)]).toEqual([403, expect.stringMatching(/Sign out and in again/)]);
      expect((await other.browser.submit(path, {})).status).toBe(403);
    }
    expect((await other.browser.submit('/set-up/sms/code', {})).status).toBe(403);
  });

  it('count pairs as attempts, too', async () => {
    for (let tried = 1; tried <= 4; tried += 1) await enterPair(200, 201);
    expect((await enterPair(200, 201)).status).toBe(429);
    expect((await enter(1)).status).toBe(429);
  });

  it('are turned off with a code', async () => {
    await enter(1);
    await visitor.browser.get('/hotp/off');
    expect(problemOf(await visitor.browser.submit('/hotp/off', { code: codeAt(secret, 1) }))).toMatch(
      /used already/,
    );
    await visitor.browser.submit('/hotp/off', { code: codeAt(secret, 2) });
    expect((await signInAgain(visitor)).path).toBe('/account');
  });
});
