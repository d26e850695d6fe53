import type { RefObject, TargetedInputEvent } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon';
import { t } from './text';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'password' | 'number';
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly autoFocus?: boolean;
  readonly autocomplete?: 'off' | 'current-password' | 'new-password' | 'one-time-code';
  readonly spellcheck?: boolean;
  readonly inputMode?: 'text' | 'numeric' | 'url';
  readonly name?: string;
  readonly disabled?: boolean;
  /** The id of a `datalist` with what can be chosen instead of typed. */
  readonly list?: string;
  /** For a caller that selects what was typed, or moves the focus here. */
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** A labelled box. Its error or hint is read out with it; a password can be shown. */
export function Field(props: FieldProps) {
  const { label, value, onInput, type = 'text', error, hint, autoFocus = false, disabled = false } = props;
  const id = useId();
  const [shown, setShown] = useState(false);
  const ownRef = useRef<HTMLInputElement>(null);
  const ref = props.inputRef ?? ownRef;
  useLayoutEffect(() => {
    if (autoFocus) ref.current?.focus();
  }, []);
  const note = error ?? hint;
  const attributes = {
    ref,
    id,
    class: 'field-input',
    name: props.name,
    value,
    disabled,
    autocomplete: props.autocomplete ?? 'off',
    autocapitalize: 'none',
    spellcheck: props.spellcheck ?? false,
    inputMode: props.inputMode,
    list: props.list,
    'aria-invalid': error !== undefined,
    'aria-describedby': note === undefined ? undefined : `${id}-note`,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="field">
      <label id={`${id}-label`} class="field-label" for={id}>
        {label}
      </label>
      <div class={error === undefined ? 'field-box' : 'field-box wrong'}>
        {type === 'password' && !shown ? (
          <input type="password" {...attributes} />
        ) : type === 'number' ? (
          <input type="number" {...attributes} />
        ) : (
          <input type="text" {...attributes} />
        )}
        {type === 'password' && (
          <ShowButton shown={shown} labelId={`${id}-label`} onToggle={() => setShown(!shown)} />
        )}
      </div>
      {note !== undefined && (
        <p
          key={error === undefined ? 'hint' : 'error'}
          id={`${id}-note`}
          class={error === undefined ? 'field-hint' : 'field-error'}
          role={error === undefined ? undefined : 'alert'}
        >
          {note}
        </p>
      )}
    </div>
  );
}

interface ShowButtonProps {
  readonly shown: boolean;
  /** Of the field, where two of these stand in one form. */
  readonly labelId: string;
  readonly onToggle: () => void;
}

function ShowButton({ shown, labelId, onToggle }: ShowButtonProps) {
  const label = t('showTyped');
  return (
    <button
      class="icon-button"
      type="button"
      aria-label={label}
      aria-describedby={labelId}
      aria-pressed={shown}
      title={label}
      onClick={onToggle}
    >
      <Icon name={shown ? 'eyeOff' : 'eye'} />
    </button>
  );
}

export { CheckBox } from './check-box';
export { Select } from './select';
