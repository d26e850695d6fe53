import type { Claims } from './claims.ts';
import type { Shape } from './shape.ts';

/** From here on it is a prompt. A row of boxes has to say a little more than a field. */
export const THRESHOLD = 4;
export const ROW_THRESHOLD = 4.5;
const VETO = Number.NEGATIVE_INFINITY;

const sum = (points: readonly (number | false)[]): number =>
  points.reduce<number>((total, point) => total + (point || 0), 0);

/** How much speaks for these fields being the prompt for our code. */
export function score(claims: Claims, shape: Shape): number {
  if (claims.isOtherField) return VETO;
  if (shape.isPassword && !claims.isNamed && !shape.isOneTimeCode) return VETO;
  const isUsualLength = shape.boxes === 1 || shape.boxes === 6 || shape.boxes === 8;
  const speaksOfUs = claims.isStrong || claims.isFromAnApp || claims.isSecondFactor;
  if (!isUsualLength && !speaksOfUs) return VETO;
  return scoreFor(claims, shape) + scoreAgainst(claims, shape);
}

function scoreFor(claims: Claims, shape: Shape): number {
  const isAnyCode = claims.isSomeCode || shape.isOneTimeCode || claims.saysLength || claims.isStrong;
  const isSignIn = claims.isSignIn && isAnyCode;
  const speaksOfUs = claims.isStrong || claims.isFromAnApp || claims.isSecondFactor;
  const isPrompting = speaksOfUs || isSignIn || shape.isOneTimeCode || claims.saysLength;
  return sum([
    claims.isNamed ? 4 : claims.isStrong ? 3 : claims.isSomeCode && 2,
    shape.isOneTimeCode && 3,
    claims.isFromAnApp ? 3 : claims.isSecondFactor && 2,
    claims.saysLength && 1,
    isSignIn && 1,
    shape.isNumeric && 1,
    shape.hasRoom && 1,
    (shape.boxes === 6 || shape.boxes === 8) && 2,
    shape.boxes === 1 && shape.isAlone && isPrompting && 1,
    shape.hasFocus && 0.5,
  ]);
}

function scoreAgainst(claims: Claims, shape: Shape): number {
  const isOurs = claims.isStrong || claims.isFromAnApp;
  const againstSent = [
    claims.isSent && -8,
    claims.canBeSent && -6,
    claims.isRecovery && -5,
    claims.isCaptcha && -6,
  ];
  const againstOthers = [
    claims.isElsewhere && -4,
    shape.isBesidePicture && -4,
    shape.isBesideIdentity && -2,
    shape.isBesidePassword && -1,
    shape.takesLetters && -2,
    shape.isLong && -1,
  ];
  return sum([
    ...(claims.isFromAnApp ? [] : againstSent),
    ...(isOurs ? [] : againstOthers),
    isBareAttribute(claims, shape) && -4,
  ]);
}

/** `one-time-code` is also set on names and addresses, to switch the browser's own filling off. */
function isBareAttribute(claims: Claims, shape: Shape): boolean {
  const isBacked = claims.isStrong || claims.isFromAnApp || claims.isSecondFactor || claims.isSomeCode;
  const looksRight = shape.isNumeric || shape.hasRoom || shape.isAlone || shape.boxes > 1;
  return shape.isOneTimeCode && !isBacked && !looksRight;
}
