/**
 * The service for other applications: `POST /send` and `POST /verify`, JSON in and out, with an API key. No cookie is
 * read here, so that no page of another site can act for a person.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import { assertOwnHost, bodyOf } from '../request.ts';
import { type Application, findApplication } from './api-keys-store.ts';
import { type CodeVerdict, NotSent, type SendingSurroundings, sendCode, verifyCode } from './codes.ts';
import { TooOften } from './limits.ts';
import { type Channel, numberFor } from './phone-number.ts';

export interface ApiSurroundings extends SendingSurroundings {
  /** Throws TooOften; see `countRequests`. */
  countRequest(application: string, now: number): void;
  /** The host that the site was told to listen on. */
  host: string;
}

type Fields = Record<string, unknown>;
type Method = (fields: Fields, application: Application, surroundings: SendingSurroundings) => Promise<Reply>;

const methods: Record<string, Method> = { '/send': send, '/verify': verify };
const maxFieldLength = 200;

/** What an `error.code` means; the status alone says as much. */
const codes: Record<number, string> = {
  400: 'not-json',
  401: 'wrong-key',
  405: 'not-post',
  413: 'too-large',
  415: 'not-json',
  421: 'wrong-address',
  422: 'wrong-field',
  429: 'too-often',
  502: 'not-sent',
  504: 'no-answer',
};

export function isApi(pathname: string): boolean {
  return Object.hasOwn(methods, pathname);
}

/** Answers in JSON whatever happens. */
export async function answerApi(
  request: IncomingMessage,
  pathname: string,
  surroundings: ApiSurroundings,
): Promise<Reply> {
  try {
    assertOwnHost(request.headers.host, surroundings.host);
    const method = methods[pathname];
    if (!method) throw new Refusal(404, 'Nothing here', 'There is no service at this address.');
    const fields = await fieldsOf(request);
    const application = applicationOf(request, surroundings);
    surroundings.countRequest(`key ${application.id}`, surroundings.now);
    return await method(fields, application, surroundings);
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error);
    console.error(error);
    return errorReply(500, { code: 'broken', message: 'This is our fault. The terminal says more.' });
  }
}

async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const body = await bodyOf(request);
  if (request.method !== 'POST') throw new Refusal(405, 'Not this way', 'Send this request with POST.');
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    throw new Refusal(415, 'Not JSON', 'Send JSON, with Content-Type: application/json.');
  }
  const value = parsed(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal(400, 'Not JSON', 'Send one JSON object.');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'Not JSON', 'The body is not JSON.');
  }
}

function applicationOf({ headers }: IncomingMessage, { database }: SendingSurroundings): Application {
  const [, key] = /^Bearer +(\S{1,200})$/i.exec(headers.authorization ?? '') ?? [];
  const application = key === undefined ? undefined : findApplication(database, key);
  if (application) return application;
  throw new Refusal(401, 'Wrong key', 'Send your API key, as in Authorization: Bearer practice_….');
}

async function send(
  fields: Fields,
  application: Application,
  surroundings: SendingSurroundings,
): Promise<Reply> {
  const channel = channelOf(requiredText(fields, 'channel'));
  const to = numberFor(channel, requiredText(fields, 'to'), optionalText(fields, 'country'));
  const id = randomBytes(32).toString('base64url');
  const request = {
    id: ownId(application, id),
    channel,
    to,
    sender: application.name,
    application: `key ${application.id}`,
    account: optionalText(fields, 'account'),
    address: optionalText(fields, 'address'),
  };
  try {
    const expiresAt = await sendCode(surroundings, request);
    return jsonReply(201, { id, to, channel, expiresAt: new Date(expiresAt).toISOString() });
  } catch (error) {
    // The message may arrive, so that the application gets the id to verify it with.
    if (error instanceof NotSent && error.kind === 'unclear') return refusalReply(error, { id });
    throw error;
  }
}

async function verify(
  fields: Fields,
  application: Application,
  { database, now }: SendingSurroundings,
): Promise<Reply> {
  const [id, code] = [requiredText(fields, 'id'), requiredText(fields, 'code')];
  const verdict = verifyCode(database, { id: ownId(application, id), code: code.replace(/[\s-]/g, '') }, now);
  return verdict.kind === 'right' ? jsonReply(200, { verified: true }) : unverifiedReply(verdict);
}

/** What one application sent, another cannot verify. */
function ownId({ id }: Application, messageId: string): string {
  return `key ${id} ${messageId}`;
}

/** Not 200, so that an application that looks at the status alone lets nobody in. */
function unverifiedReply(verdict: Exclude<CodeVerdict, { kind: 'right' }>): Reply {
  if (verdict.kind === 'wrong') {
    const error = { code: 'wrong-code', message: 'The code is wrong.' };
    return jsonReply(422, { verified: false, triesLeft: verdict.triesLeft, error });
  }
  const messages = {
    expired: 'The code has expired. Send a new one.',
    used: 'The code was used already. Send a new one.',
    spent: 'Too many wrong tries. Send a new code.',
    unknown: 'No code was sent under this id. Send one.',
  };
  const error = { code: `code-${verdict.kind}`, message: messages[verdict.kind] };
  return jsonReply(410, { verified: false, error });
}

function channelOf(name: string): Channel {
  if (name === 'sms' || name === 'voice') return name;
  throw new Refusal(422, 'Wrong field', '"channel" is "sms" or "voice".');
}

function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value !== undefined) return value;
  throw new Refusal(422, 'Wrong field', `The field "${name}" is missing.`);
}

function optionalText(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '' && value.length <= maxFieldLength) return value;
  throw new Refusal(
    422,
    'Wrong field',
    `The field "${name}" holds a text of 1 to ${maxFieldLength} characters.`,
  );
}

function refusalReply(error: Refusal, more: Fields = {}): Reply {
  return errorReply(error.status, { code: codes[error.status] ?? 'refused', message: error.message }, more, {
    ...(error.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(error.status === 405 && { Allow: 'POST' }),
    ...(error instanceof TooOften && { 'Retry-After': String(Math.ceil(error.millisecondsLeft / 1000)) }),
  });
}

function errorReply(
  status: number,
  error: { code: string; message: string },
  more: Fields = {},
  headers: Record<string, string> = {},
): Reply {
  return jsonReply(status, { ...more, error }, headers);
}

function jsonReply(status: number, value: Fields, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}
