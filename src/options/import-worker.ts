/**
 * Foreign files are read here and not in the page: a parser that hangs or grows is stopped with its worker, and no page
 * of ours holds the code of the formats.
 */

import { type Import, readImport } from '../core/importers';
import { type Refusal, refusalOf } from '../ui/worker-refusal';

export interface ImportRequest {
  readonly bytes: Uint8Array;
  readonly passphrase: string | undefined;
  /** Files that were chosen with it. */
  readonly others: readonly Uint8Array[];
}

export type ImportAnswer = { readonly ok: true; readonly value: Import } | Refusal;

async function answer({ bytes, passphrase, others }: ImportRequest): Promise<ImportAnswer> {
  return { ok: true, value: await readImport(bytes, passphrase, others) };
}

addEventListener('message', async (event: MessageEvent<ImportRequest>) => {
  postMessage(await answer(event.data).catch(refusalOf));
});
