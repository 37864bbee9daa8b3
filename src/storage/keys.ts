/** The keys of the overlay: what each does, which keys can be chosen, and when two are in each other's way. */

/** As they come; for each command a `KeyboardEvent.key`, one character or a name; '' where it has none. */
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

/** In the order in which they are listed; of two commands on one key the first has it. */
export const COMMANDS = Object.keys(DEFAULT_KEYS) as readonly Command[];

/**
 * A character that can be seen, or one of the keys that move. All others do something everywhere:
 * Tab and Escape leave, Enter opens what has the focus, the space bar scrolls, function keys are the
 * browser's, and a modifier alone is on its way to being a shortcut.
 */
const FREE =
  /^(?:[^\s\p{C}\p{M}]\p{M}*|Arrow(?:Up|Down|Left|Right)|Home|End|Page(?:Up|Down)|Insert|Delete)$/u;

/** Whether a command may have the key. */
export const isFreeKey = (key: string): boolean => FREE.test(key);

/** Why a command cannot have the key that it has. */
export type KeyProblem =
  | { readonly reason: 'reserved' }
  /** Another command has it, too. */
  | { readonly reason: 'taken'; readonly by: Command };

/** What is wrong with the keys, by command; empty when nothing is. */
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
 * The keys in what was stored. A command for which nothing of use is stored (damaged, or newer than
 * the reader's choice) has its default, unless the reader gave that key to another: then it has none.
 */
export function keysFrom(stored: unknown): Keys {
  const from = Object(stored) as Record<string, unknown>;
  const keys: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (command: Command, key: string): void => {
    keys[command] = taken.has(key) ? '' : key;
    taken.add(key);
  };
  const missing = COMMANDS.filter((command) => {
    const key = from[command];
    if (typeof key !== 'string' || !(key === '' || isFreeKey(key))) return true;
    take(command, key);
    return false;
  });
  for (const command of missing) take(command, DEFAULT_KEYS[command]);
  return keys as Keys;
}
