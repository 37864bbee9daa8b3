import { describe, expect, it } from 'vitest';
import { LAYOUTS, layoutOf } from '../../src/options/layouts';
import { COMMANDS, DEFAULT_KEYS, keyProblems } from '../../src/storage/keys';

describe('the layouts of keys', () => {
  it.each(LAYOUTS.map((layout) => [layout.id, layout] as const))(
    '%s gives each command a key of its own that it may have',
    (_, layout) => {
      expect(keyProblems(layout.keys)).toEqual({});
      expect(COMMANDS.filter((command) => layout.keys[command] === '')).toEqual([]);
    },
  );

  it('are told from one another', () => {
    for (const layout of LAYOUTS) expect(layoutOf({ ...layout.keys })).toBe(layout);
  });

  it('are none where one key is another', () => {
    expect(layoutOf({ ...DEFAULT_KEYS, star: 'q' })).toBeUndefined();
  });
});
