import type { PaperId } from '../../paper/ids';
import type { Paper } from '../../paper/paper';
import { keepUnanswered, sendChanges } from '../../protocol/outbox';
import { draftsByEditor } from './drafts';

/**
 * Sends what was typed and is not saved, when a page is left whose drafts do not last: those of private windows
 * go with them, before another page could take them over.
 * @param editor the name of this page among those that write drafts
 */
export function sendDrafts(editor: string, paperOf: (id: PaperId) => Paper): void {
  for (const { id, draft } of draftsByEditor(localStorage).get(editor) ?? []) {
    // What is under way arrives first.
    const note = { text: draft.text, was: draft.sent ?? draft.was };
    sendChanges([{ paper: paperOf(id), patch: { note } }]).catch(() => undefined);
  }
  keepUnanswered();
}
