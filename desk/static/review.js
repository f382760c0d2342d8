// Review: the paper on the left follows the question on the right, and the other way round; keys for everything.
import { ask, make, say, send } from './desk.js';

const sides = document.querySelector('.review');
const stage = document.getElementById('stage');
let { paper } = sides.dataset;
const paged = sides.dataset.paged === 'yes';
let see = 'text';
let shown = '';
let undone = [];

const cards = () => [...document.querySelectorAll('.ask')];
const open = () => cards().filter((card) => !card.classList.contains('done'));
const current = () => document.querySelector('.ask.now');
const placeOf = (element) => (element.dataset.where ? JSON.parse(element.dataset.where) : null);

// ---- The paper -------------------------------------------------------------------------------------

/** Show a place of the paper, framed. */
async function look(place) {
  if (!stage || !paper) return;
  if (!place) { if (!paged && !stage.querySelector('.paper-text')) wholeText(); return; }
  document.getElementById('place-words').textContent = words(place);
  shown = JSON.stringify(place);
  if (place.page) return lookAtPage(place);
  return see === 'text' ? lookAtText(place) : lookAtPicture(place);
}

function words(place) {
  if (place.page) return `第${place.page}页`;
  if (place.cell) return `${place.sheet ? `工作表“${place.sheet}”` : ''}${place.cell}`;
  return place.line ? `第${place.line}行` : '原文';
}

function sheetOf(page) {
  let sheet = stage.querySelector('.sheet');
  if (!sheet || sheet.dataset.page !== String(page)) {
    const address = `/paper/${paper}/page/${page}.png?dpi=110`;
    const image = make('img', { src: address, alt: `收文第${paper}号第${page}页` });
    image.addEventListener('error', () => turnedTooFar(page));
    sheet = make('div', { className: 'sheet' }, image);
    sheet.dataset.page = String(page);
    stage.replaceChildren(sheet);
  }
  return sheet;
}

async function turnedTooFar(page) {
  try {
    await ask(`/paper/${paper}/page/${page}.json?dpi=110`);
  } catch (fault) {
    stage.replaceChildren(make('p', { className: 'warn', textContent: fault.message }));
    stage.dataset.lost = String(page);
  }
}

async function lookAtPage(place) {
  const sheet = sheetOf(place.page);
  const asked = JSON.stringify(place);
  let size;
  try {
    size = await ask(`/paper/${paper}/page/${place.page}.json?dpi=110`);
  } catch (fault) {
    stage.replaceChildren(make('p', { className: 'warn', textContent: fault.message }));
    return;
  }
  if (shown !== asked) return;
  sheet.querySelector('svg')?.remove();
  const overlay = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  overlay.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  overlay.setAttribute('preserveAspectRatio', 'none');
  overlay.setAttribute('aria-hidden', 'true');
  const seen = new Set();
  for (const element of document.querySelectorAll('.asks [data-where]')) {
    const other = placeOf(element);
    const key = element.dataset.where;
    if (!other || other.page !== place.page || !other.box || seen.has(key)) continue;
    seen.add(key);
    overlay.append(frame(other, key, JSON.stringify(other) === asked));
  }
  if (place.box && !overlay.querySelector('.here')) overlay.append(frame(place, asked, true));
  sheet.append(overlay);
  overlay.querySelector('.here')?.scrollIntoView({ block: 'center', inline: 'nearest' });
}

function frame(place, key, here) {
  const [x0, y0, x1, y1] = place.box;
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ x: x0 - 2, y: y0 - 2, width: x1 - x0 + 4, height: y1 - y0 + 4 })) {
    rect.setAttribute(name, String(value));
  }
  if (here) rect.classList.add('here');
  rect.dataset.where = key;
  return rect;
}

function wholeText() {
  shown = '{}';
  lookAtText({});
}

async function lookAtText(place) {
  let here = findHere(place);
  if (!here) {
    const asked = JSON.stringify(place);
    const told = Object.keys(place).length ? `?where=${encodeURIComponent(asked)}` : '';
    const answer = await fetch(`/paper/${paper}/text${told}`);
    const text = await answer.text();
    if (shown !== asked) return;
    if (!answer.ok) {
      stage.replaceChildren(make('p', { className: 'warn', textContent: '原文取不出来，请看版面图或打开原件。' }));
      return;
    }
    stage.innerHTML = text;
    const asks = new Set([...document.querySelectorAll('.asks [data-where]')].map((one) => one.dataset.where));
    for (const one of stage.querySelectorAll('[data-where]')) one.classList.toggle('linked', asks.has(one.dataset.where));
    here = findHere(place) ?? stage.querySelector('.here');
  }
  stage.querySelector('.here')?.classList.remove('here');
  here?.classList.add('here');
  here?.scrollIntoView({ block: 'center', inline: 'center' });
}

