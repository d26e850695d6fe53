/** Two halves of a ticket along a torn edge. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 44 44" aria-hidden="true" focusable="false">
      <path d="M6 8h15v5a3 3 0 0 0 0 6v6a3 3 0 0 0 0 6v5H6a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3z" />
      <path
        class="mark-stub"
        d="M25 8h13a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H25v-5a3 3 0 0 0 0-6v-6a3 3 0 0 0 0-6z"
      />
    </svg>
  );
}
