// How far papers are that are drafted or numbered; at the end the page shows what came of it.
import { ask, follow } from './desk.js';

const section = document.getElementById('work');
const { key, after } = section.dataset;
const bar = document.getElementById('bar');

function show({ over, done, total }) {
  if (over) { window.location.reload(); return; }
  if (!total) return;
  bar.max = total;
  bar.value = done;
  document.getElementById('count').textContent = `${done} / ${total} 份`;
}

follow({ work: (told) => { if (told.key === key) show(told); } }, after);
ask(`/outgoing/progress/${key}`).then(show);  // the end may have come between the page and its stream
