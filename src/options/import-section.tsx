import { useEffect, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { errorText, language, t } from '../ui/text';
import { useHandedData } from '../ui/use-handed-data';
import { FilePicker } from './file-picker';
import type { FoundAccounts } from './found-accounts';
import { ImportApps } from './import-apps';
import { Section } from './section';
import { type ChosenFile, type Import, type Reading, useImport } from './use-import';
import { unixNow, useSeconds } from './use-seconds';

interface Props {
  readonly onFound: (found: FoundAccounts) => void;
}

const isWrongPassphrase = (error: unknown): boolean =>
  error instanceof UserError && error.code === 'wrong-password';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/**
 * Files, and texts that are not meant for a field.
 * @param own our picker: others take by themselves what is dropped on them
 */
function filesIn(data: DataTransfer, target: EventTarget | null, own: Element | null): readonly File[] {
  const isOther = target instanceof HTMLInputElement && target.type === 'file' && target !== own;
  if (data.files.length > 0) return isOther ? [] : [...data.files];
  const text = data.getData('text/plain');
  return isField(target) || text.trim() === '' ? [] : [asFile(text)];
}

const secondsText = (seconds: number): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(seconds);

const asFile = (text: string): File => new File([text], t('pastedText'), { type: 'text/plain' });

/** The one door for whatever other apps export: recognised by content, shown before anything is saved. */
export function ImportSection({ onFound }: Props) {
  const importing = useImport(onFound);
  const { files, choose, addFiles, read, reading, error } = importing;
  const [isAsked, setAsked] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const isComplete = files.length > 0 && isAsked;

  // Pressed before a file is chosen, "Import" asks for one and goes on by itself.
  useEffect(() => {
    if (isComplete) read();
    if (isComplete) setAsked(false);
  }, [isComplete]);
  useHandedData((data, target) => {
    const handed = filesIn(data, target, picker.current);
    if (handed.length === 0) return false;
    addFiles(handed);
    setAsked(true);
    return true;
  });

  function start(): void {
    if (files.length > 0) read();
    else {
      setAsked(true);
      picker.current?.click();
    }
  }

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
        <FilePicker
          label={t('chooseFiles')}
          files={files.map(({ file }) => file)}
          onChoose={choose}
          inputRef={picker}
        />
        {files.map((one, index) => (
          <FileTrouble key={index} one={one} importing={importing} isAlone={files.length === 1} />
        ))}
        {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
        {reading && <ReadingNow key={reading.done} {...reading} onCancel={importing.cancel} />}
        <Button kind="primary" type="submit" busy={reading !== null}>
          {t('import')}
        </Button>
      </form>
      <ImportApps />
    </Section>
  );
}

/**
 * Deriving the key of an encrypted file may take a minute; how far it is, nobody can tell, only that it goes on. Of
 * several files one can.
 */
function ReadingNow({ file, done, of, onCancel }: Reading & { readonly onCancel: () => void }) {
  const shown = of > 1 ? { value: done, max: of } : {};
  const [start] = useState(unixNow);
  const seconds = useSeconds() - start;
  return (
    <div class="import-reading">
      <p class="small" role="status">
        {t('importReading')} <OutsideText text={file.name} />
      </p>
      <progress aria-label={t('importReading')} {...shown} />
      {seconds > 0 && <p class="muted small">{secondsText(seconds)}</p>}
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </div>
  );
}

interface TroubleProps {
  readonly one: ChosenFile;
  readonly importing: Import;
  readonly isAlone: boolean;
}

/** What a file still needs, or why it cannot be read. */
function FileTrouble({ one, importing, isAlone }: TroubleProps) {
  const { file, passphrase, isSealed, error } = one;
  const box = useRef<HTMLInputElement>(null);
  const isWrong = isWrongPassphrase(error);
  useEffect(() => {
    if (isWrong) box.current?.select();
  }, [error]);
  const name = (
    <strong>
      <OutsideText text={file.name} />
    </strong>
  );
  return (
    <>
      {isSealed && !isAlone && <p class="import-file">{name}</p>}
      {isSealed && (
        <Field
          label={t('backupPassphrase')}
          type="password"
          value={passphrase}
          onInput={(typed) => importing.setPassphrase(file, typed)}
          error={isWrong ? errorText(error) : undefined}
          hint={t('error_password_required')}
          autoFocus
          inputRef={box}
        />
      )}
      {error !== null && !isWrong && (
        <Notice kind="error">
          {name} {errorText(error)}
        </Notice>
      )}
      {!isAlone && (isSealed || error !== null) && (
        <Button onClick={() => importing.remove(file)}>{t('importWithout', file.name)}</Button>
      )}
    </>
  );
}
