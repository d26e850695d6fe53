/** Every message between our pages and the background, with its answer, and what must not be in any of them. */
import type { BrowserContext } from 'playwright-core';
import type { RequestName } from '../../src/messages/index.ts';

export interface Recorded {
  /** JSON of the message. */
  readonly request: string;
  /** JSON of the answer. */
  readonly answer: string;
}

/** Records what pages send that are opened from now on. */
export async function recordMessages(context: BrowserContext, into: Recorded[]): Promise<void> {
  await context.exposeBinding('keepMessage', (_source, request: string, answer: string) =>
    into.push({ request, answer }),
  );
  await context.addInitScript(`{
    const send = globalThis.chrome?.runtime?.sendMessage;
    if (send) chrome.runtime.sendMessage = async (...args) => {
      const answer = await send.apply(chrome.runtime, args);
      await keepMessage(JSON.stringify(args), JSON.stringify(answer));
      return answer;
    };
  }`);
}

/** The requests that need a passphrase, a PIN or a key; no other may carry one. */
const WITH_CREDENTIAL: readonly RequestName[] = [
  'createVault',
  'unlock',
  'changePassphrase',
  'newRecoveryKey',
  'addSecurityKey',
  'removeSlot',
  'setPin',
  'changeSettings',
  'secret',
  'restoreVault',
  'exportBackup',
  'setAutomaticBackups',
  'readBackup',
  'mergeBackup',
  'replaceByBackup',
];
/** The one answer with an account's secret, and those with a new recovery key. */
const WITH_SECRET: readonly RequestName[] = ['secret'];
const WITH_RECOVERY_KEY: readonly RequestName[] = ['newRecoveryKey', 'changePassphrase'];

export interface Canaries {
  readonly credentials: readonly string[];
  readonly secrets: readonly string[];
  readonly recoveryKeys?: readonly string[];
  /** The vault key as the session holds it. */
  readonly vaultKeys: readonly string[];
}

const nameOf = ({ request }: Recorded): string => JSON.parse(request)[0].name;

/** What was said where it must not be, as `request: what`; empty where all is well. */
export function leaksIn(messages: readonly Recorded[], canaries: Canaries): string[] {
  const { credentials, secrets, recoveryKeys = [], vaultKeys } = canaries;
  const has = (text: string, words: readonly string[]) =>
    words.some((word) => text.toLowerCase().includes(word.toLowerCase()));
  const allows = (names: readonly RequestName[], name: string) => names.some((one) => one === name);
  return messages.flatMap((message) => {
    const name = nameOf(message);
    const { request, answer } = message;
    return [
      ...(has(request, credentials) && !allows(WITH_CREDENTIAL, name) ? [`${name}: a credential`] : []),
      ...(has(answer, credentials) ? [`${name}: answers with a credential`] : []),
      ...(has(answer, secrets) && !allows(WITH_SECRET, name) ? [`${name}: answers with a secret`] : []),
      ...(has(answer, recoveryKeys) && !allows(WITH_RECOVERY_KEY, name)
        ? [`${name}: answers with a recovery key`]
        : []),
      ...(has(request + answer, vaultKeys) ? [`${name}: the vault key`] : []),
    ];
  });
}

/** Names of the requests that carried one of these words. */
export const namesWith = (messages: readonly Recorded[], word: string): string[] => [
  ...new Set(messages.filter(({ request }) => request.includes(word)).map(nameOf)),
];
