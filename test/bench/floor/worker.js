chrome.runtime.onMessage.addListener((_message, _sender, answer) => {
  answer(Array.from({ length: 10 }, (_, index) => `${index}`.repeat(6)));
});
