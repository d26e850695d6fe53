/** What a browser sends after `navigator.credentials`: its outer shape. What is inside, the library checks. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** The field `response` of a form; `undefined` when it is no JSON. */
export function responseOf(form: URLSearchParams): unknown {
  try {
    return JSON.parse(form.get('response') ?? '');
  } catch {
    return undefined;
  }
}

export function isRegistration(value: unknown): value is RegistrationResponseJSON {
  return isResponse(value, ['clientDataJSON', 'attestationObject']);
}

export function isAssertion(value: unknown): value is AuthenticationResponseJSON {
  return isResponse(value, ['clientDataJSON', 'authenticatorData', 'signature']);
}

function isResponse(value: unknown, texts: readonly string[]): boolean {
  if (!isRecord(value) || !isRecord(value.response) || !isRecord(value.clientExtensionResults)) return false;
  const { response, id, rawId, type } = value;
  if (!isText(id) || !isText(rawId) || !isText(type)) return false;
  if (!texts.every((name) => isText(response[name]))) return false;
  return isTextOrNothing(response.userHandle) && isTransports(response.transports);
}

function isTransports(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((one) => /^[a-z-]{1,20}$/.test(one)));
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || value === null || isText(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
