/**
 * Foreign files are read here and not in the page: a parser that hangs or grows is stopped with its worker, and no page
 * of ours holds the code of the formats.
 */

import { type ErrorCode, type ErrorDetails, UserError } from '../core/errors';
import { type Import, readImport } from '../core/importers';

export interface ImportRequest {
  readonly bytes: Uint8Array;
  readonly passphrase: string | undefined;
  /** Files that were chosen with it. */
  readonly others: readonly Uint8Array[];
}

export type ImportAnswer =
  | { readonly ok: true; readonly value: Import }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };

async function answer({ bytes, passphrase, others }: ImportRequest): Promise<ImportAnswer> {
  try {
    return { ok: true, value: await readImport(bytes, passphrase, others) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, code: error.code, details: error.details };
    return { ok: false, code: 'unexpected', details: {} };
  }
}

addEventListener('message', async (event: MessageEvent<ImportRequest>) => {
  postMessage(await answer(event.data));
});
