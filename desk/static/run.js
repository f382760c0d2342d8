// What becomes of each file, as it happens; at the end the page is drawn anew with what there is to do.
import { ask, follow, make } from './desk.js';

const section = document.getElementById('run');
const run = section.dataset.run;
const total = Number(section.dataset.total);

function tellLine({ run: whose, at, line, done }) {
  if (whose !== run || at <= document.getElementById('lines').rows.length) return;
  const inside = line.inside ? { className: 'inside' } : {};
  const number = line.number ? [make('a', { href: `/paper/${line.number}`, textContent: line.number })] : [];
  document.getElementById('lines').append(make('tr', {},
    make('td', { className: 'short' }, make('span', { className: `mark ${line.colour}`, textContent: line.word })),
    make('td', inside, line.file),
    make('td', { className: 'number' }, ...number),
    make('td', {}, line.message)));
  document.getElementById('state').textContent = '正在收';
  document.getElementById('count').textContent = `${done} / ${total} 个文件`;
  document.getElementById('bar').value = done;
  if (line.status === 'classified') document.getElementById('alarm').hidden = false;
}

follow({ outcome: tellLine, run: (told) => { if (told.run === run) window.location.reload(); } }, section.dataset.after);

// The end may have come between the page and its stream.
setTimeout(async () => {
  const { state } = await ask(`/upload/${run}`);
  if (state === 'done' || state === 'failed') window.location.reload();
}, 1500);
