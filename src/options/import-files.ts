import { UserError } from '../core/errors';
import { type Candidate, REQUESTS } from '../messages';
import { openWorker } from '../platform/worker';
import { t } from '../ui/text';
import type { ImportAnswer, ImportRequest } from './import-worker';
import workerUrl from './import-worker?worker&url';

/** Looked at before the file is in memory. */
const MOST_BYTES = 8 * 1024 * 1024;
/** All files together: what one request takes. */
const MOST_ACCOUNTS = 2000;

/** A file that takes longer is made to be slow; keys of encrypted files are derived slowly on purpose. */
const LIMIT_MS = { plain: 10_000, encrypted: 60_000 };

/** An entry that was not taken. `reason` is an error code where the importer has one. */
export interface LeftOutEntry {
  readonly reason: string;
  readonly name: string;
}

export interface FoundAccounts {
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly LeftOutEntry[];
}

/** A failure with the name of the file that it is about. */
export class FileError extends UserError {
  readonly fileName: string;

  constructor(cause: UserError, fileName: string) {
    super(cause.code, cause.details);
    this.fileName = fileName;
  }
}

function runWorker(request: ImportRequest): Promise<ImportAnswer> {
  const worker = openWorker(new URL(workerUrl, location.href));
  return new Promise<ImportAnswer>((resolve, reject) => {
    const limit = request.passphrase === undefined ? LIMIT_MS.plain : LIMIT_MS.encrypted;
    const timer = setTimeout(() => reject(new UserError('decode-timeout')), limit);
    worker.onmessage = (event: MessageEvent<ImportAnswer>) => {
      clearTimeout(timer);
      resolve(event.data);
    };
    worker.onerror = () => {
      clearTimeout(timer);
      reject(new UserError('unexpected'));
    };
    worker.postMessage(request, [request.bytes.buffer]);
  }).finally(() => worker.terminate());
}

async function readBackup(file: File, passphrase: string | undefined): Promise<FoundAccounts> {
  if (file.size > MOST_BYTES) throw new UserError('too-big', { max: MOST_BYTES / 1024 / 1024 });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const answer = await runWorker({ bytes, passphrase });
  if (!answer.ok) throw new UserError(answer.code, answer.details);
  const imported = answer.value.accounts.map((account) => ({ imported: account }));
  const { format, skipped } = answer.value;
  // Entries of a list have no name of their own: they are known by their line.
  const leftOut =
    format === 'uri-list' ? skipped.map((one) => ({ ...one, name: t('lineNumber', one.name) })) : skipped;
  return { candidates: REQUESTS.preview({ candidates: imported, source: 'import' }).candidates, leftOut };
}

async function readPicture(file: File): Promise<FoundAccounts> {
  const [{ imageFromFile }, { decodeQrCodes }] = await Promise.all([
    import('../scan/picture'),
    import('../scan/decode'),
  ]);
  const texts = await decodeQrCodes(await imageFromFile(file));
  if (texts.length === 0) throw new UserError('no-qr-code');
  return { candidates: texts.map((text) => ({ text })), leftOut: [] };
}

async function readFile(file: File, passphrase: string | undefined): Promise<FoundAccounts> {
  try {
    return await (file.type.startsWith('image/') ? readPicture(file) : readBackup(file, passphrase));
  } catch (error) {
    throw error instanceof UserError ? new FileError(error, file.name) : error;
  }
}

/**
 * What the chosen files hold: backups of any known app, pictures of QR codes.
 * @throws FileError for the first file that cannot be read, UserError too-many; nothing is taken then
 */
export async function readFiles(files: readonly File[], passphrase?: string): Promise<FoundAccounts> {
  const found: FoundAccounts[] = [];
  for (const file of files) found.push(await readFile(file, passphrase));
  const candidates = found.flatMap((one) => one.candidates);
  if (candidates.length > MOST_ACCOUNTS) throw new UserError('too-many', { max: MOST_ACCOUNTS });
  return {
    candidates,
    leftOut: found.flatMap((one) => one.leftOut),
  };
}
