// A list at work behind the page: look again when it is done. A value's place in its paper, shown beside it.
import { ask, follow, make } from './desk.js';

const working = document.getElementById('working');
if (working) {
  const { address } = working.dataset;
  const look = async () => {
    const { state } = await ask(address);
    if (state !== 'working') window.location.replace(address);
  };
  follow({ ledger_job: (key) => { if (address.endsWith(key)) look(); } });
  look();
}

for (const link of document.querySelectorAll('[data-look]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const shown = link.parentElement.querySelector('.looked');
    if (shown) { shown.remove(); return; }
    const told = make('p', { className: 'looked', textContent: '正在取原文……' });
    const image = make('img', { src: link.href, alt: `原文：${link.textContent}` });
    image.addEventListener('load', () => told.replaceChildren(image));
    image.addEventListener('error', () => { told.textContent = '画不出这一处，请打开原件看。'; });
    link.parentElement.append(told);
  });
}
