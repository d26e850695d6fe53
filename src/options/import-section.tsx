import { useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { errorText, t } from '../ui/text';
import { FilePicker } from './file-picker';
import { FileError, type FoundAccounts, readFiles } from './import-files';
import { Section } from './section';

interface Props {
  readonly onFound: (found: FoundAccounts) => void;
}

const isAbout = (error: unknown, code: string): boolean => error instanceof UserError && error.code === code;

export function ImportSection({ onFound }: Props) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const [isSealed, setSealed] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const passphraseBox = useRef<HTMLInputElement>(null);

  async function read(chosen: readonly File[]): Promise<void> {
    setReading(true);
    setError(null);
    try {
      const found = await readFiles(chosen, isSealed && passphrase !== '' ? passphrase : undefined);
      setPassphrase('');
      onFound(found);
    } catch (failure) {
      setError(failure);
      if (isAbout(failure, 'password-required')) setSealed(true);
      if (isAbout(failure, 'wrong-password')) passphraseBox.current?.select();
    } finally {
      setReading(false);
    }
  }

  /** Pressed before a file is chosen, it asks for one and goes on by itself. */
  function start(): void {
    if (files.length > 0) void read(files);
    else {
      setAsked(true);
      picker.current?.click();
    }
  }

  function choose(chosen: readonly File[]): void {
    setFiles(chosen);
    setPassphrase('');
    setSealed(false);
    setError(null);
    if (isAsked && chosen.length > 0) void read(chosen);
  }

  const isWrong = isAbout(error, 'wrong-password');
  const isQuestion = isAbout(error, 'password-required');
  return (
    <Section id="import" title={t('importTitle')}>
      <p class="muted">{t('importWhat')}</p>
      <form
        class="section-form"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <FilePicker label={t('chooseFiles')} files={files} onChoose={choose} inputRef={picker} />
        {isSealed && (
          <Field
            label={t('backupPassphrase')}
            type="password"
            value={passphrase}
            onInput={setPassphrase}
            error={isWrong ? errorText(error) : undefined}
            hint={t('error_password_required')}
            autoFocus
            inputRef={passphraseBox}
          />
        )}
        {error !== null && !isWrong && !isQuestion && (
          <Notice kind="error">
            {error instanceof FileError && (
              <strong>
                <OutsideText text={error.fileName} />{' '}
              </strong>
            )}
            {errorText(error)}
          </Notice>
        )}
        <Button kind="primary" type="submit" busy={isReading}>
          {t('import')}
        </Button>
      </form>
    </Section>
  );
}
