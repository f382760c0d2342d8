// A duty: papers that may show it was done are offered while one types.
import { ask, make } from './desk.js';

const number = document.querySelector('[data-number]')?.dataset.number;

for (const field of document.querySelectorAll('[data-evidence]')) {
  let last = 0;
  field.addEventListener('input', () => {
    clearTimeout(last);
    last = setTimeout(() => offer(field), 250);
  });
}

async function offer(field) {
  const words = field.value.trim();
  if (!words || /^[rp]\S/.test(words)) return;
  const found = await ask(`/due/${number}/evidence?q=${encodeURIComponent(words)}`).catch(() => []);
  const list = document.getElementById(field.getAttribute('list'));
  list.replaceChildren(...found.map((one) => make('option', { value: one.value, label: one.words, textContent: one.words })));
}
