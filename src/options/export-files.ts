import { UserError } from '../core/errors';
import type { DescribedAccount, ExportedAccount, ExportFile, ExportFormat, Loss } from '../core/exporters';
import { openWorker } from '../platform/worker';
import type { ExportAnswer, ExportRequest } from './export-worker';
import workerUrl from './export-worker?worker&url';

/** Deriving a key takes a second or two; what takes longer hangs. */
const LIMIT_MS = 60_000;

function run(request: ExportRequest): Promise<ExportAnswer> {
  const worker = openWorker(new URL(workerUrl, location.href));
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<ExportAnswer>((resolve, reject) => {
    const fail = () => reject(new UserError('unexpected'));
    timer = setTimeout(fail, LIMIT_MS);
    worker.onmessage = (event: MessageEvent<ExportAnswer>) => resolve(event.data);
    worker.onerror = fail;
    worker.postMessage(request);
  }).finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}

const refused = (answer: ExportAnswer): UserError =>
  answer.ok ? new UserError('unexpected') : new UserError(answer.code, answer.details);

/** What a format cannot carry of these accounts. */
export async function lossesIn(
  format: ExportFormat,
  accounts: readonly DescribedAccount[],
): Promise<readonly Loss[]> {
  const answer = await run({ do: 'losses', format, accounts });
  if (!('losses' in answer)) throw refused(answer);
  return answer.losses;
}

/** @throws UserError no-entries, where the format can hold none of them */
export async function fileOf(
  format: ExportFormat,
  accounts: readonly ExportedAccount[],
  passphrase?: string,
): Promise<ExportFile> {
  const answer = await run({ do: 'write', format, accounts, passphrase, now: Date.now() });
  if (!('file' in answer)) throw refused(answer);
  return answer.file;
}

/** One key URI for each account, in their order. */
export async function keyUrisOf(accounts: readonly ExportedAccount[]): Promise<readonly string[]> {
  const answer = await run({ do: 'uris', accounts });
  if (!('uris' in answer)) throw refused(answer);
  return answer.uris;
}
