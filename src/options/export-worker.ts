/** Files for other apps are written here: their keys are derived slowly, and no page of ours holds their formats. */
import {
  type DescribedAccount,
  type ExportedAccount,
  type ExportFile,
  type ExportFormat,
  type ExportWay,
  keyUrisOf,
  type Loss,
  lossesOf,
  writeExport,
} from '../core/exporters';
import { refusalOf } from '../ui/worker-refusal';

export type ExportRequest =
  | { readonly do: 'uris'; readonly accounts: readonly ExportedAccount[] }
  | { readonly do: 'losses'; readonly way: ExportWay; readonly accounts: readonly DescribedAccount[] }
  | {
      readonly do: 'write';
      readonly format: ExportFormat;
      readonly accounts: readonly ExportedAccount[];
      readonly passphrase: string | undefined;
      /** Unix milliseconds. */
      readonly now: number;
    };

/** By what was asked. */
export interface ExportAnswers {
  losses: { readonly ok: true; readonly losses: readonly Loss[] };
  write: { readonly ok: true; readonly file: ExportFile };
  uris: { readonly ok: true; readonly uris: readonly string[] };
}

async function answer(request: ExportRequest): Promise<ExportAnswers[ExportRequest['do']]> {
  if (request.do === 'losses') return { ok: true, losses: lossesOf(request.way, request.accounts) };
  if (request.do === 'uris') return { ok: true, uris: keyUrisOf(request.accounts) };
  const { format, accounts, passphrase, now } = request;
  return { ok: true, file: await writeExport(format, accounts, { passphrase, now }) };
}

addEventListener('message', async (event: MessageEvent<ExportRequest>) => {
  postMessage(await answer(event.data).catch(refusalOf));
});
