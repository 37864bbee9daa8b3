import { beforeEach, expect, it, vi } from 'vitest';
import { keepPlace, placeOf } from '../../src/background/places';
import type { PaperId } from '../../src/paper/ids';

const session = vi.hoisted(() => ({ stored: {} as Record<string, unknown> }));
vi.mock('../../src/ext', () => ({
  default: {
    storage: {
      session: {
        get: async () => structuredClone(session.stored),
        set: async (values: object) => Object.assign(session.stored, structuredClone(values)),
      },
    },
  },
}));
beforeEach(() => {
  session.stored = {};
});

const at = (top: number) => ({ id: 'arxiv:2401.12345' as PaperId, top });

it('keeps the last place of each entry', async () => {
  expect(await placeOf('a')).toBeNull();
  for (const top of [1, 2]) await keepPlace('a', at(top));
  await keepPlace('b', at(3));
  expect([await placeOf('a'), await placeOf('b')]).toEqual([at(2), at(3)]);
});

it('forgets the oldest of more than a hundred', async () => {
  for (let i = 0; i <= 100; i++) await keepPlace(`${i}`, at(i));
  expect([await placeOf('0'), await placeOf('1'), await placeOf('100')]).toEqual([
    null,
    at(1),
    at(100),
  ]);
});
