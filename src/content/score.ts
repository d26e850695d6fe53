import type { Claims } from './claims.ts';
import type { Shape } from './shape.ts';

/** From here on it is a prompt. A row of boxes has to say a little more than a field. */
const THRESHOLD = 4;
const ROW_THRESHOLD = 4.5;

/** What speaks for or against a prompt, with its weight. */
export interface Signal {
  readonly name: string;
  readonly points: number;
}

/** How it was decided whether these fields are the prompt for our code. */
export interface Judgement {
  /** What rules it out, whatever else is said. */
  readonly veto: string | undefined;
  readonly signals: readonly Signal[];
  readonly points: number;
  readonly threshold: number;
  readonly isPrompt: boolean;
}

/** What follows from several claims together. */
interface Sense {
  speaksOfUs: boolean;
  isOurs: boolean;
  isAnyCode: boolean;
  isUsualRow: boolean;
  /** Something says that a code is asked for here and now. */
  isPrompting: boolean;
  isBareAttribute: boolean;
}

function senseOf(claims: Claims, shape: Shape): Sense {
  const speaksOfUs = claims.isStrong || claims.isFromAnApp || claims.isSecondFactor;
  const looksRight = shape.isNumeric || shape.hasRoom || shape.isAlone || shape.boxes > 1;
  const isAnyCode = claims.isSomeCode || shape.isOneTimeCode || claims.saysLength || claims.isStrong;
  return {
    speaksOfUs,
    isPrompting: speaksOfUs || (claims.isSignIn && isAnyCode) || shape.isOneTimeCode || claims.saysLength,
    isOurs: claims.isStrong || claims.isFromAnApp,
    isAnyCode,
    isUsualRow: shape.boxes === 6 || shape.boxes === 8,
    isBareAttribute: shape.isOneTimeCode && !speaksOfUs && !claims.isSomeCode && !looksRight,
  };
}

type Rule<Answer> = readonly [name: string, (claims: Claims, shape: Shape, sense: Sense) => Answer];

const VETOES: readonly Rule<boolean>[] = [
  ['names something else', (claims) => claims.isOtherField],
  [
    'a password',
    (claims, shape) =>
      shape.isPassword &&
      !claims.isNamed &&
      !shape.isOneTimeCode &&
      !(claims.isFromAnApp && claims.isSomeCode),
  ],
  [
    'a row of an unusual length',
    (_claims, shape, sense) => shape.boxes > 1 && !sense.isUsualRow && !sense.speaksOfUs,
  ],
];

const SIGNALS: readonly Rule<number | false>[] = [
  ['named after the second factor', (claims) => claims.isNamed && 4],
  ['wrapped in the second factor', (claims) => claims.isStrong && !claims.isNamed && 3],
  ['named a code', (claims) => claims.isSomeCode && !claims.isStrong && 2],
  ['autocomplete one-time-code', (_claims, shape) => shape.isOneTimeCode && 3],
  ['an app makes the code', (claims) => claims.isFromAnApp && 3],
  ['the page speaks of a second factor', (claims) => claims.isSecondFactor && !claims.isFromAnApp && 2],
  ['a length is said', (claims) => claims.saysLength && 1],
  ['the page signs in', (claims, _shape, sense) => claims.isSignIn && sense.isAnyCode && 1],
  ['numeric', (_claims, shape) => shape.isNumeric && 1],
  ['room for six to eight', (_claims, shape) => shape.hasRoom && 1],
  ['a row of six or eight', (_claims, _shape, sense) => sense.isUsualRow && 2],
  [
    'alone in its form',
    (_claims, shape, sense) => shape.boxes === 1 && shape.isAlone && sense.isPrompting && 1,
  ],
  ['has the focus', (_claims, shape) => shape.hasFocus && 0.5],
  ['the code is sent', (claims) => claims.isSent && !claims.isFromAnApp && -8],
  ['a button sends a code', (claims) => claims.canBeSent && !claims.isFromAnApp && -6],
  ['a recovery code', (claims) => claims.isRecovery && !claims.isFromAnApp && -5],
  ['a test for robots', (claims) => claims.isCaptcha && !claims.isFromAnApp && -6],
  ['the code of another place', (claims, _shape, sense) => claims.isElsewhere && !sense.isOurs && -4],
  ['beside a picture', (_claims, shape, sense) => shape.isBesidePicture && !sense.isOurs && -4],
  ['beside an identity', (_claims, shape, sense) => shape.isBesideIdentity && !sense.isOurs && -2],
  ['beside a password', (_claims, shape, sense) => shape.isBesidePassword && !sense.speaksOfUs && -1],
  ['takes letters', (_claims, shape, sense) => shape.takesLetters && !sense.isOurs && -2],
  ['long', (_claims, shape, sense) => shape.isLong && !sense.isOurs && -1],
  ['labelled otherwise', (claims, shape) => claims.isLabelledOtherwise && !shape.isOneTimeCode && -3],
  ['any code of any place', (_claims, _shape, sense) => !sense.isPrompting && -2],
  ['nothing but the attribute', (_claims, _shape, sense) => sense.isBareAttribute && -4],
];

/** How much speaks for these fields being the prompt for our code: the one list, for deciding and for explaining. */
export function judge(claims: Claims, shape: Shape): Judgement {
  const sense = senseOf(claims, shape);
  const veto = VETOES.find(([, holds]) => holds(claims, shape, sense))?.[0];
  const signals = SIGNALS.map(([name, weigh]) => ({ name, points: weigh(claims, shape, sense) || 0 })).filter(
    ({ points }) => points !== 0,
  );
  const points = signals.reduce((total, signal) => total + signal.points, 0);
  const threshold = shape.boxes > 1 ? ROW_THRESHOLD : THRESHOLD;
  return { veto, signals, points, threshold, isPrompt: veto === undefined && points >= threshold };
}
