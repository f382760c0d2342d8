// What every page shares: talking to the desk, asking before what cannot be undone, news from behind.

/** The form token of this session; every POST carries it. */
export const csrf = document.querySelector('meta[name=csrf]').content;

/** Send a form or an object to an address; gives the JSON answer or throws an Error whose message is for the user. */
export async function send(address, values = {}) {
  const body = values instanceof FormData ? values : new URLSearchParams(values);
  body.delete('once'); // a page that stays may do the same again
  const answer = await fetch(address, {
    method: 'POST', body, headers: { 'X-CSRF': csrf, Accept: 'application/json' },
  });
  return settle(answer);
}

/** Ask an address for JSON. */
export async function ask(address) {
  return settle(await fetch(address, { headers: { Accept: 'application/json' } }));
}

async function settle(answer) {
  const told = await answer.json().catch(() => ({ message: '网页台没有回答。请看看它是否还开着。' }));
  if (answer.ok) return told;
  const fault = new Error(told.message);
  fault.status = answer.status;
  fault.told = told;
  throw fault;
}

/** Say a line at the top of the page; kind is '' or 'fault'. */
export function say(text, kind = '') {
  const line = document.createElement('p');
  line.textContent = text;
  if (kind) line.className = kind;
  document.getElementById('told').replaceChildren(line);
}

/**
 * Follow the news, those since the page was made first (or after a number); the browser reconnects by itself and is told what it missed.
 * A page that nobody sees listens to nothing, so that many open pages do not use up the browser's connections.
 */
export function follow(handlers, after = document.querySelector('meta[name=news]').content) {
  let last = after;
  let source = null;
  const open = () => {
    source = new EventSource(`/events?after=${last}`);
    for (const [kind, handle] of Object.entries(handlers)) {
      source.addEventListener(kind, (event) => {
        last = event.lastEventId || last;
        handle(JSON.parse(event.data));
      });
    }
  };
  const look = () => {
    if (!document.hidden && !source) open();
    if (document.hidden && source) { source.close(); source = null; }
  };
  document.addEventListener('visibilitychange', look);
  look();
}

/** A new element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// <button data-sure="…"> asks before its form goes.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-sure]');
  if (button && !window.confirm(button.dataset.sure)) event.preventDefault();
});

// A form goes once, however often its button is pressed.
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.gone) event.preventDefault();
  form.dataset.gone = 'yes';
  setTimeout(() => delete form.dataset.gone, 3000);
});

// Back to the form that was refused, with what was typed still in it.
document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-back]') || window.history.length < 2) return;
  event.preventDefault();
  window.history.back();
});

// A masked telephone in full: asked for by a person, and on record.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-reveal]');
  if (!button) return;
  try {
    const { phone } = await send('/reveal', { kind: button.dataset.reveal, which: button.dataset.which });
    const shown = button.previousElementSibling;
    shown.textContent = phone;
    shown.tabIndex = -1;
    shown.focus();
    button.remove();
  } catch (fault) {
    say(fault.message, 'fault');
  }
});
