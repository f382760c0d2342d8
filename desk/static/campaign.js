// Pages of a campaign: texts to paste, all lines at once, and news when what runs behind is done.
import { follow, say } from './desk.js';

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const text = button.dataset.copy === 'all'
    ? [...document.querySelectorAll('[data-text]')].map((one) => one.textContent.trim()).join('\n')
    : button.closest('.chase').querySelector('[data-text]').textContent.trim();
  say(await copied(text) ? '已复制，可以粘贴到群里或短信里。' : '浏览器不让复制，请手工选中后复制。');
});

async function copied(text) {
  if (navigator.clipboard) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* an old browser: the older way */ }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

const all = document.getElementById('all');
if (all) all.addEventListener('change', () => {
  for (const box of document.querySelectorAll('input[name=seen]')) box.checked = all.checked;
});

const working = document.querySelector('[data-working]');
if (working) follow({ ended: (name) => { if (name === working.dataset.working) location.reload(); } }, working.dataset.after);
