/* Has the browser make or use a security key, and sends what it gives with the form. The library stands before this. */
const form = document.querySelector('form[data-ceremony]');
const problem = document.querySelector('#key-problem');

const sentences = {
  InvalidStateError: 'This key is set up here already. Use another one.',
  NotAllowedError: 'Nothing was signed: it was cancelled, took too long, or no key here fits. Try again.',
  SecurityError: 'The browser takes no security keys at this address.',
};

function run(optionsJSON) {
  const { startRegistration, startAuthentication } = SimpleWebAuthnBrowser;
  return form.dataset.ceremony === 'create' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
}

form.addEventListener('submit', async (event) => {
  if (form.elements.response.value !== '') return;
  event.preventDefault();
  problem.textContent = '';
  problem.hidden = true;
  try {
    form.elements.response.value = JSON.stringify(await run(JSON.parse(form.dataset.options)));
    form.submit();
  } catch (error) {
    problem.textContent = sentences[error.name] ?? `The browser could not do this (${error.name}).`;
    problem.hidden = false;
  }
});
