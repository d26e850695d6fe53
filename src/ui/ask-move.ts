import type { PortableAccount } from '../core/account';
import type { Moved, SealedMove } from '../core/transfer';
import { askWorker } from './ask-worker';
import type { MoveAnswers, MoveRequest } from './move-worker';
import workerUrl from './move-worker?worker&url';

/** Deriving a key takes a second or two; what takes longer hangs. */
const LIMIT_MS = 60_000;

const run = <R extends MoveRequest>(request: R): Promise<MoveAnswers[R['do']]> =>
  askWorker<MoveAnswers[R['do']]>(workerUrl, request, LIMIT_MS);

/** @throws UserError move-too-big, E_KDF_UNAVAILABLE */
export async function sealMove(accounts: readonly PortableAccount[]): Promise<SealedMove> {
  return (await run({ do: 'seal', accounts })).move;
}

/** @throws UserError wrong-move-code, move-unreadable, E_KDF_UNAVAILABLE */
export async function openMove(sealed: Uint8Array<ArrayBuffer>, code: string): Promise<Moved> {
  return (await run({ do: 'open', sealed, code })).moved;
}
