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
