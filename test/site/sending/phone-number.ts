/** Phone numbers as people type them, judged by libphonenumber's full metadata, which knows the types of numbers. */
import parsePhoneNumber, {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/max';
import { Refusal } from '../refusal.ts';

export type Channel = 'sms' | 'voice';

const maxTypedLength = 40;

/**
 * The number in E.164 (`+` and at most 15 digits), if this channel may reach it.
 * @param typed a whole number, not a text with one in it; without a leading `+` it needs `country`
 * @param country two letters of ISO 3166, for numbers without a country code
 * @throws Refusal 422 with the sentence for the person
 */
export function numberFor(channel: Channel, typed: string, country?: string): string {
  const number = parse(typed, country);
  if (number.ext !== undefined) {
    throw refused('A number with an extension cannot be reached. Enter one without.');
  }
  if (!number.isValid()) {
    throw refused('There is no such number. Check the digits and the country code.');
  }
  const problem = problemOfType(channel, number.getType());
  if (problem !== undefined) throw refused(problem);
  return number.number;
}

/** `+49 •••• 789`: enough to know one's own number by, too little to learn somebody else's. */
export function maskedNumber(e164: string): string {
  const code = parsePhoneNumber(e164)?.countryCallingCode ?? '';
  return `+${code} •••• ${e164.slice(-3)}`;
}

function parse(typed: string, country?: string): PhoneNumber {
  if (typed.length > maxTypedLength) throw refused('This is too long for a phone number.');
  try {
    return parsePhoneNumberWithError(typed, { extract: false, ...defaultCountry(country) });
  } catch (error) {
    if (error instanceof ParseError) throw refused(unreadable(error.message));
    throw error;
  }
}

function defaultCountry(country?: string): { defaultCountry?: CountryCode } {
  if (country === undefined) return {};
  if (isSupportedCountry(country)) return { defaultCountry: country };
  throw refused('This country is unknown. Use the two letters of ISO 3166, such as DE.');
}

/** @param reason the library's name for what is wrong */
function unreadable(reason: string): string {
  switch (reason) {
    case 'INVALID_COUNTRY':
      return 'The country code is missing or unknown. Begin with + and the code, such as +49.';
    case 'TOO_SHORT':
      return 'This number is too short. Check that no digit is missing.';
    case 'TOO_LONG':
      return 'This number is too long. Check that no digit is there twice.';
    default:
      return 'This is not a phone number. Enter one with its country code, such as +49 1512 3456789.';
  }
}

/**
 * Which types may be reached is a list of what is allowed: a new type of number is refused until someone looks at it.
 * Internet numbers are not: they prove no device (NIST SP 800-63B, out-of-band devices).
 */
function problemOfType(channel: Channel, type: ReturnType<PhoneNumber['getType']>): string | undefined {
  if (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') return undefined;
  switch (type) {
    case 'FIXED_LINE':
      return channel === 'voice'
        ? undefined
        : 'Landlines receive no text messages. Enter a mobile number, or choose a call.';
    case 'PREMIUM_RATE':
      return 'Premium-rate numbers are never called and never sent messages. Enter a mobile number.';
    case 'SHARED_COST':
    case 'UAN':
      return 'Service numbers are never called and never sent messages. Enter a mobile number.';
    case 'TOLL_FREE':
      return 'Toll-free numbers belong to companies and receive no codes. Enter a mobile number.';
    case 'VOIP':
      return 'An internet number proves no device, so it receives no codes. Enter a mobile number.';
    default:
      return 'Numbers of this kind receive no codes. Enter a mobile number.';
  }
}

function refused(sentence: string): Refusal {
  return new Refusal(422, 'This number will not do', sentence);
}
