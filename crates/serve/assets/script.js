// What pages gain from a script; without it everything works by links and forms.
'use strict';

// Copy a citation.
for (const button of document.querySelectorAll('button.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  });
}

// Drop a file on the field of a text.
const field = document.querySelector('textarea[name=text]');
if (field) {
  field.addEventListener('dragover', (event) => event.preventDefault());
  field.addEventListener('drop', async (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    field.value = (await file.text()).slice(0, Number(field.maxLength));
  });
}

// Select days on a time line by dragging over it.
for (const brush of document.querySelectorAll('.brush')) {
  const { here, since, until } = brush.dataset;
  if (!since || !until) continue;
  const day = 86400000;
  const first = Date.parse(since);
  const span = Date.parse(until) - first + day;
  let from = null;
  const veil = document.createElement('div');
  veil.className = 'veil';
  veil.hidden = true;
  brush.append(veil);
  const picture = () => [...brush.querySelectorAll('svg')].find((svg) => svg.getClientRects().length > 0);
  const show = (a, b, box) => {
    const outer = brush.getBoundingClientRect();
    veil.hidden = false;
    veil.style.left = `${Math.min(a, b) - outer.left}px`;
    veil.style.width = `${Math.abs(a - b)}px`;
    veil.style.top = `${box.top - outer.top}px`;
    veil.style.height = `${box.height}px`;
  };
  brush.addEventListener('pointerdown', (event) => {
    const svg = picture();
    if (event.button !== 0 || !svg || !svg.contains(event.target) || event.target.closest('a')) return;
    from = event.clientX;
    brush.setPointerCapture(event.pointerId);
  });
  brush.addEventListener('pointermove', (event) => {
    if (from !== null) show(from, event.clientX, picture().getBoundingClientRect());
  });
  brush.addEventListener('pointerup', (event) => {
    if (from === null) return;
    const box = picture().getBoundingClientRect();
    const place = (x) => Math.min(1, Math.max(0, (x - box.left) / box.width));
    const [a, b] = [place(from), place(event.clientX)].sort((x, y) => x - y);
    from = null;
    veil.hidden = true;
    if (b - a < 0.01) return;
    const name = (share) => new Date(first + share * span).toISOString().slice(0, 10);
    const query = new URLSearchParams(location.search);
    query.set('since', name(a));
    query.set('until', name(b) > until ? until : name(b));
    query.delete('cursor');
    location.assign(`${here}?${query}`);
  });
}
