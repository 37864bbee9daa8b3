import type { Mark } from '../paper/mark';
import { call } from '../protocol/rpc';
import type { Cards } from './cards';
import { type ChangesContext, changeOf, perform } from './changes';
import { lookOf } from './controls';
import type { FocusKeeper } from './focus';
import type { MarkState } from './marks';
import { createNote, type NoteView } from './note';
import { appendHost, HOSTS } from './shadow';
import { checkOrphaned } from './status';
import type { TrackedCard } from './tracked-card';

/** What the notes of the cards need. */
export interface NotesContext extends ChangesContext {
  readonly cards: Pick<Cards, 'find' | 'show'>;
  readonly focus: Pick<FocusKeeper, 'restore'>;
  readonly until: AbortSignal;
  /**
   * The open editor of an older copy of this script. After an update Firefox puts the new script into
   * open tabs, and the old one is dead: what was typed last is nowhere else, and the editor stays until
   * there is one to go on in.
   */
  abandonedNote: Element | null;
  /** The tags that papers have, once they were asked for. */
  tagsInUse: Promise<readonly string[]> | undefined;
}

/** Returns the open editor that an older copy of this script has left. */
export const findAbandonedNote = (): Element | null =>
  document.querySelector(`${HOSTS.note}[data-open]`);

/** Shows the card's note, or takes it away where there is none. */
export function showNote(context: NotesContext, one: TrackedCard, { mark }: MarkState): void {
  if (mark === undefined) return;
  takeOverAbandoned(context, one, mark);
  const isWanted = one.note?.isOpen || mark?.note !== undefined || mark?.tags !== undefined;
  if (isWanted) {
    noteOf(context, one).show(mark);
    return;
  }
  one.note?.host.remove();
  one.note = undefined;
}

function takeOverAbandoned(context: NotesContext, one: TrackedCard, mark: Mark | null): void {
  const { abandonedNote } = context;
  if (!abandonedNote || abandonedNote.parentNode !== one.card.foot) return;
  const draft = abandonedNote.shadowRoot?.querySelector('textarea');
  const note = noteOf(context, one);
  note.show(mark);
  abandonedNote.remove();
  context.abandonedNote = null;
  note.open(draft);
}

/** Opens the card's editor, or closes it. */
export function editNote(context: NotesContext, one: TrackedCard): void {
  const note = noteOf(context, one);
  if (note.isOpen && !note.isClosing) {
    void note.close();
    return;
  }
  // The note could not be loaded any more, nor what is typed be saved: the card says so at once.
  if (checkOrphaned(context)) {
    void perform(context, [changeOf(one, {})]);
    return;
  }
  note.show(context.marks.of(one.card.id).mark ?? null);
  one.paper = one.card.read();
  note.open();
  one.control?.setExpanded(true);
}

/** Returns the card's note, which is created where there is none, in its place. */
function noteOf(context: NotesContext, one: TrackedCard): NoteView {
  const { foot } = one.card;
  one.note ??= createNoteOf(context, one);
  if (one.note.host.parentElement !== foot) appendHost(foot, one.note.host);
  return one.note;
}

function createNoteOf(context: NotesContext, one: TrackedCard): NoteView {
  const { card } = one;
  // A page that draws its cards anew gets a new card for the paper, and the editor goes over to it.
  const owner = (): TrackedCard => context.cards.find(card.id) ?? one;

  return createNote(
    lookOf(card),
    {
      async send(note) {
        const failure = await context.marks.change([changeOf(owner(), { note })]);
        checkOrphaned(context);
        if (failure) throw failure;
        return context.marks.of(card.id).mark?.note ?? '';
      },
      tag(tag, isWanted) {
        // They are asked for again by the next editor.
        context.tagsInUse = undefined;
        void perform(context, [changeOf(owner(), { tags: { [tag]: isWanted } })]);
      },
      tagsInUse() {
        context.tagsInUse ??= call('tags');
        return context.tagsInUse;
      },
      onClosed(change) {
        if (change) {
          const inverse = { text: change.was, was: change.text };
          context.history.record([changeOf(owner(), { note: inverse })]);
        }
        owner().control?.setExpanded(false);
        // An empty note goes away.
        context.cards.show(new Set([card.id]));
        context.focus.restore();
      },
    },
    context.until,
  );
}