function findHere(place) {
  const wanted = canonical(place);
  return [...stage.querySelectorAll('.paper-text [data-where]')].find((one) => one.dataset.where === wanted);
}

/** A place as the page writes it: keys in order. */
function canonical(place) {
  const pairs = Object.keys(place).sort().map((key) => `${JSON.stringify(key)}: ${written(place[key])}`);
  return `{${pairs.join(', ')}}`;
}

const written = (value) => (Array.isArray(value) ? `[${value.map(written).join(', ')}]` : JSON.stringify(value));

function lookAtPicture(place) {
  const address = `/paper/${paper}/place.png?where=${encodeURIComponent(JSON.stringify(place))}`;
  const image = make('img', { src: address, alt: `收文第${paper}号 ${words(place)}` });
  const waiting = make('p', { className: 'hint', textContent: '正在排版，第一次要几秒……' });
  image.addEventListener('load', () => waiting.remove());
  image.addEventListener('error', () => { waiting.textContent = '这一处画不出来，请看文字。'; image.remove(); });
  stage.replaceChildren(waiting, make('div', { className: 'sheet' }, image));
}

// ---- Questions -------------------------------------------------------------------------------------

/** Make a card the one that is worked on. */
function choose(card) {
  if (!card || card === current()) return;
  current()?.classList.remove('now');
  card.classList.add('now');
  if (card.dataset.paper && card.dataset.paper !== paper) {
    ({ paper } = card.dataset);
    stage.replaceChildren();
  }
  look(placeOf(card));
}

function goOn(from) {
  const all = cards();
  const rest = open();
  const next = rest.find((card) => all.indexOf(card) > all.indexOf(from)) ?? rest[0];
  if (next) {
    next.focus();
    return;
  }
  const end = document.getElementById('finished');
  end.hidden = false;
  document.getElementById('onward').focus();
}

async function answer(card, button) {
  const form = card.querySelector('form');
  const values = new FormData(form);
  values.set('choice', button.value);
  card.setAttribute('aria-busy', 'true');
  try {
    const told = await send(form.action, values);
    finish(card, told, button.value);
  } catch (fault) {
    const came = card.querySelector('.came');
    came.className = 'came fault';
    came.textContent = fault.message;
    if (fault.status === 409) came.append(' ', make('button', { type: 'button', className: 'second', textContent: '看现在的', onclick: () => renew(card) }));
  } finally {
    card.removeAttribute('aria-busy');
  }
}

function finish(card, told, choice) {
  document.getElementById('told').replaceChildren();
  document.getElementById('left').textContent = told.left;
  if (choice === 'none' || choice.startsWith('never=')) {
    renew(card);
    return;
  }
  settle(card, told.told, true);
  const row = card.dataset.row;
  const changed = [];
  for (const other of row ? open().filter((one) => one.dataset.row === row) : []) {
    if (!told.open.includes(Number(other.dataset.number))) settle(other, '已随之了结', false);
    else if (untouched(other)) changed.push(other);
  }
  const here = new Set(cards().map((one) => Number(one.dataset.number)));
  const fresh = row ? told.open.filter((number) => !here.has(number)) : [];
  Promise.all([...fresh.map((number) => add(card, number)), ...changed.map(redraw)]).then(() => goOn(card));
}

/** Whether nobody has typed anything into a card. */
function untouched(card) {
  return [...card.querySelectorAll('input:not([type=hidden])')].every((one) => one.value === one.defaultValue);
}

function settle(card, text, mine) {
  const number = card.dataset.number;
  card.classList.add('done');
  card.tabIndex = -1;
  const came = card.querySelector('.came');
  came.className = 'came';
  const name = card.querySelector('header b').textContent;
  came.replaceChildren(`${number}　${text.startsWith(`${name}：`) ? '' : `${name}：`}${text}`);
  if (!mine) return;
  undone.push(number);
  came.append(make('button', { type: 'button', className: 'plain', textContent: '撤销', onclick: () => undo(number) }));
}

async function add(after, number) {
  const fresh = await cardOf(number);
  if (fresh) after.after(fresh);
}

async function cardOf(number) {
  const asked = await fetch(`/review/${number}/card`);
  if (!asked.ok) return null;
  const holder = document.createElement('div');
  holder.innerHTML = await asked.text();
  return holder.querySelector('.ask');
}

/** The card as the question stands now: another answer about its line changed what it shows. */
async function redraw(card) {
  const fresh = await cardOf(card.dataset.number);
  if (fresh) card.replaceWith(fresh);
  return fresh;
}

async function renew(card) {
  (await redraw(card))?.focus();
}

