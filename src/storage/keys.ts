/** The keys of the overlay: what each does, which keys can be chosen, and which choices conflict. */

/** The `KeyboardEvent.key` of each command, one character or a name; '' for a command without a key. */
export const DEFAULT_KEYS = {
  next: 'j',
  previous: 'k',
  star: 's',
  read: 'r',
  dismiss: 'x',
  note: 'n',
  open: 'o',
  openPdf: 'O',
  toggleHidden: 'h',
  undo: 'z',
  help: '?',
};

export type Command = keyof typeof DEFAULT_KEYS;

export type Keys = Readonly<Record<Command, string>>;

/** The commands in the order in which they are listed; if two share a key, the first has it. */
export const COMMANDS = Object.keys(DEFAULT_KEYS) as readonly Command[];

/**
 * Matches visible characters and the keys that move. All other keys have a use everywhere: Tab and Escape
 * leave, Enter opens what has the focus, the space bar scrolls, function keys are the browser's, and a
 * modifier alone begins a shortcut.
 */
const FREE =
  /^(?:[^\s\p{C}\p{M}]\p{M}*|Arrow(?:Up|Down|Left|Right)|Home|End|Page(?:Up|Down)|Insert|Delete)$/u;

/** Returns whether a command may have the key. */
export const isFreeKey = (key: string): boolean => FREE.test(key);

/** What a key event says about its key. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'getModifierState'>;

/**
 * Returns the key without the effect of Caps Lock: only Shift makes an O of an o. With both, Windows and
 * Linux write an o and macOS an O.
 */
export function keyOf(press: KeyPress): string {
  const { key, shiftKey } = press;
  if ([...key].length !== 1) return key;
  if (!shiftKey) return key.toLowerCase();
  return press.getModifierState('CapsLock') ? key.toUpperCase() : key;
}

/**
 * Matches what only a keyboard of another script writes: its letters, vowel signs, digits and punctuation.
 * Arabic has a key that writes two letters. § and µ are signs of every script, and é is Latin.
 */
const OTHER_SCRIPT = /^[^\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}]+$/u;

/**
 * Returns the key that a US keyboard has in this place; '' for places that no command has by default.
 * Source of the codes: https://www.w3.org/TR/uievents-code/
 */
function keyInPlace({ code, shiftKey }: KeyPress): string {
  if (code === 'Slash') return shiftKey ? '?' : '/';
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? '';
  return shiftKey ? letter : letter.toLowerCase();
}

/**
 * Returns whether the user pressed a key. Where the keyboard writes another script, or an input method
 * takes the key for itself, the place counts: o is the key right of i also on a Russian keyboard. On a
 * Latin one the letter counts, wherever Dvorak or AZERTY have it.
 */
export const isKey = (press: KeyPress, key: string): boolean => readKeys(press).includes(key);

/** Returns what a key press can mean: what it says first. */
function readKeys(press: KeyPress): readonly string[] {
  const key = keyOf(press);
  return key === 'Process' || OTHER_SCRIPT.test(key) ? [key, keyInPlace(press)] : [key];
}

/**
 * Returns the command that a key press gives. Of two commands on one key the first has it; a command can
 * have none, and the browser names a key that it does not know ''. A key that the user chose by its own
 * letter goes before one that is meant by its place.
 */
export function commandOfKey(press: KeyPress, keys: Keys): Command | undefined {
  for (const key of readKeys(press)) {
    const command = key ? COMMANDS.find((each) => keys[each] === key) : undefined;
    if (command) return command;
  }
  return undefined;
}

/** Why a command cannot have the key that it has. */
export type KeyProblem =
  | { readonly reason: 'reserved' }
  /** Another command has the same key. */
  | { readonly reason: 'taken'; readonly by: Command };

/** Returns what is wrong with the keys, by command; an empty object if nothing is. */
export function keyProblems(keys: Keys): Partial<Record<Command, KeyProblem>> {
  const problems: Partial<Record<Command, KeyProblem>> = {};
  for (const command of COMMANDS) {
    const key = keys[command];
    if (key === '') continue;
    const by = COMMANDS.find((other) => other !== command && keys[other] === key);
    if (!isFreeKey(key)) problems[command] = { reason: 'reserved' };
    else if (by) problems[command] = { reason: 'taken', by };
  }
  return problems;
}

/**
 * Returns the keys in what is stored. A command for which nothing valid is stored (because it is damaged, or
 * the command is newer than the user's choice) has its default key, or none if the user gave that key to
 * another command.
 */
export function parseKeys(stored: unknown): Keys {
  const from = Object(stored) as Record<string, unknown>;
  const keys: Record<string, string> = {};
  const taken = new Set<string>();
  const assign = (command: Command, key: string): void => {
    keys[command] = taken.has(key) ? '' : key;
    taken.add(key);
  };
  const missing = COMMANDS.filter((command) => {
    const key = from[command];
    if (typeof key !== 'string' || !(key === '' || isFreeKey(key))) return true;
    assign(command, key);
    return false;
  });
  for (const command of missing) assign(command, DEFAULT_KEYS[command]);
  return keys as Keys;
}
