/* Every second asks for this page again and shows what has changed of its part that is marked with data-live. */
const shown = document.querySelector('[data-live]');

async function look() {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page.querySelector('[data-live]');
  if (!next) return location.reload();
  if (next.innerHTML !== shown.innerHTML) shown.replaceChildren(...next.childNodes);
  const done = shown.querySelector('form[data-continue]');
  if (done) return done.requestSubmit();
  later();
}

function later() {
  /* A server that is away for a moment is asked again. */
  setTimeout(() => look().catch(later), 1000);
}
later();
