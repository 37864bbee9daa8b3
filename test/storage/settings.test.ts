import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_KEYS } from '../../src/storage/keys';
import {
  getSettings,
  readSetting,
  type SettingName,
  type Settings,
  setSetting,
  watchSettings,
} from '../../src/storage/settings';

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

/** The part of `storage` that settings use, with faults that a real one cannot be made to have. */
const storage = vi.hoisted(() => {
  const stored = new Map<string, unknown>();
  const listeners = new Set<(changes: Changes, area: string) => void>();
  const tell = (changes: Changes, area = 'local'): void => {
    for (const listen of listeners) listen(changes, area);
  };
  return {
    stored,
    listeners,
    tell,
    looks: 0,
    fault: undefined as Error | undefined,
    api: {
      onChanged: {
        addListener: (listen: (changes: Changes, area: string) => void) => listeners.add(listen),
        removeListener(listen: (changes: Changes, area: string) => void) {
          if (storage.fault) throw storage.fault;
          listeners.delete(listen);
        },
      },
      local: {
        async get(keys: string[]) {
          storage.looks++;
          if (storage.fault) throw storage.fault;
          return Object.fromEntries(
            keys.filter((key) => stored.has(key)).map((key) => [key, stored.get(key)]),
          );
        },
        async set(values: Record<string, unknown>) {
          if (storage.fault) throw storage.fault;
          const changes: Changes = {};
          for (const [key, newValue] of Object.entries(values)) {
            changes[key] = { oldValue: stored.get(key), newValue };
            stored.set(key, newValue);
          }
          tell(changes);
        },
      },
    },
  };
});

vi.mock('../../src/ext', () => ({ default: { storage: storage.api } }));

const DEFAULTS = {
  readOnOpen: true,
  readAfterSeconds: 0,
  readWhenPassed: false,
  readInPrivate: false,
  keysOn: true,
  keys: DEFAULT_KEYS,
  'on:arxiv': true,
  'hideRead:arxiv': true,
  'hides:arxiv': ['read', 'dismissed'],
  'hideAs:arxiv': 'hidden',
} satisfies Partial<Settings>;
const NAMES = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

/** For each setting a value other than its default. */
const CHOSEN: { readonly [N in keyof typeof DEFAULTS]: Settings[N] } = {
  readOnOpen: false,
  readAfterSeconds: 600,
  readWhenPassed: true,
  readInPrivate: true,
  keysOn: false,
  keys: { ...DEFAULT_KEYS, star: 'Insert' },
  'on:arxiv': false,
  'hideRead:arxiv': false,
  'hides:arxiv': ['starred'],
  'hideAs:arxiv': 'dimmed',
};

beforeEach(() => {
  storage.stored.clear();
  storage.looks = 0;
  storage.fault = undefined;
});
afterEach(() => storage.listeners.clear());

describe('settings', () => {
  it('are the defaults as long as nothing is stored, in one look', async () => {
    expect(await getSettings(NAMES)).toEqual(DEFAULTS);
    expect(storage.looks).toBe(1);
  });

  it('are what was set, each under its own key', async () => {
    for (const name of NAMES) await setSetting(name as 'readOnOpen', CHOSEN[name] as boolean);
    expect(await getSettings(NAMES)).toEqual(CHOSEN);
    expect([...storage.stored.keys()]).toEqual(NAMES.map((name) => `setting:${name}`));
  });

  const junk = [null, undefined, 1, -1, 1.5, 601, 'true', 'Hidden', '', [], [true], {}, { on: 1 }];
  it.each(NAMES)('%s is the default when what is stored is damaged', (name) => {
    // What is no boolean is damage to a switch, what is no whole number of seconds to the time.
    // No flags at all hide nothing.
    const isFine = (value: unknown): boolean =>
      (name === 'readAfterSeconds' && value === 1) ||
      (name === 'hides:arxiv' && Array.isArray(value) && value.length === 0);
    const damaged = junk.filter((value) => !isFine(value));
    const more = name === 'readAfterSeconds' ? [Number.NaN, Infinity, '5', true] : [];
    for (const value of [...damaged, ...more]) {
      expect(readSetting(name, value), JSON.stringify(value)).toEqual(DEFAULTS[name]);
    }
  });

  it('are those of a site, whatever its id', async () => {
    const names = ['on:constructor', 'hideRead:__proto__', 'hideAs:a:b\nc'] as const;
    expect(await getSettings(names)).toEqual({
      'on:constructor': true,
      'hideRead:__proto__': true,
      'hideAs:a:b\nc': 'hidden',
    });
    await setSetting('hideAs:a:b\nc', 'folded');
    expect((await getSettings(names))['hideAs:a:b\nc']).toBe('folded');
  });

  it('are the defaults when the storage cannot be read, or is gone', async () => {
    storage.stored.set('setting:keysOn', false);
    storage.fault = new Error('Corruption: block checksum mismatch');
    expect(await getSettings(['keysOn', 'readOnOpen'])).toEqual({ keysOn: true, readOnOpen: true });
    const { local } = storage.api;
    Reflect.deleteProperty(storage.api, 'local');
    try {
      expect(await getSettings(['keysOn'])).toEqual({ keysOn: true });
    } finally {
      storage.api.local = local;
    }
  });

  it('say so when they cannot be written', async () => {
    storage.fault = new Error('QUOTA_BYTES');
    await expect(setSetting('keysOn', false)).rejects.toThrow('QUOTA_BYTES');
  });
});

describe('watched settings', () => {
  function watch(...names: SettingName[]) {
    const seen: Partial<Settings>[] = [];
    const gone = new AbortController();
    watchSettings(names, (changed) => seen.push(changed), gone.signal);
    return { seen, gone };
  }

  it('tell what changed of those that were named, and nothing else', async () => {
    const { seen } = watch('keysOn', 'hideAs:arxiv', 'readAfterSeconds');
    await setSetting('hideAs:arxiv', 'folded');
    await setSetting('hideAs:huggingface', 'folded');
    storage.tell({ changed: { newValue: {} }, keysOn: { newValue: false } });
    storage.tell({ 'setting:keysOn': { newValue: false } }, 'sync');
    storage.tell({
      'setting:keysOn': { newValue: false },
      'setting:readAfterSeconds': { newValue: 3 },
    });
    expect(seen).toEqual([{ 'hideAs:arxiv': 'folded' }, { keysOn: false, readAfterSeconds: 3 }]);
  });

  it('are the default again when they are removed or become damaged', () => {
    const { seen } = watch('keysOn', 'keys');
    storage.tell({ 'setting:keysOn': { oldValue: false }, 'setting:keys': { newValue: 'jk' } });
    expect(seen).toEqual([{ keysOn: true, keys: DEFAULT_KEYS }]);
  });

  it('are no longer heard of after the signal, also when the extension is gone', async () => {
    const one = watch('keysOn');
    one.gone.abort();
    await setSetting('keysOn', false);
    expect(one.seen).toEqual([]);
    const two = watch('keysOn');
    storage.fault = new TypeError('Extension context invalidated.');
    expect(() => two.gone.abort()).not.toThrow();
  });
});
