import { isRecord } from '../../check';

/** A member of a JSON object that it has itself; undefined otherwise, and for what is no object. */
export const member = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** The values of an array; none for whatever else stands there. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The values of an object's own members; none for whatever else stands there. */
export const valuesOf = (value: unknown): readonly unknown[] => (isRecord(value) ? Object.values(value) : []);
