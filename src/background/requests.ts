import { CheckError, shape, text } from '../core/check';
import { type Arguments, REQUESTS, type RequestName } from '../messages';

const envelope = shape({ name: text(32, 1), args: (value: unknown) => value });

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

export interface Request<N extends RequestName> {
  readonly name: N;
  readonly args: Arguments<N>;
}

/**
 * Reads a message by the closed schema of `messages`.
 * @returns null for anything else: unknown names, missing, extra or wrong fields
 */
export function readRequest(message: unknown): Request<RequestName> | null {
  try {
    const { name, args } = envelope(message);
    return isRequestName(name) ? { name, args: REQUESTS[name](args) } : null;
  } catch (error) {
    if (error instanceof CheckError) return null;
    throw error;
  }
}
