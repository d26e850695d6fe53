import { useId } from 'preact/hooks';
import './backup-file-input.css';
import { t } from './text';

interface Props {
  /** What is wrong with the file, or that there is none. */
  readonly error: string | undefined;
  readonly onChoose: (file: File | null) => void;
}

/** Picks one sealed file. Never in the toolbar popup, which closes while the person looks for it. */
export function BackupFileInput({ error, onChoose }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {t('backupFile')}
      </label>
      <input
        id={id}
        class="file-input"
        type="file"
        accept=".json,.counterfoil,application/json"
        aria-invalid={error !== undefined}
        aria-describedby={error !== undefined ? `${id}-note` : undefined}
        onInput={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
      {error !== undefined && (
        <p id={`${id}-note`} class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
