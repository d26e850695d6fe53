/* Says the text of a button's data-say, as the call would. */
document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-say]');
  if (!button) return;
  speechSynthesis.cancel();
  const speech = new SpeechSynthesisUtterance(button.dataset.say);
  speech.lang = 'en-GB';
  speechSynthesis.speak(speech);
});
