/** All word lists of this room under the names by which they are asked for. */
import { lexicon } from './match-words.ts';
import * as own from './words.ts';
import * as against from './words-against.ts';
import * as fields from './words-fields.ts';

export const said = lexicon([
  ['secondFactor', own.SECOND_FACTOR],
  ['someCode', own.SOME_CODE],
  ['fromAnApp', own.FROM_AN_APP],
  ['codeLength', own.CODE_LENGTH],
  ['signIn', own.SIGN_IN],
  ['submit', own.SUBMIT],
  ['sent', against.SENT],
  ['sendAction', against.SEND_ACTION],
  ['recovery', against.RECOVERY],
  ['withoutApp', against.WITHOUT_APP],
  ['inCase', against.IN_CASE],
  ['or', against.OR],
  ['captcha', against.CAPTCHA],
  ['elsewhere', against.ELSEWHERE],
  ['otherField', fields.OTHER_FIELD],
  ['setUpField', fields.SET_UP_FIELD],
  ['sentField', fields.SENT_FIELD],
]);

export type ListName = Parameters<typeof said.has>[0];
