import { useEffect, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { type FoundAccounts, readFile, together } from './import-files';

/** A chosen file, and what came of reading it. */
export interface ChosenFile {
  readonly file: File;
  readonly passphrase: string;
  /** It is encrypted, and asks for its passphrase. */
  readonly isSealed: boolean;
  readonly error: unknown;
  readonly found: FoundAccounts | null;
}

export interface Import {
  readonly files: readonly ChosenFile[];
  readonly choose: (files: readonly File[]) => void;
  readonly remove: (file: File) => void;
  readonly setPassphrase: (file: File, passphrase: string) => void;
  /** The file that is being read. */
  readonly reading: File | null;
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
const isAbout = (error: unknown, ...codes: string[]): boolean =>
  error instanceof UserError && codes.includes(error.code);

/** Reads the files one after the other; nothing is handed on before all of them are read or taken away. */
export function useImport(onFound: (found: FoundAccounts) => void): Import {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [reading, setReading] = useState<File | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const update = (file: File, change: Partial<ChosenFile>): void =>
    setFiles((before) => before.map((one) => (one.file === file ? { ...one, ...change } : one)));

  async function readOne(one: ChosenFile, signal: AbortSignal): Promise<FoundAccounts | null> {
    if (one.found) return one.found;
    setReading(one.file);
    const passphrase = one.isSealed && one.passphrase !== '' ? one.passphrase : undefined;
    const others = files.filter(({ file }) => file !== one.file).map(({ file }) => file);
    try {
      const found = await readFile(one.file, { passphrase, others, signal });
      update(one.file, { found, passphrase: '', isSealed: false, error: null });
      return found;
    } catch (failure) {
      if (signal.aborted) return null;
      const isSealed = one.isSealed || isAbout(failure, 'password-required');
      update(one.file, { isSealed, error: isAbout(failure, 'password-required') ? null : failure });
      return null;
    }
  }

  async function readAll(): Promise<void> {
    const control = new AbortController();
    stop.current = control;
    setError(null);
    const found: (FoundAccounts | null)[] = [];
    try {
      for (const one of files) if (!control.signal.aborted) found.push(await readOne(one, control.signal));
      const whole = found.filter((one) => one !== null);
      if (whole.length === files.length) onFound(together(whole));
    } catch (failure) {
      setError(failure);
    } finally {
      setReading(null);
    }
  }

  return {
    files,
    reading,
    error,
    choose: (chosen) => {
      setError(null);
      setFiles(chosen.map(fresh));
    },
    remove: (file) => setFiles((before) => before.filter((one) => one.file !== file)),
    setPassphrase: (file, passphrase) => update(file, { passphrase }),
    read: () => void readAll(),
    cancel: () => {
      stop.current?.abort();
      setReading(null);
    },
  };
}
