/* Puts the field on the page a second later. */
const place = document.querySelector('#late-field');

setTimeout(() => {
  place.replaceChildren(place.querySelector('template').content);
  place.querySelector('input').focus();
}, 1000);
