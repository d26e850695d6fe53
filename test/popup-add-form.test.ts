import { describe, expect, it } from 'vitest';
import { readRequest } from '../src/background/requests';
import { EMPTY_FORM, toDraft, withIssuer, withType } from '../src/popup/add-form';

describe('the digits of an account that is added by hand', () => {
  it.each(['Battle.net', 'battlenet', ' Battle Net '])('are 8 for %s', (issuer) => {
    const form = withIssuer(EMPTY_FORM, issuer);
    expect(form).toEqual({ ...EMPTY_FORM, issuer, digits: '8' });
    expect(withIssuer(form, 'Battle.net and more').digits).toBe('6');
  });

  it('stay as the person has set them', () => {
    const six = { ...withIssuer(EMPTY_FORM, 'Battle.net'), digits: '6' };
    expect(withIssuer(six, 'Battle.netx').digits).toBe('6');
    expect(withIssuer({ ...EMPTY_FORM, digits: '7' }, 'Battle.net').digits).toBe('7');
  });

  it('are those of its type, where that leaves no choice', () => {
    const steam = withIssuer(withType(EMPTY_FORM, 'steam'), 'Battle.net');
    expect(steam.digits).toBe('5');
    expect(withType(steam, 'totp').digits).toBe('8');
  });
});

describe('a draft of what is added', () => {
  const ofLinks = (length: number) => toDraft({ form: EMPTY_FORM, link: 'x'.repeat(length) });

  it('is as long as the background takes one', () => {
    const longest = 65_536 - (ofLinks(0)?.length ?? 0);
    const draft = ofLinks(longest);
    expect(readRequest({ name: 'saveDraft', args: { form: 'add', draft } })).not.toBeNull();
    expect(ofLinks(longest + 1)).toBeNull();
  });
});
