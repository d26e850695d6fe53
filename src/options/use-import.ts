import { useEffect, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { allTogether, type FoundAccounts } from './found-accounts';
import { readFile } from './import-files';

/** A chosen file, and what came of reading it. */
export interface ChosenFile {
  readonly file: File;
  readonly passphrase: string;
  /** It is encrypted, and asks for its passphrase. */
  readonly isSealed: boolean;
  readonly error: unknown;
  readonly found: FoundAccounts | null;
}

/** The file that is being read, and how many of how many were read before it. */
export interface Reading {
  readonly file: File;
  readonly done: number;
  readonly of: number;
}

export interface Import {
  readonly files: readonly ChosenFile[];
  /** Instead of those before, as a picker has it. */
  readonly choose: (files: readonly File[]) => void;
  /** Together with those before, as far as they may still be read. */
  readonly addFiles: (files: readonly File[]) => void;
  readonly remove: (file: File) => void;
  readonly setPassphrase: (file: File, passphrase: string) => void;
  readonly reading: Reading | null;
  readonly error: unknown;
  readonly read: () => void;
  readonly cancel: () => void;
}

const fresh = (file: File): ChosenFile => ({
  file,
  passphrase: '',
  isSealed: false,
  error: null,
  found: null,
});
/** It needs a file beside it: what is chosen next may be that. */
const isWaiting = ({ error }: ChosenFile): boolean => isAbout(error, 'companion-missing');

/** Nothing is wrong with it that a person cannot mend. */
const isHopeful = (one: ChosenFile): boolean =>
  one.error === null || isWaiting(one) || isAbout(one.error, 'wrong-password');

const isSameFile = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

const isAbout = (error: unknown, ...codes: string[]): boolean =>
  error instanceof UserError && codes.includes(error.code);

/** Reads the files one after the other; nothing is handed on before all of them are read or taken away. */
export function useImport(onFound: (found: FoundAccounts) => void): Import {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [reading, setReading] = useState<Reading | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  /** The file with what came of reading it. */
  async function readOne(one: ChosenFile, done: number, signal: AbortSignal): Promise<ChosenFile> {
    if (one.found) return one;
    setReading({ file: one.file, done, of: files.length });
    const passphrase = one.isSealed && one.passphrase !== '' ? one.passphrase : undefined;
    const others = files.filter(({ file }) => file !== one.file).map(({ file }) => file);
    try {
      const found = await readFile(one.file, { passphrase, others, signal });
      return { ...one, found, isSealed: false, error: null };
    } catch (failure) {
      const isSealed = one.isSealed || isAbout(failure, 'password-required');
      return { ...one, isSealed, error: isAbout(failure, 'password-required') ? null : failure };
    }
  }

  /** What was typed meanwhile stays. */
  const keep = (read: readonly ChosenFile[]): void =>
    setFiles((before) =>
      before.map((one) => {
        const after = read.find(({ file }) => file === one.file);
        return after ? { ...after, passphrase: after.found ? '' : one.passphrase } : one;
      }),
    );

  /** Says of all files at once what they need: a passphrase typed between two of them would be too early. */
  async function readAll(): Promise<void> {
    const control = new AbortController();
    stop.current = control;
    setError(null);
    const read: ChosenFile[] = [];
    try {
      for (const one of files) {
        read.push(await readOne(one, read.length, control.signal));
        if (control.signal.aborted) return;
      }
      keep(read);
      const whole = read.flatMap(({ found }) => found ?? []);
      if (whole.length === read.length) onFound(allTogether(whole));
    } catch (failure) {
      setError(failure);
    } finally {
      if (stop.current === control) setReading(null);
    }
  }

  function take(chosen: readonly File[], isKept: (one: ChosenFile) => boolean): void {
    stop.current?.abort();
    setError(null);
    setFiles((before) => [
      ...before.filter((one) => isKept(one) && !chosen.some((file) => isSameFile(file, one.file))),
      ...chosen.map(fresh),
    ]);
  }

  return {
    files,
    reading,
    error,
    choose: (chosen) => take(chosen, isWaiting),
    addFiles: (chosen) => take(chosen, isHopeful),
    remove: (file) => setFiles((before) => before.filter((one) => one.file !== file)),
    setPassphrase: (file, passphrase) =>
      setFiles((before) => before.map((one) => (one.file === file ? { ...one, passphrase } : one))),
    read: () => void readAll(),
    cancel: () => {
      stop.current?.abort();
      setReading(null);
    },
  };
}
