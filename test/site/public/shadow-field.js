/* A field of its own kind: what is typed in its shadow tree goes with the form around it. */
class CodeField extends HTMLElement {
  static formAssociated = true;

  connectedCallback() {
    const internals = this.attachInternals();
    const input = internals.shadowRoot.querySelector('input');
    input.addEventListener('input', () => internals.setFormValue(input.value));
    /* Enter sends a form from its own fields only. */
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') internals.form.requestSubmit();
    });
    input.focus();
  }
}

customElements.define('code-field', CodeField);
