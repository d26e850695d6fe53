chrome.runtime.sendMessage('codes').then((codes) => {
  document.querySelector('ul').append(
    ...codes.map((code) => {
      const item = document.createElement('li');
      item.dataset.code = '';
      item.textContent = code;
      return item;
    }),
  );
});
