// Its own: the page is painted before a script from outside can come in.
requestAnimationFrame(() => setTimeout(() => (globalThis.paintedAt = Date.now())));
