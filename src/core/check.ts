/**
 * The one vocabulary for data from outside: messages, vault files, imports, answers of injected functions.
 * A `Check<T>` returns its argument as `T`, or throws `CheckError` with the path of the first wrong value
 * (never the value itself: it may be a secret).
 */
export type Check<T> = (value: unknown, path?: string) => T;
export type Checked<C> = C extends Check<infer T> ? T : never;

export class CheckError extends Error {
  override readonly name = 'CheckError';
  readonly path: string;

  constructor(path: string, expected: string) {
    super(`${path || 'value'}: expected ${expected}`);
    this.path = path;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string of at most `max` UTF-16 units. */
export const text =
  (max: number, min = 0): Check<string> =>
  (value, path = '') => {
    if (typeof value !== 'string' || value.length > max || value.length < min)
      throw new CheckError(path, `text of ${min} to ${max} characters`);
    return value;
  };

/** A whole number in `min`…`max`, both included. */
export const integer =
  (min: number, max: number): Check<number> =>
  (value, path = '') => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
      throw new CheckError(path, `a whole number from ${min} to ${max}`);
    return value;
  };

/** A finite number in `min`…`max`, both included. */
export const number =
  (min: number, max: number): Check<number> =>
  (value, path = '') => {
    if (typeof value !== 'number' || !(value >= min && value <= max))
      throw new CheckError(path, `a number from ${min} to ${max}`);
    return value;
  };

export const boolean: Check<boolean> = (value, path = '') => {
  if (typeof value !== 'boolean') throw new CheckError(path, 'true or false');
  return value;
};

export const oneOf =
  <const T extends string | number | null>(...allowed: readonly T[]): Check<T> =>
  (value, path = '') => {
    for (const candidate of allowed) if (candidate === value) return candidate;
    throw new CheckError(path, `one of ${allowed.join(', ')}`);
  };

export const list =
  <T>(item: Check<T>, max: number): Check<T[]> =>
  (value, path = '') => {
    if (!Array.isArray(value) || value.length > max) throw new CheckError(path, `a list of at most ${max}`);
    return value.map((entry, index) => item(entry, `${path}[${index}]`));
  };

/** Marks a field of `shape` or `open` that may be absent. */
export const optional = <T>(check: Check<T>): Check<T | undefined> & { readonly isOptional: true } =>
  Object.assign((value: unknown, path = '') => (value === undefined ? undefined : check(value, path)), {
    isOptional: true as const,
  });

export const nullable =
  <T>(check: Check<T>): Check<T | null> =>
  (value, path = '') =>
    value === null ? null : check(value, path);

export const either =
  <A, B>(first: Check<A>, second: Check<B>): Check<A | B> =>
  (value, path = '') => {
    try {
      return first(value, path);
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      return second(value, path);
    }
  };

/** The value where it is right, else the fallback: for what may be lost without taking anything along. */
export function readOr<T>(check: Check<T>, value: unknown, fallback: T): T {
  try {
    return check(value);
  } catch (error) {
    if (error instanceof CheckError) return fallback;
    throw error;
  }
}

type Fields = Record<string, Check<unknown>>;
type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends { readonly isOptional: true } ? K : never;
}[keyof F];
export type Shape<F extends Fields> = { [K in Exclude<keyof F, OptionalKeys<F>>]: Checked<F[K]> } & {
  [K in OptionalKeys<F>]?: Exclude<Checked<F[K]>, undefined>;
};

function readFields<F extends Fields>(fields: F, value: Record<string, unknown>, path: string): Shape<F> {
  const result: Record<string, unknown> = {};
  for (const [key, check] of Object.entries(fields)) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    const checked = check(given, path ? `${path}.${key}` : key);
    if (checked !== undefined) result[key] = checked;
  }
  return result as Shape<F>;
}

/** An object with exactly these fields: an unknown one is refused. */
export const shape =
  <F extends Fields>(fields: F): Check<Shape<F>> =>
  (value, path = '') => {
    if (!isRecord(value)) throw new CheckError(path, 'an object');
    for (const key of Object.keys(value))
      if (!Object.hasOwn(fields, key)) throw new CheckError(path ? `${path}.${key}` : key, 'nothing');
    return readFields(fields, value, path);
  };

/** An object with at least these fields; the others are dropped. */
export const open =
  <F extends Fields>(fields: F): Check<Shape<F>> =>
  (value, path = '') => {
    if (!isRecord(value)) throw new CheckError(path, 'an object');
    return readFields(fields, value, path);
  };
