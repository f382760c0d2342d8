// Another organisation found in place: a few letters of a name or code, numbered, chosen without the mouse.
import { ask, make } from './desk.js';

const WAIT = 200;
let timer;

const listOf = (field) => field.closest('.ask').querySelector('.found');

async function look(field) {
  const list = listOf(field);
  const words = field.value.trim();
  list.dataset.for = words;
  if (!words) { list.replaceChildren(); return; }
  let told;
  try {
    told = await ask(`/review/find?q=${encodeURIComponent(words)}`);
  } catch (fault) {
    told = { found: [], more: 0, fault: fault.message };
  }
  if (list.dataset.for !== words) return;
  const rows = told.found.map((one, at) => choice(one, at + 1, field.dataset.find));
  const more = told.more ? `还有${told.more}家没有列出，请多打几个字。` : '';
  const none = told.found.length ? more : told.fault || '台账里没有找到。';
  list.replaceChildren(...rows, ...(none ? [make('small', { textContent: none })] : []));
}

/** A button that answers with this organisation; its number chooses it. */
function choice(one, number, key) {
  const facts = [one.code || '代码缺', one.region || '县区缺', one.type || '类别缺', one.supervisor || '主管单位缺'];
  if (one.formerly.length) facts.push(`曾用名 ${one.formerly.join('、')}`);
  if (one.state !== 'active') facts.push('已不计数');
  const button = make('button', { name: 'choice', value: `${key}=${one.id}`, className: 'second', tabIndex: -1 },
    make('kbd', { textContent: String(number) }), ` ${one.name}`);
  return make('p', {}, button, ' ', make('small', { textContent: facts.join('　') }));
}

async function enter(field) {
  clearTimeout(timer);
  if (listOf(field).dataset.for !== field.value.trim()) await look(field);
  listOf(field).querySelector('button')?.focus();
}

function inList(event, list) {
  const buttons = [...list.querySelectorAll('button')];
  const at = buttons.indexOf(event.target);
  if (/^[1-9]$/.test(event.key)) buttons[Number(event.key) - 1]?.click();
  else if (event.key === 'ArrowDown') buttons[Math.min(at + 1, buttons.length - 1)].focus();
  else if (event.key === 'ArrowUp') (buttons[at - 1] ?? list.closest('.ask').querySelector('[data-find]')).focus();
  else if (event.key === 'Escape') list.closest('.ask').querySelector('[data-find]').focus();
  else return false;
  return true;
}

function keyed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  const { target, key } = event;
  if (target.matches('[data-find]')) {
    if (key !== 'ArrowDown' && (key !== 'Enter' || /[、,，]/.test(target.value))) return false;
    enter(target);
    return true;
  }
  const list = target.closest('.found');
  if (list) return inList(event, list);
  const field = target.matches('.ask:not(.done)') && key.toLowerCase() === 'f' && target.querySelector('[data-find]');
  if (field) field.select();
  return Boolean(field);
}

// Before the keys of the card: what is done here is no answer of the card.
document.addEventListener('keydown', (event) => {
  if (!(event.target instanceof Element) || !keyed(event)) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener('input', (event) => {
  if (!event.target.matches('[data-find]')) return;
  clearTimeout(timer);
  timer = setTimeout(() => look(event.target), WAIT);
});
