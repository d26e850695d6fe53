/** A move is sealed and opened here: its key is derived slowly, and no page of ours stands still meanwhile. */
import type { PortableAccount } from '../core/account';
import { type Moved, openMove, type SealedMove, sealMove } from '../core/transfer';
import { refusalOf } from './worker-refusal';

export type MoveRequest =
  | { readonly do: 'seal'; readonly accounts: readonly PortableAccount[] }
  | { readonly do: 'open'; readonly sealed: Uint8Array<ArrayBuffer>; readonly code: string };

/** By what was asked. */
export interface MoveAnswers {
  seal: { readonly ok: true; readonly move: SealedMove };
  open: { readonly ok: true; readonly moved: Moved };
}

async function answer(request: MoveRequest): Promise<MoveAnswers[MoveRequest['do']]> {
  if (request.do === 'seal') return { ok: true, move: await sealMove(request.accounts) };
  return { ok: true, moved: await openMove(request.sealed, request.code) };
}

addEventListener('message', async (event: MessageEvent<MoveRequest>) => {
  postMessage(await answer(event.data).catch(refusalOf));
});
