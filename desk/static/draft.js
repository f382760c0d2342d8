// The place of a sentence is drawn when somebody wants to see it; after an answer the next doubt has the focus.
import { make } from './desk.js';

for (const place of document.querySelectorAll('details[data-picture]')) {
  place.addEventListener('toggle', () => {
    if (!place.open || place.querySelector('img')) return;
    const image = make('img', { src: place.dataset.picture, alt: '原文这一处的图样' });
    const waits = make('small', { textContent: '正在画……' });
    image.addEventListener('load', () => waits.remove());
    image.addEventListener('error', () => { waits.remove(); image.replaceWith('这一处画不出来，请打开原件看。'); });
    place.append(waits, image);
  });
}

const first = document.querySelector('.doubt');
if (first && sessionStorage.getItem('answered') === location.pathname) first.focus();
sessionStorage.removeItem('answered');
document.addEventListener('submit', () => sessionStorage.setItem('answered', location.pathname));
