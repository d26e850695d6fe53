import type {
  DescribedAccount,
  ExportedAccount,
  ExportFile,
  ExportFormat,
  ExportWay,
  Loss,
} from '../core/exporters';
import { askWorker } from '../ui/ask-worker';
import type { ExportAnswers, ExportRequest } from './export-worker';
import workerUrl from './export-worker?worker&url';

/** Deriving a key takes a second or two; what takes longer hangs. */
const LIMIT_MS = 60_000;

const run = <R extends ExportRequest>(request: R): Promise<ExportAnswers[R['do']]> =>
  askWorker<ExportAnswers[R['do']]>(workerUrl, request, LIMIT_MS);

/** What of these accounts cannot go that way. */
export async function lossesIn(
  way: ExportWay,
  accounts: readonly DescribedAccount[],
): Promise<readonly Loss[]> {
  return (await run({ do: 'losses', way, accounts })).losses;
}

/** @throws UserError no-entries, where the format can hold none of them */
export async function fileOf(
  format: ExportFormat,
  accounts: readonly ExportedAccount[],
  passphrase?: string,
): Promise<ExportFile> {
  return (await run({ do: 'write', format, accounts, passphrase, now: Date.now() })).file;
}

/** One key URI for each account, in their order. */
export async function keyUrisOf(accounts: readonly ExportedAccount[]): Promise<readonly string[]> {
  return (await run({ do: 'uris', accounts })).uris;
}
