import { words } from './match-words.ts';
import type { OwnWords } from './own-words.ts';
import type { Surroundings } from './surroundings.ts';
import { CODE_LENGTH, FROM_AN_APP, SECOND_FACTOR, SIGN_IN, SOME_CODE } from './words.ts';
import * as against from './words-against.ts';
import * as other from './words-fields.ts';

const secondFactor = words(SECOND_FACTOR);
const someCode = words(SOME_CODE);
const fromAnApp = words(FROM_AN_APP);
const codeLength = words(CODE_LENGTH);
const signIn = words(SIGN_IN);
const sent = words(against.SENT);
const sendAction = words(against.SEND_ACTION);
const recovery = words(against.RECOVERY);
const withoutApp = words(against.WITHOUT_APP);
const inCase = words(against.IN_CASE);
const or = words(against.OR);
const captcha = words(against.CAPTCHA);
const elsewhere = words(against.ELSEWHERE);
const otherField = words(other.OTHER_FIELD);
const setUpField = words(other.SET_UP_FIELD);
const sentField = words(other.SENT_FIELD);

/** What the words of a field and of the page around it say, each claim for itself. */
export interface Claims {
  /** Its own name or label names the second factor. */
  isNamed: boolean;
  /** As above, or the elements that hold nothing but it do. */
  isStrong: boolean;
  isSomeCode: boolean;
  isFromAnApp: boolean;
  /** The page, its title or the form speaks of a second factor. */
  isSecondFactor: boolean;
  saysLength: boolean;
  isSignIn: boolean;
  isSent: boolean;
  /** A button beside it sends a code. */
  canBeSent: boolean;
  isRecovery: boolean;
  isCaptcha: boolean;
  isElsewhere: boolean;
  /** Its own name or label is that of something else. */
  isOtherField: boolean;
}

/** Reads the words of one field or row; all texts are folded. */
export function readClaims(own: OwnWords, around: Surroundings, title: string): Claims {
  const prose = [...own.labels, own.description, ...around.linked];
  const isNamed = secondFactor.in(own.names) || own.labels.some(secondFactor.in);
  const withApp = (sentences: readonly string[]) => sentences.filter((sentence) => !withoutApp.in(sentence));
  return {
    isNamed,
    isStrong: isNamed || secondFactor.in(own.wrappers),
    isSomeCode: someCode.in(own.names) || own.labels.some(someCode.in) || someCode.in(around.before),
    isFromAnApp: withApp(prose).some(fromAnApp.in),
    isSecondFactor: withApp([...prose, title, own.form]).some(secondFactor.in),
    saysLength: [...prose, around.before].some(codeLength.in),
    isSignIn: [...prose, title, ...around.actions].some(signIn.in),
    isSent: sentField.in(own.names) || prose.some(sent.in),
    canBeSent: withApp(around.actions).some(sendAction.in),
    isRecovery: [...own.labels, own.description, ...around.sentences].some(asksForRecoveryCode),
    isCaptcha: prose.some(captcha.in),
    isElsewhere: prose.some(elsewhere.in),
    isOtherField: isOtherField(own) || isRecoveryField(own),
  };
}

/** A label longer than this is a sentence, and a sentence may speak of phones and e-mail. */
const LONGEST_NAME = 60;

function isOtherField({ names, labels }: OwnWords): boolean {
  if (setUpField.in(names)) return true;
  if (!secondFactor.in(names) && otherField.in(names)) return true;
  return labels
    .filter((label) => label.length <= LONGEST_NAME)
    .some((label) => setUpField.in(label) || otherField.in(secondFactor.cutFrom(label)));
}

/** "Authenticator code or backup code" is ours; "Two-factor backup code" is not. */
const isRecoveryField = ({ names, labels }: OwnWords): boolean =>
  recovery.in(names) || labels.some((label) => recovery.in(label) && !offersOurs(label));

const asksForRecoveryCode = (sentence: string): boolean =>
  recovery.in(sentence) && !withoutApp.in(sentence) && !inCase.in(sentence) && !offersOurs(sentence);

function offersOurs(sentence: string): boolean {
  const ways = or.splitAt(sentence);
  const isOurs = (way: string) => !recovery.in(way) && (secondFactor.in(way) || someCode.in(way));
  return ways.length > 1 && ways.some(isOurs);
}
