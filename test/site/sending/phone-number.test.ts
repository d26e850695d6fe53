import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type Channel, maskedNumber, numberFor } from './phone-number.ts';

function sentence(channel: Channel, typed: string, country?: string): string {
  try {
    numberFor(channel, typed, country);
  } catch (error) {
    if (error instanceof Refusal) return `${error.status} ${error.message}`;
    throw error;
  }
  return 'taken';
}

describe('a number', () => {
  it.each([
    ['+49 1512 3456789', undefined, '+4915123456789'],
    ['0151 / 23 45 67 89', 'DE', '+4915123456789'],
    ['(213) 373-4253', 'US', '+12133734253'],
    ['０７９１２３４５６７８', 'GB', '+447912345678'],
    ['+39 347 123 4567', undefined, '+393471234567'],
  ])('%s (country %s) becomes %s', (typed, country, e164) => {
    expect(numberFor('sms', typed, country)).toBe(e164);
  });

  it.each([
    ['', /422 This is not a phone number/],
    ['hello', /not a phone number/],
    ['call me at +49 1512 3456789', /not a phone number/],
    ["+49 1512'; DROP TABLE user;--", /422 (This|The)/],
    ['<img src=x onerror=alert(1)>', /not a phone number/],
    ['0151 23456789', /country code is missing/],
    ['+999 1234567', /country code is missing/],
    ['+49 1', /too short/],
    ['+49 1512 3456789 123456789', /too long/],
    ['+1 213 373 42', /no such number/],
    ['+1 213 373 4253 ext. 12', /extension/],
    [`+49${'1'.repeat(500)}`, /too long for a phone number/],
  ])('that is none, as "%s", is refused', (typed, expected) => {
    expect(sentence('sms', typed)).toMatch(expected);
  });

  it.each([
    ['premium-rate', '+49 900 1234567', /Premium-rate/],
    ['shared-cost', '+49 180 1234567', /Service numbers/],
    ['toll-free', '+1 800 356 9377', /Toll-free/],
    ['internet', '+44 5600 123456', /internet number/],
    ['personal', '+44 70 1234 5678', /of this kind/],
    ['pager', '+44 7640 123456', /of this kind/],
    ['emergency', '112', /country code is missing/],
  ])('of a type that is %s is refused, for messages and calls', (_type, typed, expected) => {
    expect(sentence('sms', typed)).toMatch(expected);
    expect(sentence('voice', typed)).toMatch(expected);
  });

  it('of a landline may be called, and receives no messages', () => {
    expect(sentence('sms', '+49 30 123456')).toMatch(/Landlines/);
    expect(sentence('voice', '+49 30 123456')).toBe('taken');
  });

  it('needs a country that exists', () => {
    expect(sentence('sms', '0151 23456789', 'XX')).toMatch(/country is unknown/);
    expect(sentence('sms', '0151 23456789', 'constructor')).toMatch(/country is unknown/);
  });

  it('is masked to its last three digits', () => {
    expect(maskedNumber('+4915123456789')).toBe('+49 •••• 789');
  });
});
