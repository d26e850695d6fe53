import { language } from './text';

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

function parts(seconds: number, signDisplay: 'never' | 'exceptZero'): string {
  const first = UNITS.findIndex((one) => Math.abs(seconds) >= one.seconds);
  // Nobody needs the seconds of hours.
  const shown = first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2);
  let rest = Math.abs(seconds);
  const texts = shown.flatMap(({ unit, seconds: size }, index) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count === 0 && index > 0) return [];
    const sign = index === 0 ? signDisplay : 'never';
    const format = { style: 'unit', unit, unitDisplay: 'long', signDisplay: sign } as const;
    return [new Intl.NumberFormat(language(), format).format(index === 0 && seconds < 0 ? -count : count)];
  });
  return new Intl.ListFormat(language(), { type: 'unit', style: 'short' }).format(texts);
}

/** A number of seconds for people, in its two largest units: "3 minutes, 20 seconds". Without a sign. */
export const durationText = (seconds: number): string => parts(seconds, 'never');

/** The same with its sign: "+3 minutes, 20 seconds". */
export const offsetText = (seconds: number): string => parts(seconds, 'exceptZero');
