// Papers that go out: tick a whole page, and follow a number of the paper without losing one's place.

for (const all of document.querySelectorAll('[data-all]')) {
  all.addEventListener('change', () => {
    for (const one of document.querySelectorAll(`input[name=${all.dataset.all}]`)) one.checked = all.checked;
  });
}

const panel = document.getElementById('followed');

/** Show where a number comes from; the link itself does the same without scripts. */
async function show(link) {
  for (const one of document.querySelectorAll('a.number[aria-current]')) one.removeAttribute('aria-current');
  for (const one of document.querySelectorAll(`a.number[data-number="${link.dataset.number}"]`)) one.setAttribute('aria-current', 'true');
  panel.setAttribute('aria-busy', 'true');
  const address = new URL(panel.dataset.address, location.href);
  address.searchParams.set('n', link.dataset.number);
  const answer = await fetch(address);
  const told = new DOMParser().parseFromString(await answer.text(), 'text/html');
  panel.replaceChildren(...(told.querySelector('#followed') || told.querySelector('main')).childNodes);
  panel.removeAttribute('aria-busy');
  panel.scrollIntoView({ block: 'nearest' });
}

if (panel) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.number');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link);
  });
}
