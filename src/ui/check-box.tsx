import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CheckBoxProps {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onInput: (checked: boolean) => void;
  readonly hint?: ComponentChildren;
  readonly disabled?: boolean;
}

export function CheckBox({ label, checked, onInput, hint, disabled = false }: CheckBoxProps) {
  const id = useId();
  return (
    <div class="check-box">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span id={`${id}-hint`} class="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
