import { COMMANDS, DEFAULT_KEYS, type Keys } from '../storage/keys';

/** A set of keys for all commands. */
export interface Layout {
  readonly id: 'standard' | 'left' | 'right';
  readonly keys: Keys;
}

export const LAYOUTS: readonly Layout[] = [
  { id: 'standard', keys: DEFAULT_KEYS },
  {
    // For the left hand alone while the right one has the mouse. F and D mirror J and K; keys within
    // reach stay; W is for "write", V for "view", Q for "question". All of them are on the left of
    // QWERTY and AZERTY keyboards.
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
    // For the right hand alone: L is for "like", M for "mark read", I for "ignore", U for "undo".
    id: 'right',
    keys: { ...DEFAULT_KEYS, star: 'l', read: 'm', dismiss: 'i', undo: 'u' },
  },
];

/** Returns the layout that has exactly these keys; undefined where none has. */
export function layoutOf(keys: Keys): Layout | undefined {
  return LAYOUTS.find((layout) =>
    COMMANDS.every((command) => layout.keys[command] === keys[command]),
  );
}
