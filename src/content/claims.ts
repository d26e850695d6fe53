import { type ListName, said } from './lexicon.ts';
import type { OwnWords } from './own-words.ts';
import type { Surroundings } from './surroundings.ts';

const says =
  (list: ListName) =>
  (text: string): boolean =>
    said.has(list, text);

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
  /** It has a label, and neither this nor its name speaks of any code. */
  isLabelledOtherwise: boolean;
}

/** Reads the words of one field or row; all texts are folded. */
export function readClaims(own: OwnWords, around: Surroundings, title: string): Claims {
  const prose = [...own.labels, own.description, ...around.linked];
  const isNamed = said.has('secondFactor', own.names) || own.labels.some(says('secondFactor'));
  const withApp = (sentences: readonly string[]) =>
    sentences.filter((sentence) => !said.has('withoutApp', sentence));
  const isFromAnApp = withApp(prose).some(says('fromAnApp'));
  const isSomeCode = said.has('someCode', own.names) || own.labels.some(says('someCode'));
  return {
    isNamed,
    isStrong: isNamed || said.has('secondFactor', own.wrappers),
    isSomeCode: isSomeCode || said.has('someCode', around.before),
    isFromAnApp,
    isSecondFactor: withApp([...prose, title, own.form]).some(says('secondFactor')),
    saysLength: [...prose, around.before].some(says('codeLength')),
    isSignIn: [...prose, title, ...around.actions].some(says('signIn')),
    isSent: said.has('sentField', own.names) || around.showsMaskedAddress || prose.some(says('sent')),
    canBeSent: withApp(around.actions).some(says('sendAction')),
    isRecovery: [...own.labels, own.description, ...around.sentences].some(asksForRecoveryCode),
    isCaptcha: prose.some(says('captcha')),
    isElsewhere: prose.some(says('elsewhere')),
    isOtherField: isOtherField(own, isFromAnApp && isSomeCode) || isRecoveryField(own),
    isLabelledOtherwise: own.isLabelled && ![own.names, own.wrappers, ...own.labels].some(speaksOfACode),
  };
}

/** A label longer than this is a sentence, and a sentence may speak of phones and e-mail. */
const LONGEST_NAME = 60;

const speaksOfACode = (text: string): boolean =>
  (['someCode', 'secondFactor', 'codeLength', 'fromAnApp'] as const).some((list) => said.has(list, text));

/** `phone_verification_pin` may stand where an app is asked for: a name is older than its page, a label is not. */
function isOtherField({ names, labels }: OwnWords, isAskedFromAnApp: boolean): boolean {
  if (said.has('setUpField', names)) return true;
  const isNamedOther = said.has('otherField', said.cut('secondFactor', names));
  if (isNamedOther && !isAskedFromAnApp && !said.has('secondFactor', names)) return true;
  return labels
    .filter((label) => label.length <= LONGEST_NAME && !BOX_NUMBER.test(label))
    .some(
      (label) => said.has('setUpField', label) || said.has('otherField', said.cut('secondFactor', label)),
    );
}
/** "pin code 1 of 6": widgets number their boxes. */
const BOX_NUMBER = /\b\d+ \S+ \d+$| \d$/;

/** "Authenticator code or backup code" is ours; "Two-factor backup code" is not. */
const isRecoveryField = ({ names, labels }: OwnWords): boolean =>
  said.has('recovery', names) || labels.some((label) => said.has('recovery', label) && !offersOurs(label));

const asksForRecoveryCode = (sentence: string): boolean =>
  said.has('recovery', sentence) &&
  !said.has('withoutApp', sentence) &&
  !said.has('inCase', sentence) &&
  !offersOurs(sentence);

function offersOurs(sentence: string): boolean {
  const ways = said.split('or', sentence);
  const isOurs = (way: string) =>
    !said.has('recovery', way) && (said.has('secondFactor', way) || said.has('someCode', way));
  return ways.length > 1 && ways.some(isOurs);
}
