import type { FileProblem } from '../formats/read';
import { message } from '../i18n';

/** What is wrong, in plain words. */
export function problemText({ code, detail }: FileProblem): string {
  const key = `data_trouble_${code.replaceAll('-', '_')}`;
  // Of a few kinds of file it is known what they are.
  if (code === 'binary' && detail) return message('data_trouble_binary_kind', detail);
  return message(key, detail);
}

/** Whether the words name the detail already. */
export const isDetailSaid = ({ code }: FileProblem): boolean =>
  ['binary', 'newer', 'guessed-encoding', 'too-many', 'unknown', 'too-large'].includes(code);
