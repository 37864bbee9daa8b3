import { expect, it, vi } from 'vitest';
import { makeDrag } from '../../../src/list/actions/drag';

import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../../formats/entries';

vi.mock('../../../src/ext', () => ({ default: {} }));

/** What a drag of these papers hands over, by its kind. */
async function drag(entries: readonly Entry[]): Promise<Map<string, string>> {
  const byId = new Map(entries.map((entry) => [entry.paper.id, entry]));
  const parts = {
    selection: { ids: { peek: () => new Set(byId.keys()) } },
    store: { entries: { peek: (id: PaperId) => byId.get(id) } },
    exporter: { textOf: () => Promise.resolve('in words') },
  };
  const dragging = makeDrag(parts as unknown as Parameters<typeof makeDrag>[0]);
  const handed = new Map<string, string>();
  dragging.prepare(entries[0]?.paper.id as PaperId);
  await Promise.resolve();
  dragging.start({
    dataTransfer: { setData: (kind: string, text: string) => handed.set(kind, text) },
  } as unknown as DragEvent);
  return handed;
}

it('hands over web addresses only, one on each line', async () => {
  const handed = await drag([
    makeEntry({ links: { page: 'javascript:alert(1)' } }),
    makeEntry({ id: 'doi:10.1000/x' as PaperId, links: { page: 'https://x.org/a\r\nb' } }),
  ]);
  const links = 'https://arxiv.org/abs/2401.12345\r\nhttps://x.org/ab';
  expect(handed.get('text/uri-list')).toBe(links);
  expect(handed.get('text/plain')).toBe('in words');
});
