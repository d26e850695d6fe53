chrome.runtime.onMessage.addListener((_message, _sender, answer) => {
  answer(Array.from({ length: 10 }, (_, index) => `${index}`.repeat(6)));
});

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: 'page', title: 'Scan QR code on this page', contexts: ['page'] });
  chrome.contextMenus.create({ id: 'image', title: 'Scan this image', contexts: ['image'] });
});
// As large as ours.
chrome.contextMenus.onClicked.addListener(() => {
  chrome.windows.create({ url: 'window.html#scan', type: 'popup', width: 400, height: 660 });
});