async function undo(number) {
  try {
    const told = await send(`/review/${number}/undo`);
    undone = undone.filter((one) => one !== number);
    say(told.told);
    document.getElementById('left').textContent = told.left;
    document.getElementById('finished').hidden = true;
    const card = document.getElementById(`ask-${number}`);
    const beside = cards().filter((one) => one !== card && card.dataset.row && one.dataset.row === card.dataset.row);
    await Promise.all(beside.map((one) => {
      if (told.open.includes(Number(one.dataset.number))) return redraw(one);
      return one.classList.contains('done') ? null : one.remove();
    }));
    await renew(card);
  } catch (fault) {
    say(fault.message, 'fault');
  }
}

function press(card, key) {
  const button = card.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
}

function keyed(event) {
  const card = event.target.closest?.('.ask');
  if (!card && event.key.toLowerCase() === 'u' && !event.target.matches('input, textarea, select')) actOn(null, 'u');
  if (!card || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (card.classList.contains('done') && event.target === card && event.key.toLowerCase() !== 'u') return;
  const typing = event.target.matches('input, textarea, select');
  if (event.key === 'Escape') card.focus();
  else if (typing) {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    typed(card, event.target);
  } else if (event.target === card && actOn(card, event.key)) event.preventDefault();
}

/** Enter in a field: what stands beside it; an untouched value of the paper is taken as it is. */
function typed(card, field) {
  const untouched = field.name.startsWith('field.') && [...card.querySelectorAll('.edits input:not([type=hidden])')].every((one) => one.value === one.defaultValue);
  const first = card.querySelector('[data-first]');
  if (untouched && first && field.value) first.click();
  else (field.closest('.edits, .other, .refuse, .columns') ?? card).querySelector('button[name=choice]')?.click();
}

function actOn(card, key) {
  const act = {
    Enter: () => {
      const first = card.querySelector('[data-first]');
      if (first) first.click();
      else say('这一项要选：按数字键，或按 E 填写后回车。', 'warn');
    },
    e: () => card.querySelector('.edits input:not([type=hidden]), .columns input, .other input:not([type=hidden])')?.select(),
    x: () => {
      const refuse = card.querySelector('.refuse');
      if (refuse) refuse.open = true;
      refuse?.querySelector('input').focus();
    },
    u: () => { if (undone.length) undo(undone[undone.length - 1]); },
  }[key.length === 1 ? key.toLowerCase() : key];
  if (act) act();
  else if (/^[1-9]$/.test(key)) press(card, key);
  else return false;
  return true;
}

// ---- What people do --------------------------------------------------------------------------------

document.addEventListener('keydown', keyed);
document.addEventListener('focusin', (event) => {
  choose(event.target.closest('.ask:not(.done)'));
  const place = event.target.closest('[data-where]');
  if (place && place !== current() && event.target.matches('input')) look(placeOf(place));
});
document.addEventListener('submit', (event) => {
  const card = event.target.closest('.ask');
  if (!card) return;
  event.preventDefault();
  delete event.target.dataset.gone;
  if (event.submitter && !card.hasAttribute('aria-busy')) answer(card, event.submitter);
});
document.querySelector('.asks').addEventListener('click', (event) => {
  const place = event.target.closest('li[data-where]');
  if (place) look(placeOf(place));
});
stage?.addEventListener('click', (event) => {
  const key = event.target.closest('[data-where]')?.dataset.where;
  if (!key) return;
  const meant = [...document.querySelectorAll('.ask:not(.done), .ask:not(.done) .edits [data-where]')].find((one) => one.dataset.where === key)
    ?? [...document.querySelectorAll('.ask:not(.done) [data-where]')].find((one) => one.dataset.where === key);
  if (!meant) return;
  const card = meant.closest('.ask');
  const field = meant.matches('.edits *') ? meant.querySelector('input') : null;
  card.scrollIntoView({ block: 'nearest' });
  (field ?? card).focus();
  look(JSON.parse(key));
});
document.querySelector('.tools')?.addEventListener('click', (event) => {
  const { see: wanted, turn, wider } = event.target.dataset;
  if (wanted) {
    see = wanted;
    for (const one of document.querySelectorAll('[data-see]')) one.setAttribute('aria-pressed', String(one.dataset.see === see));
    stage.replaceChildren();
    if (shown) look(JSON.parse(shown));
  }
  if (turn) {
    const at = Number(stage.querySelector('.sheet')?.dataset.page ?? stage.dataset.lost ?? 1);
    const page = Math.max(1, at + Number(turn));
    shown = '';
    document.getElementById('place-words').textContent = `第${page}页`;
    sheetOf(page);
  }
  if (wider) {
    const held = ['w1', 'w2', 'w3'].findIndex((name) => stage.classList.contains(name)) + 1;
    stage.classList.remove('w1', 'w2', 'w3');
    const now = Math.min(3, Math.max(0, held + Number(wider)));
    if (now) stage.classList.add(`w${now}`);
  }
});

const first = document.getElementById(`ask-${sides.dataset.at}`) ?? open()[0];
if (first) first.focus({ preventScroll: !Number(sides.dataset.at) });
else if (paper && !paged) wholeText();
