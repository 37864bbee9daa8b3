import { COMMANDS, DEFAULT_KEYS, type Keys } from '../storage/keys';

/** Keys that go together. */
export interface Layout {
  readonly id: 'standard' | 'left' | 'right';
  readonly keys: Keys;
}

export const LAYOUTS: readonly Layout[] = [
  { id: 'standard', keys: DEFAULT_KEYS },
  {
    // For the left hand alone while the right one has the mouse. F and D lie as J and K do, mirrored;
    // what was within reach stays; W writes, V views, Q is the question. All of them are on the left
    // of QWERTY and AZERTY keyboards.
    id: 'left',
    keys: {
      ...DEFAULT_KEYS,
      next: 'f',
      previous: 'd',
      note: 'w',
      open: 'e',
      openPdf: 'E',
      toggleHidden: 'v',
      help: 'q',
    },
  },
  {
    // For the right hand alone: L likes, M marks read, I ignores, U undoes.
    id: 'right',
    keys: { ...DEFAULT_KEYS, star: 'l', read: 'm', dismiss: 'i', undo: 'u' },
  },
];

/** The layout that the keys make up, if they do. */
export function layoutOf(keys: Keys): Layout | undefined {
  return LAYOUTS.find((layout) =>
    COMMANDS.every((command) => layout.keys[command] === keys[command]),
  );
}
