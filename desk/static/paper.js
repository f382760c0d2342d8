// A paper beside what it says: its pages as pictures or its text; a place is found either way.
import { ask, make } from './desk.js';

const sheet = document.getElementById('sheet');
if (sheet) {
  const number = sheet.dataset.number;
  const frame = document.getElementById('frame');
  const tabs = { picture: document.getElementById('tab-picture'), text: document.getElementById('tab-text') };
  const told = document.getElementById('page-told');
  let page = 1;
  let last = Number(sheet.dataset.pages) || Infinity;
  let turn = 0;
  let text = null;

  function choose(which) {
    for (const [name, tab] of Object.entries(tabs)) {
      tab.setAttribute('aria-pressed', String(name === which));
      tab.classList.toggle('second', name !== which);
    }
    document.getElementById('pages').hidden = which === 'text';
  }

  /** A page as a picture; box is in points, of a page whose size in points the desk tells. */
  async function showPage(wanted, box) {
    choose('picture');
    const mine = ++turn;
    const image = make('img', { alt: `第${wanted}页`, src: `/paper/${number}/page/${wanted}.png?dpi=110` });
    const leaf = make('div', { className: 'leaf' }, image);
    told.textContent = '正在画……';
    try {
      const size = await ask(`/paper/${number}/page/${wanted}.json?dpi=110`);
      if (mine !== turn) return;
      page = wanted;
      if (size.pages) last = size.pages;
      told.textContent = last < Infinity ? `第${page}页，共${last}页` : `第${page}页`;
      frame.replaceChildren(leaf);
      if (box) frameBox(leaf, box, size);
      else frame.scrollTop = 0;
    } catch (fault) {
      if (mine !== turn) return;
      if (wanted > 1 && wanted === page + 1) last = page;
      told.textContent = wanted > 1 ? `第${page}页，到末页了` : fault.message;
      if (wanted === 1) frame.replaceChildren(make('p', { className: 'warn', textContent: fault.message }));
    }
    document.getElementById('page-before').disabled = page <= 1;
    document.getElementById('page-after').disabled = page >= last;
  }

  function frameBox(leaf, [x0, y0, x1, y1], { width, height }) {
    const mark = make('div', { className: 'box' });
    mark.style.left = `${(x0 / width) * 100 - 0.5}%`;
    mark.style.top = `${(y0 / height) * 100 - 0.3}%`;
    mark.style.width = `${((x1 - x0) / width) * 100 + 1}%`;
    mark.style.height = `${((y1 - y0) / height) * 100 + 0.6}%`;
    leaf.append(mark);
    const image = leaf.querySelector('img');
    const scroll = () => centre(mark);
    if (image.complete) scroll();
    else image.addEventListener('load', scroll);
  }

  /** Bring a piece to the middle of the frame; the page itself stays where it is. */
  function centre(piece) {
    const above = piece.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += above - frame.clientHeight / 2;
  }

  /** The text, fetched once; what stands at the place is marked. */
  async function showText(place) {
    choose('text');
    const mine = ++turn;
    if (!text) {
      frame.replaceChildren(make('p', { className: 'empty', textContent: '正在读……' }));
      const answer = await fetch(`/paper/${number}/words`);
      const read = new DOMParser().parseFromString(await answer.text(), 'text/html');
      text = read.getElementById('text') || read.querySelector('.fault') || make('p', { textContent: '读不出文字。' });
      text = document.adoptNode(text);
      if (text.dataset.pages) last = Number(text.dataset.pages);
    }
    if (mine !== turn) return;
    frame.replaceChildren(text);
    for (const one of text.querySelectorAll('.here')) one.classList.remove('here');
    const found = place && findPlace(place);
    if (found) {
      found.classList.add('here');
      centre(found);
    }
  }

  /** The piece of the text with this place, else the smallest that holds it. */
  function findPlace(place) {
    const pieces = [...text.querySelectorAll('[data-place]')];
    const same = pieces.find((one) => one.dataset.place === place);
    if (same) return same;
    const wanted = JSON.parse(place);
    const holds = pieces.filter((one) => one.dataset.place && contains(JSON.parse(one.dataset.place), wanted));
    return holds[holds.length - 1];
  }

  function contains(outer, inner) {
    if (inner.path) return (outer.part || '') === (inner.part || '') && outer.path && inner.path.startsWith(outer.path);
    if (inner.box && outer.box && inner.page === outer.page) {
      const middle = (inner.box[1] + inner.box[3]) / 2;
      return outer.box[1] <= middle && middle <= outer.box[3];
    }
    return inner.sheet !== undefined && inner.sheet === outer.sheet && inner.cell === outer.cell;
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button.see[data-place]');
    if (button) show(button.dataset.place);
  });

  /** A place in the view that is open. */
  function show(told) {
    const place = JSON.parse(told);
    if (tabs.text.getAttribute('aria-pressed') === 'true') showText(told);
    else if (place.page) showPage(place.page, place.box);
    else showPlace(told);
  }

  // The other way: from a piece of the text to what was read out of it.
  frame.addEventListener('click', (event) => {
    const piece = event.target.closest('[data-place]');
    const place = piece && piece.dataset.place;
    const button = place && [...document.querySelectorAll('button.see[data-place]')].find((one) => one.dataset.place === place);
    if (!button) return;
    showText(place);
    button.focus();
    button.scrollIntoView({ block: 'center' });
  });

  /** A place of a paper without pages of its own, framed in its picture. */
  function showPlace(place) {
    choose('picture');
    const mine = ++turn;
    told.textContent = '正在画……';
    const image = make('img', { alt: '原文所在处，用红框标出', src: `/paper/${number}/place.png?where=${encodeURIComponent(place)}` });
    image.addEventListener('error', () => { if (mine === turn) showText(place); });
    image.addEventListener('load', () => {
      if (mine !== turn) return;
      told.textContent = '';
      frame.replaceChildren(image);
    });
  }

  tabs.picture.addEventListener('click', () => showPage(page));
  tabs.text.addEventListener('click', () => showText());
  document.getElementById('page-before').addEventListener('click', () => showPage(page - 1));
  document.getElementById('page-after').addEventListener('click', () => showPage(page + 1));

  // Another page may send people to a place of this one (?where=…).
  const asked = new URLSearchParams(location.search).get('where');
  if (!sheet.dataset.paged) showText(asked);
  else if (asked) show(asked);
  else showPage(1);
}
