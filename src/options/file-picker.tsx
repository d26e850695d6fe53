import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';

interface Props {
  readonly label: string;
  readonly files: readonly File[];
  readonly onChoose: (files: readonly File[]) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** Only one is taken. */
  readonly isOne?: boolean;
}

/** The browser's own file input lies over the drawn box, so that pressing and dropping need no code of ours. */
export function FilePicker({ label, files, onChoose, inputRef, isOne = false }: Props) {
  const id = useId();
  return (
    <div class="file-picker">
      <label for={id}>{label}</label>
      {files.length === 0 ? (
        <span class="muted small">{t('filesNone')}</span>
      ) : (
        <ul class="small">
          {files.map((file, index) => (
            <li key={index}>
              <OutsideText text={file.name} />
            </li>
          ))}
        </ul>
      )}
      <input
        ref={inputRef}
        id={id}
        type="file"
        multiple={!isOne}
        onInput={(event) => onChoose([...(event.currentTarget.files ?? [])])}
      />
    </div>
  );
}
