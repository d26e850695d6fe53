/** What the tests of faults share: how a flow is struck, and what is asked afterwards. */
import { unlock } from '../../src/background/vault/unlocking';
import type { FakeHost } from '../fakes/fake-host';

export type Flow = (host: FakeHost) => Promise<unknown>;
export type Strike = (host: FakeHost, call: number) => void;

export const STRIKES: readonly [string, Strike][] = [
  ['is refused', (host, call) => host.strike(call, 'reject')],
  ['stores nothing', (host, call) => host.strike(call, 'drop')],
  ['is the last of its worker', (host, call) => host.dieAfter(call)],
];

/** Whether the flow said that it was done. */
export const isDone = (flow: Promise<unknown>): Promise<boolean> =>
  flow.then(
    () => true,
    () => false,
  );

/** Which of the passphrases opens the vault that the next start finds, with what is in it. */
export async function opensWith(host: FakeHost, passphrases: readonly string[]): Promise<string[]> {
  host.revive();
  const opening: string[] = [];
  for (const passphrase of passphrases) {
    const next = host.copy();
    next.restart();
    if (await isDone(unlock(next, { type: 'passphrase', passphrase }))) opening.push(passphrase);
  }
  return opening;
}
