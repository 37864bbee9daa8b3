/** The bare extensions that Dogear is measured beside: the least that does the same kind of thing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SITES } from '../../src/sites';

const MATCHES = SITES.flatMap(({ matches }) => matches);

/** Finds the same cards, reads id and title, and clones one static button into each. */
const CARDS = `
const model = document.createElement('button');
model.type = 'button';
model.textContent = 'Star';
const found = [];
for (const term of document.querySelectorAll('dt')) {
  const id = term.querySelector('a[title="Abstract"]')?.getAttribute('href').split('/abs/')[1];
  const title = term.nextElementSibling?.querySelector('.list-title')?.textContent.trim();
  if (!id || !title) continue;
  found.push({ id, title });
  term.append(model.cloneNode(true));
}
for (const card of document.querySelectorAll('article')) {
  const link = card.querySelector('h3 a[href^="/papers/"]');
  const title = link?.textContent.trim();
  if (!title) continue;
  found.push({ id: link.getAttribute('href').split('/papers/')[1], title });
  card.append(model.cloneNode(true));
}
document.documentElement.setAttribute('data-bare', found.length);
`;

/** On a click on one of them: one message, and one strict transaction that puts one record. */
const CLICK = `
addEventListener('click', async (event) => {
  event.target.setAttribute('aria-pressed', 'true');
  const id = event.target.closest('dt').querySelector('a[title="Abstract"]').id;
  await chrome.runtime.sendMessage({ id, starredAt: Date.now() });
  document.documentElement.setAttribute('data-bench-committed', performance.now());
}, true);
`;
const WORKER = `
const opening = new Promise((resolve, reject) => {
  const request = indexedDB.open('bare', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('marks', { keyPath: 'id' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
chrome.runtime.onMessage.addListener((mark, _sender, respond) => {
  opening.then((db) => {
    const tx = db.transaction('marks', 'readwrite', { durability: 'strict' });
    tx.objectStore('marks').put(mark);
    tx.oncomplete = () => respond(mark);
  });
  return true;
});
`;

/** Writes the extension into a folder of its own in `parent`, and returns its path. */
export function makeBare(parent: string, kind: 'cards' | 'click'): string {
  const folder = join(parent, `bare-${kind}`);
  mkdirSync(folder, { recursive: true });
  const files = {
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: `bare ${kind}`,
      version: '1',
      content_scripts: [{ matches: MATCHES, js: ['content.js'], run_at: 'document_end' }],
      ...(kind === 'click' ? { background: { service_worker: 'worker.js' } } : {}),
    }),
    'content.js': kind === 'click' ? CARDS + CLICK : CARDS,
    'worker.js': WORKER,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
