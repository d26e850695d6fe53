/** Files for other apps are written here: their keys are derived slowly, and no page of ours holds their formats. */
import { type ErrorCode, type ErrorDetails, UserError } from '../core/errors';
import {
  type DescribedAccount,
  type ExportedAccount,
  type ExportFile,
  type ExportFormat,
  keyUrisOf,
  type Loss,
  lossesOf,
  writeExport,
} from '../core/exporters';

export type ExportRequest =
  | { readonly do: 'uris'; readonly accounts: readonly ExportedAccount[] }
  | { readonly do: 'losses'; readonly format: ExportFormat; readonly accounts: readonly DescribedAccount[] }
  | {
      readonly do: 'write';
      readonly format: ExportFormat;
      readonly accounts: readonly ExportedAccount[];
      readonly passphrase: string | undefined;
      /** Unix milliseconds. */
      readonly now: number;
    };

export type ExportAnswer =
  | { readonly ok: true; readonly losses: readonly Loss[] }
  | { readonly ok: true; readonly file: ExportFile }
  | { readonly ok: true; readonly uris: readonly string[] }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };

async function answer(request: ExportRequest): Promise<ExportAnswer> {
  try {
    if (request.do === 'losses') return { ok: true, losses: lossesOf(request.format, request.accounts) };
    if (request.do === 'uris') return { ok: true, uris: keyUrisOf(request.accounts) };
    const { format, accounts, passphrase, now } = request;
    return { ok: true, file: await writeExport(format, accounts, { passphrase, now }) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, code: error.code, details: error.details };
    return { ok: false, code: 'unexpected', details: {} };
  }
}

addEventListener('message', async (event: MessageEvent<ExportRequest>) => {
  postMessage(await answer(event.data));
});
