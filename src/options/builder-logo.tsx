import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { FilePicker } from './file-picker';
import { type Logo, logoFrom } from './qr-picture';

interface Props {
  readonly logo: Logo | null;
  readonly onLogo: (logo: Logo | null) => void;
}

/** A picture for the middle of the code: chosen or dropped, and taken away again. */
export function BuilderLogo({ logo, onLogo }: Props) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const { run, error } = useAction();
  const input = useRef<HTMLInputElement>(null);
  const choose = (chosen: readonly File[]) =>
    run(async () => {
      const [file] = chosen;
      setFiles(file ? [file] : []);
      onLogo(null);
      if (file) onLogo(await logoFrom(file));
    });
  const remove = () => {
    if (input.current) input.current.value = '';
    choose([]);
    // The button that was pressed goes away.
    input.current?.focus();
  };
  return (
    <>
      <FilePicker label={t('builderLogo')} files={files} onChoose={choose} inputRef={input} isOne />
      {error && <Notice kind="error">{error}</Notice>}
      {logo && <Button onClick={remove}>{t('builderLogoRemove')}</Button>}
    </>
  );
}
