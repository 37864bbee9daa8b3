import { expect, it } from 'vitest';
import { makePatchGroups } from '../../../src/list/actions/patch-groups';
import type { PaperId } from '../../../src/paper/ids';

it('groups papers by their patch, so that many papers are one request', () => {
  const groups = makePatchGroups();
  const ids = ['arxiv:1', 'arxiv:2', 'arxiv:3'] as PaperId[];
  for (const [i, id] of ids.entries()) groups.add(id, { starred: i === 2 ? 7 : false });
  expect(groups.size).toBe(3);
  expect(groups.groups()).toEqual([
    { patch: { starred: false }, ids: ids.slice(0, 2) },
    { patch: { starred: 7 }, ids: ids.slice(2) },
  ]);
});
