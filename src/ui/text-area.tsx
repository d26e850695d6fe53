import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly error?: string | undefined;
  readonly name?: string;
}

/** A labelled box of several lines, as high as what is in it. */
export function TextArea({ label, value, onInput, error, name }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class={error === undefined ? 'field-box' : 'field-box wrong'}>
        <textarea
          id={id}
          name={name}
          class="field-input text-area"
          rows={2}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
