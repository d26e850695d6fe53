import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBrowser } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import { clock, comeToPrompt, minute, problemOf, signIn, signInAgain } from './test-visitor.ts';

const site = openTestSite();
/** So late that what was wrong in one test does not count against the address in the next. */
beforeEach(() => {
  clock.now += 121 * minute;
});

describe('the prompt', () => {
  it.each([-1, 0, 1])('accepts the code at step %i', async (offset) => {
    const { codeAt, enter } = await comeToPrompt(site.url);
    expect((await enter(codeAt(offset))).path).toBe('/account');
  });

  it('says how far a code at two steps is off', async () => {
    const { codeAt, enter } = await comeToPrompt(site.url);
    clock.now += minute;
    expect(problemOf(await enter(codeAt(-2)))).toMatch(/expired: it is 2 steps \(60 seconds\) too old/);
    expect(problemOf(await enter(codeAt(2)))).toMatch(/too early: it is 2 steps \(60 seconds\) ahead/);
  });

  it('refuses a code a second time, also with a space in it', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    await enter(codeAt());
    await signInAgain(visitor);
    expect(problemOf(await enter(codeAt().replace(/^.../, '$& ')))).toMatch(/used already/);
  });

  it('says of a code that was never used, but comes before one that was, no more than is true', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    expect((await enter(codeAt(1))).path).toBe('/account');
    await signInAgain(visitor);
    expect(problemOf(await enter(codeAt()))).toBe(
      'This code was used already, or comes before one that was. Wait for the next one and enter that.',
    );
  });

  it('accepts a code once when two browsers send it at the same time', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    const other = openTestBrowser(site.url);
    await signIn({ name: visitor.name, browser: other });
    const code = codeAt();
    const shown = await Promise.all([enter(code), other.submit('/sign-in/code', { code })]);
    expect(shown.map(({ path }) => path).sort()).toEqual(['/account', '/sign-in/code']);
  });

  it('lets exactly one in of 200 that send the same code at once', async () => {
    const { visitor, codeAt } = await comeToPrompt(site.url);
    const other = openTestBrowser(site.url);
    await signIn({ name: visitor.name, browser: other });
    const attempts = Array.from({ length: 100 }, () => [visitor.browser, other]).flat();
    const code = codeAt();
    const replies = await Promise.all(attempts.map(({ send }) => send('/sign-in/code', { code })));
    expect(replies.filter(({ location }) => location === '/account')).toHaveLength(1);
  });

  it('follows a clock that loses thirty seconds from one sign-in to the next, up to two and a half minutes', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    for (const offset of [-1, -2, -3, -4, -5, -6]) {
      expect((await enter(codeAt(offset))).path).toBe('/account');
      clock.now += 3 * minute;
      await signInAgain(visitor);
    }
    expect(problemOf(await enter(codeAt(-7)))).toMatch(/expired: it is 7 steps/);
    expect((await enter(codeAt())).path).toBe('/account');
  });

  it('takes the digits of six boxes', async () => {
    const { visitor, codeAt } = await comeToPrompt(site.url);
    const { markup } = await visitor.browser.get('/sign-in/code?shape=six');
    expect(markup.match(/name="digit"/g)).toHaveLength(6);
    const digits = [...codeAt()].map((digit) => ['digit', digit]);
    expect((await visitor.browser.submit('/sign-in/code?shape=six', digits)).path).toBe('/account');
  });

  it.each([
    ['shadow', /<code-field name="code">\s*<template shadowrootmode="open">[\s\S]*name="code"/],
    ['late', /id="late-field">[\s\S]*<template><div class="field">[\s\S]*name="code"/],
    ['frame', /<iframe [^>]*src="\/sign-in\/code\/framed"/],
    ['nonsense', /<form [^>]*action="\/sign-in\/code"/],
  ])('comes in the shape %s, says what is wrong there, and takes the code', async (shape, markup) => {
    const { visitor, codeAt } = await comeToPrompt(site.url);
    const path = `/sign-in/code?shape=${shape}`;
    expect((await visitor.browser.get(path)).markup).toMatch(markup);
    const refused = await visitor.browser.submit(path, { code: codeAt(50) });
    expect(refused.markup).toMatch(markup);
    expect(problemOf(refused)).toMatch(/is wrong/);
    expect((await visitor.browser.submit(path, { code: codeAt() })).path).toBe('/account');
  });

  it('stands in a frame of this site only', async () => {
    const { visitor, codeAt } = await comeToPrompt(site.url);
    const policyOf = async (path: string) =>
      (await visitor.browser.get(path)).headers.get('content-security-policy');
    expect(await policyOf('/sign-in/code?shape=frame')).toMatch(/frame-ancestors 'none'; frame-src 'self'$/);
    expect(await policyOf('/sign-in/code')).not.toContain('frame-src');
    expect(await policyOf('/sign-in/code/framed')).toMatch(/frame-ancestors 'self'$/);
    expect((await visitor.browser.submit('/sign-in/code', { code: codeAt() })).path).toBe('/account');
  });

  it('does not count an incomplete code', async () => {
    const { codeAt, enter } = await comeToPrompt(site.url);
    for (let attempt = 1; attempt <= 6; attempt += 1)
      expect(problemOf(await enter('12345'))).toMatch(/six digits/);
    expect((await enter(codeAt())).path).toBe('/account');
  });

  it('locks after five wrong codes, says the time left, and opens after five minutes', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    const wrong = codeAt(50);
    for (let attempt = 1; attempt < 5; attempt += 1)
      expect(problemOf(await enter(wrong))).toMatch(/is wrong/);

    const locked = await enter(wrong);
    expect(locked.status).toBe(429);
    expect(problemOf(locked)).toBe('Too many wrong codes. Try again in 5 minutes.');

    clock.now += 1.5 * minute;
    await signInAgain(visitor);
    expect(problemOf(await enter(codeAt()))).toBe(
      'Too many wrong codes. Try again in 3 minutes and 30 seconds.',
    );
    clock.now += 3.5 * minute;
    expect((await enter(codeAt())).path).toBe('/account');
  });
});
