import type { Signal } from '@preact/signals';
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { inverseOf, type MarkPatch, previewPatch } from '../../paper/mark';
import { callInOrder } from '../../protocol/outbox';
import type { RequestError } from '../../protocol/requests';
import type { Notice } from '../../ui/page/notice';
import type { KnownEntries } from './known-entries';

/** The popup's feedback line. */
export interface PopupNotice extends Notice {
  /** Takes back what the notice reports, and returns the paper whose row comes back. */
  readonly undo?: () => PaperId;
}

/** What the user can do with a paper. */
export interface Actions {
  /** Patches a mark and shows it at once. Where it cannot be saved, it is taken back with a notice. */
  patch(entry: Entry, patch: MarkPatch): Promise<void>;
  /**
   * Stars the paper. Where that also ends "not for me", or makes the paper unread, a notice has an Undo that
   * brings everything back.
   */
  star(entry: Entry): void;
  /** Takes the star away; Undo brings the paper back to its place in the list. */
  unstar(entry: Entry): void;
  /** Takes "Not for me" back; Undo brings the paper back to its place in the list. */
  restore(entry: Entry): void;
}

export function makeActions(
  entries: KnownEntries,
  notice: Signal<PopupNotice | undefined>,
): Actions {
  async function patch({ paper }: Entry, change: MarkPatch): Promise<void> {
    const now = Date.now();
    const endPreview = entries.preview(paper.id, (mark) => previewPatch(mark, change, now));
    try {
      entries.put([{ paper, mark: await callInOrder('mark', paper, change) }]);
    } catch (error) {
      notice.value = { text: message(`save_failed_${(error as RequestError).code}`) };
    }
    endPreview();
  }

  /** Patches a mark with a notice that takes the patch back. */
  function patchWithUndo(entry: Entry, change: MarkPatch, text: string): void {
    const inverse = inverseOf(entry.mark, change);
    notice.value = {
      text,
      undo() {
        if (inverse) void patch(entry, inverse);
        return entry.paper.id;
      },
    };
    void patch(entry, change);
  }

  return {
    patch,
    star(entry) {
      const { mark, paper } = entry;
      const isMore = mark.dismissedAt !== undefined || mark.readBy !== undefined;
      if (isMore) patchWithUndo(entry, { starred: true }, message('popup_did_star', paper.title));
      else void patch(entry, { starred: true });
    },
    unstar(entry) {
      patchWithUndo(entry, { starred: false }, message('popup_unstarred', entry.paper.title));
    },
    restore(entry) {
      patchWithUndo(entry, { dismissed: false }, message('popup_restored', entry.paper.title));
    },
  };
}
