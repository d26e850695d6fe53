import type { PortableAccount } from '../core/account';
import { UserError } from '../core/errors';
import type { Import, PrintedCode } from '../core/importers';
import { accountRequests } from '../messages/accounts';
import { openWorker } from '../platform/worker';
import { t } from '../ui/text';
import { type FoundAccounts, type LeftOutEntry, NOTHING, together } from './found-accounts';
import type { ImportAnswer, ImportRequest } from './import-worker';
import workerUrl from './import-worker?worker&url';

/** Looked at before the file is in memory. */
const MOST_BYTES = 8 * 1024 * 1024;
/** What a file may need beside it is small: the list of keys of a folder, say. */
const MOST_COMPANION_BYTES = 64 * 1024;
/** A plain file that takes longer is made to be slow. Keys of encrypted files are derived slowly on purpose. */
const LIMIT_MS = { plain: 10_000, encrypted: 600_000 };

interface Reading {
  readonly passphrase: string | undefined;
  /** The files that were chosen with it. */
  readonly others: readonly File[];
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** A folder that was dropped has a name and a size as a file has, and no bytes. @throws UserError not-a-file */
async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw error instanceof DOMException ? new UserError('not-a-file') : error;
  }
}

/** The first bytes, each as a character. */
const startOf = async (file: File): Promise<string> =>
  String.fromCharCode(...(await bytesOf(file.slice(0, 12))));

