/* Six boxes for one code: typing moves on, Backspace moves back, and a whole code may be pasted into any box. */
const boxes = [...document.querySelectorAll('.boxes input')];

/* Gives each digit its box and puts the focus after the last one. */
function spread(text, first) {
  const digits = [...text.replace(/\D/g, '')].slice(0, boxes.length - first);
  digits.forEach((digit, index) => {
    boxes[first + index].value = digit;
  });
  boxes[Math.min(first + digits.length, boxes.length - 1)].focus();
}

boxes.forEach((box, index) => {
  box.addEventListener('focus', () => box.select());
  /* A filler may write the whole code into one box: maxlength stops typing, not scripts. */
  box.addEventListener('input', () => {
    const text = box.value;
    box.value = '';
    if (text !== '') spread(text, index);
  });
  box.addEventListener('paste', (event) => {
    event.preventDefault();
    const text = event.clipboardData.getData('text');
    spread(text, text.replace(/\D/g, '').length === boxes.length ? 0 : index);
  });
  box.addEventListener('keydown', (event) => {
    const goesBack = event.key === 'ArrowLeft' || (event.key === 'Backspace' && box.value === '');
    if (goesBack) boxes[index - 1]?.focus();
    if (event.key === 'ArrowRight') boxes[index + 1]?.focus();
  });
});
