import type { Mark, MarkChange, NotePatch } from '../paper/mark';
import { trim } from '../paper/paper';
import { call } from '../protocol/rpc';
import type { Cards } from './cards';
import { lookOf } from './controls';
import type { MarkState, Marks } from './marks';
import { createNote, type NoteView } from './note';
import { appendHost, HOSTS } from './shadow';
import type { Status } from './status';
import { changeOf, type TrackedCard } from './tracked-card';
import type { UndoHistory } from './undo-history';

/** The notes of all cards. */
export interface Notes {
  /**
   * The open editor of an older copy of this script. After an update Firefox puts the new script into
   * open tabs, and the old one is dead: what was typed last is nowhere else, and the editor stays until
   * there is one to go on in.
   */
  readonly abandoned: Element | null;
  /** Shows the card's note, or takes it away where there is none. */
  show(one: TrackedCard, state: MarkState): void;
  /** Opens the card's editor, or closes it. */
  edit(one: TrackedCard): void;
}

export interface NotesContext {
  readonly cards: Pick<Cards, 'find' | 'show'>;
  readonly marks: Pick<Marks, 'of' | 'change'>;
  readonly history: Pick<UndoHistory, 'record'>;
  readonly status: Pick<Status, 'checkOrphaned'>;
  perform(changes: readonly MarkChange[]): Promise<void>;
  restoreFocus(): void;
}

/** @param isUpdate whether an older copy of the script may have left an open editor */
export function createNotes(context: NotesContext, isUpdate: boolean, until: AbortSignal): Notes {
  const { marks, status, perform } = context;
  const tags = createTagsInUse();
  let abandoned = isUpdate ? document.querySelector(`${HOSTS.note}[data-open]`) : null;

  /** Returns the card's note, which is created where there is none, in its place. */
  function noteOf(one: TrackedCard): NoteView {
    const { foot } = one.card;
    one.note ??= createNoteOf(context, one, tags, until);
    if (one.note.host.parentElement !== foot) appendHost(foot, one.note.host);
    return one.note;
  }

  function takeOverAbandoned(one: TrackedCard, mark: Mark | null): void {
    if (!abandoned || abandoned.parentNode !== one.card.foot) return;
    const draft = abandoned.shadowRoot?.querySelector('textarea');
    const note = noteOf(one);
    note.show(mark);
    abandoned.remove();
    abandoned = null;
    note.open(draft);
  }

  return {
    get abandoned() {
      return abandoned;
    },

    show(one, { mark }) {
      if (mark === undefined) return;
      takeOverAbandoned(one, mark);
      const isWanted = one.note?.isOpen || mark?.note !== undefined || mark?.tags !== undefined;
      if (isWanted) {
        noteOf(one).show(mark);
        return;
      }
      one.note?.host.remove();
      one.note = undefined;
    },

    edit(one) {
      const note = noteOf(one);
      if (note.isOpen && !note.isClosing) {
        void note.close();
        return;
      }
      // The note could not be loaded any more, nor what is typed be saved: the card says so at once.
      if (status.checkOrphaned()) {
        void perform([changeOf(one, {})]);
        return;
      }
      note.show(marks.of(one.card.id).mark ?? null);
      one.paper = trim(one.card.read());
      note.open();
      one.control?.setExpanded(true);
    },
  };
}

/** The tags that papers have, loaded once, and again after one was added or taken away. */
interface TagsInUse {
  load(): Promise<readonly string[]>;
  forget(): void;
}

function createTagsInUse(): TagsInUse {
  let tags: Promise<readonly string[]> | undefined;
  return {
    load() {
      tags ??= call('tags');
      return tags;
    },
    forget() {
      tags = undefined;
    },
  };
}

function createNoteOf(
  context: NotesContext,
  one: TrackedCard,
  tags: TagsInUse,
  until: AbortSignal,
): NoteView {
  const { cards, marks, history, status, perform, restoreFocus } = context;
  const { card } = one;
  // A page that draws its cards anew gets a new card for the paper, and the editor goes over to it.
  const owner = (): TrackedCard => cards.find(card.id) ?? one;

  return createNote(
    lookOf(card),
    {
      async send(note) {
        const failure = await marks.change([changeOf(owner(), { note })]);
        status.checkOrphaned();
        if (failure) throw failure;
        return marks.of(card.id).mark?.note ?? '';
      },
      tag(tag, isWanted) {
        tags.forget();
        void perform([changeOf(owner(), { tags: { [tag]: isWanted } })]);
      },
      tagsInUse: tags.load,
      onClosed(change) {
        if (change) history.record([changeOf(owner(), { note: inverseOf(change) })]);
        owner().control?.setExpanded(false);
        // An empty note goes away.
        cards.show(new Set([card.id]));
        restoreFocus();
      },
    },
    until,
  );
}

const inverseOf = ({ text, was }: NotePatch): NotePatch => ({ text: was, was: text });
