import type { FileProblem } from '../../formats/read';
import { message } from '../../i18n';

/** Returns what is wrong, as a sentence. */
export function problemText({ code, detail }: FileProblem): string {
  const key = `data_trouble_${code.replaceAll('-', '_')}`;
  // A few kinds of binary file are recognised.
  if (code === 'binary' && detail) return message('data_trouble_binary_kind', detail);
  return message(key, detail);
}

/** Returns whether the text of the problem contains its detail already. */
export const isDetailSaid = ({ code }: FileProblem): boolean =>
  ['binary', 'newer', 'guessed-encoding', 'too-many', 'unknown', 'too-large'].includes(code);
