// What a page with nothing to it does: 50 records by the index of the starred, printed.
const request = indexedDB.open('dogear');
request.onsuccess = () => {
  const tx = request.result.transaction(['marks', 'papers']);
  const list = document.querySelector('ul');
  let left = 50;
  tx.objectStore('marks').index('by-starred').openCursor(null, 'prev').onsuccess = ({ target }) => {
    const { result: cursor } = /** @type {IDBRequest<IDBCursorWithValue | null>} */ (target);
    if (!cursor || left-- === 0) return;
    const item = /** @type {Element} */ (list).appendChild(document.createElement('li'));
    tx.objectStore('papers').get(cursor.value.id).onsuccess = ({ target }) => {
      const { title, authors, published } = /** @type {IDBRequest} */ (target).result;
      item.textContent = [title, authors.join(', '), published].join(' · ');
    };
    cursor.continue();
  };
  tx.oncomplete = () => document.body.setAttribute('data-done', '');
};
