/** Messages and calls through Twilio's official client. */
import type { Twilio } from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient';
import { type Parcel, type Provider, ProviderFault } from './provider.ts';

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  /** The number that messages and calls come from, in E.164. */
  from: string;
}

export interface TwilioOptions {
  /** Another server that speaks the same API, as `http://127.0.0.1:1234`; Twilio's own without it. */
  origin?: string;
  /** How long an answer may take, in milliseconds. */
  timeout?: number;
}

/** Milliseconds; a person waits in front of a page meanwhile. */
const answerTime = 10_000;

const variables = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;

/** The account that the environment names, none, or what is wrong with it: a stand-in would then be a surprise. */
export function accountFrom(environment: NodeJS.ProcessEnv): TwilioAccount | undefined | Error {
  const missing = variables.filter((name) => !environment[name]);
  if (missing.length === variables.length) return undefined;
  if (missing.length > 0) return new Error(`To send through Twilio, set ${missing.join(' and ')} too.`);
  const [accountSid = '', authToken = '', from = ''] = variables.map((name) => environment[name]);
  if (!/^AC\w+$/.test(accountSid)) return new Error('TWILIO_ACCOUNT_SID begins with AC.');
  if (!/^\+[1-9]\d{6,14}$/.test(from)) return new Error('TWILIO_FROM is a number such as +15005550006.');
  return { accountSid, authToken, from };
}

/** The client is large: it is loaded when the first message is sent. */
export function openTwilio(account: TwilioAccount, options: TwilioOptions = {}): Provider {
  let opened: Promise<Twilio> | undefined;
  return {
    deliver: async (parcel) => {
      opened ??= openClient(account, options);
      await deliver(await opened, account.from, parcel);
    },
    close: async () => {},
  };
}

async function openClient({ accountSid, authToken }: TwilioAccount, options: TwilioOptions): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const { origin, timeout = answerTime } = options;
  /** The client has no setting for a server of another name, but takes one's own transport. */
  class Transport extends twilio.RequestClient {
    override request<Data>(request: RequestClient.RequestOptions<Data>) {
      return super.request({ ...request, uri: atOrigin(request.uri, origin) });
    }
  }
  return twilio(accountSid, authToken, { httpClient: new Transport({ timeout }) });
}

function atOrigin(uri: string, origin?: string): string {
  const { pathname, search } = new URL(uri);
  return origin === undefined ? uri : origin + pathname + search;
}

async function deliver(client: Twilio, from: string, { channel, to, text }: Parcel): Promise<void> {
  try {
    if (channel === 'sms') await client.messages.create({ to, from, body: text });
    else await client.calls.create({ to, from, twiml: await spoken(text) });
  } catch (error) {
    throw faultOf(error);
  }
}

/** TwiML that says the text twice: who answers a call seldom has a pen ready. */
async function spoken(text: string): Promise<string> {
  const { default: twilio } = await import('twilio');
  const response = new twilio.twiml.VoiceResponse();
  response.say({ language: 'en-GB' }, text);
  response.pause({ length: 2 });
  response.say({ language: 'en-GB' }, text);
  return response.toString();
}

/** Twilio's codes for a number that it cannot or may not reach, by its list of errors. */
const unreachable = new Set([
  13223, 13224, 13225, 21211, 21214, 21215, 21216, 21217, 21408, 21610, 21612, 21614,
]);

/**
 * The client's own errors are dropped here: their texts and fields hold the number, the code and the credentials.
 * What is kept is Twilio's status and code, which its list of errors explains.
 */
function faultOf(error: unknown): ProviderFault {
  const [status, code] = [fieldOf(error, 'status'), fieldOf(error, 'code')];
  if (typeof status !== 'number') return faultOfConnection(code);
  const name = `Twilio answered ${status}${typeof code === 'number' ? ` with error ${code}` : ''}`;
  if (status === 429) return new ProviderFault('busy', name);
  // It broke over the message: before or after it went out, nobody can say.
  if (status >= 500) return new ProviderFault('unclear', name);
  const isRefusal = status === 400 && typeof code === 'number' && unreachable.has(code);
  return new ProviderFault(isRefusal ? 'refused' : 'failed', name);
}

/** Where no connection came about nothing was sent; where one broke or was silent, nobody knows. */
function faultOfConnection(code: unknown): ProviderFault {
  const name = typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : 'an unknown fault';
  const neverArrived = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(
    name,
  );
  return new ProviderFault(neverArrived ? 'failed' : 'unclear', `No answer from Twilio: ${name}`);
}

function fieldOf(error: unknown, name: string): unknown {
  return error instanceof Error ? Object.getOwnPropertyDescriptor(error, name)?.value : undefined;
}