/** One that cannot be read says so in its own turn. */
async function companionsIn(others: readonly File[]): Promise<Uint8Array<ArrayBuffer>[]> {
  const beside = others.filter(({ size }) => size <= MOST_COMPANION_BYTES);
  const read = await Promise.allSettled(beside.map(bytesOf));
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

function runWorker(request: ImportRequest, signal: AbortSignal): Promise<ImportAnswer> {
  // What is aborted already does not say so again.
  signal.throwIfAborted();
  const worker = openWorker(new URL(workerUrl, location.href));
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<ImportAnswer>((resolve, reject) => {
    const limit = request.passphrase === undefined ? LIMIT_MS.plain : LIMIT_MS.encrypted;
    timer = setTimeout(() => reject(new UserError('decode-timeout')), limit);
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onmessage = (event: MessageEvent<ImportAnswer>) => resolve(event.data);
    worker.onerror = () => reject(new UserError('unexpected'));
    worker.postMessage(request, [request.bytes.buffer]);
  }).finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}

async function textsOfPicture(picture: Blob): Promise<string[]> {
  const [{ imageFromFile }, { decodeQrCodes }] = await Promise.all([
    import('../scan/picture'),
    import('../scan/decode'),
  ]);
  return decodeQrCodes(await imageFromFile(picture));
}

/** What can be in a QR code that is an account, or several. */
const KEY_TEXT = /^\s*(?:otpauth|otpauth-migration|steam|motp):/iu;

/** Texts of QR codes are read as lines of a file: other apps put more into them than a scanner takes. */
async function readTexts(texts: readonly string[], signal: AbortSignal): Promise<FoundAccounts> {
  const keys = texts.filter((text) => KEY_TEXT.test(text));
  if (keys.length === 0) return { ...NOTHING, candidates: texts.map((text) => ({ text })) };
  return readBytes(new TextEncoder().encode(keys.join('\n')), { passphrase: undefined, others: [], signal });
}

async function readPicture(file: File, { signal }: Reading): Promise<FoundAccounts> {
  const texts = await textsOfPicture(file);
  if (texts.length === 0) throw new UserError('no-qr-code-in-picture');
  return readTexts(texts, signal);
}

/** What stands beside a code goes into its URI as Ente Auth writes it there. */
function withBeside(text: string, { note, pinned }: PrintedCode): string {
  if ((!note && !pinned) || !/^\s*otpauth:/iu.test(text)) return text;
  return `${text}&codeDisplay=${encodeURIComponent(JSON.stringify({ note, pinned }))}`;
}

/** A picture that cannot be read costs no more than itself. */
async function readPictures(pictures: readonly PrintedCode[], signal: AbortSignal): Promise<FoundAccounts> {
  const texts: string[] = [];
  const leftOut: LeftOutEntry[] = [];
  for (const [index, printed] of pictures.entries()) {
    signal.throwIfAborted();
    const name = t('pictureNumber', index + 1);
    const read = await textsOfPicture(new Blob([Uint8Array.from(printed.picture)])).catch(
      (error: unknown) => {
        if (error instanceof UserError) return [];
        throw error;
      },
    );
    if (read.length === 0) leftOut.push({ reason: 'no-qr-code', name });
    texts.push(...read.map((text) => withBeside(text, printed)));
  }
  return together([await readTexts(texts, signal), { ...NOTHING, leftOut }]);
}

/** Characters of all pictures of a file; a vault holds no more of them. */
const MOST_PICTURES = 512 * 1024;

/** A picture that cannot be drawn costs no more than itself: a letter or a bundled icon stands there. */
async function drawPicture(picture: Uint8Array): Promise<string> {
  const { smallPicture } = await import('../scan/small-picture');
  return smallPicture(new Blob([Uint8Array.from(picture)])).catch((error: unknown) => {
    if (error instanceof UserError) return '';
    throw error;
  });
}

interface Drawn {
  readonly accounts: readonly PortableAccount[];
  readonly iconsLost: number;
}

/** Icons of other apps as the vault keeps them; one that several accounts have is drawn once. */
async function drawAnew(accounts: Import['accounts'], signal: AbortSignal): Promise<Drawn> {
  const drawn = new Map<Uint8Array, string>();
  let characters = 0;
  let iconsLost = 0;
  const done: PortableAccount[] = [];
  for (const one of accounts) {
    const {
      picture,
      isNoteCut: _cut,
      areTagsCut: _tags,
      hasMoreSecrets: _more,
      isTrashed: _trashed,
      ...account
    } = one;
    signal.throwIfAborted();
    const isTaken = picture && characters <= MOST_PICTURES;
    const icon = isTaken ? (drawn.get(picture) ?? (await drawPicture(picture))) : '';
    if (isTaken) drawn.set(picture, icon);
    if (picture !== undefined && icon === '') iconsLost += 1;
    characters += icon.length;
    done.push(icon === '' ? account : { ...account, icon });
  }
  return { accounts: done, iconsLost };
}

interface FileContent extends Omit<Reading, 'others'> {
  readonly others: readonly Uint8Array[];
}

async function readBytes(bytes: Uint8Array<ArrayBuffer>, content: FileContent): Promise<FoundAccounts> {
  const { passphrase, others, signal } = content;
  const answer = await runWorker({ bytes, passphrase, others }, signal);
  if (!answer.ok) throw new UserError(answer.code, answer.details);
  const { format, accounts, skipped, parts = [], pictures = [] } = answer.value;
  const drawn = await drawAnew(accounts, signal);
  const imported = drawn.accounts.map((account) => ({ imported: account, ...nameOf(account) }));
  const read = {
    candidates: accountRequests.preview({ candidates: imported, source: 'import' }).candidates,
    trashed: accounts.flatMap(({ isTrashed }, at) => (isTrashed ? [at] : [])),
    leftOut: skipped
      // Which parts are missing is known when all files are read.
      .filter(({ reason }) => reason !== 'missing-part')
      .map(({ reason, name }) => ({ reason, name: shownName(name, format) })),
    parts,
    lost: {
      icons: drawn.iconsLost,
      notes: accounts.filter(({ isNoteCut }) => isNoteCut).length,
      tags: accounts.filter(({ areTagsCut }) => areTagsCut).length,
    },
    hasMoreSecrets: accounts.some((account) => account.hasMoreSecrets),
  };
  return pictures.length === 0 ? read : together([read, await readPictures(pictures, signal)]);
}

/** Exports of password managers take attached files along, which can be left away. */
async function tooBig(file: File): Promise<UserError> {
  if ((await startOf(file)).startsWith('PK')) return new UserError('archive-too-big');
  return new UserError('too-big', { max: MOST_BYTES / 1024 / 1024 });
}

async function readBackup(file: File, { others, ...reading }: Reading): Promise<FoundAccounts> {
  if (file.size > MOST_BYTES) throw await tooBig(file);
  return readBytes(await bytesOf(file), { ...reading, others: await companionsIn(others) });
}

/** Entries without a name of their own are known by their place: lines of a list, or entries. */
function shownName(name: string, format: string): string {
  if (!/^\d+(?:\.\d+)?$/u.test(name)) return name;
  return t(format === 'uri-list' ? 'lineNumber' : 'entryNumber', name);
}

/** Some apps let people save an account without any name. */
const nameOf = ({ issuer, name }: { readonly issuer: string; readonly name: string }) =>
  issuer || name ? {} : { name: t('unnamedAccount') };

const isPicture = async (file: File): Promise<boolean> =>
  /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM[\s\S]{4}\0{4}|RIFF[\s\S]{4}WEBP|[\s\S]{4}ftypavif)/u.test(
    await startOf(file),
  );

/**
 * What a file holds: a backup of any known app, or a picture of QR codes. What it is, its bytes say, not its name.
 * @throws UserError not-a-file, those of `readImport` and of `scan/`; the reason of the signal
 */
export async function readFile(file: File, reading: Reading): Promise<FoundAccounts> {
  return (await isPicture(file)) ? readPicture(file, reading) : readBackup(file, reading);
}
