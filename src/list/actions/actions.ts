import type { Feedback } from '../state/feedback';
import type { Selection } from '../state/selection';
import type { ListStore } from '../state/store';
import { type BinActions, makeBinActions } from './bin-actions';
import { type MarkActions, makeMarkActions } from './mark-actions';
import { makeTagActions, type TagActions } from './tag-actions';
import { makeUndoHistory } from './undo-history';

/**
 * All that can be done with papers here. Each action is one step of Undo, whether it is of one paper
 * or of 100,000. Actions never reject: they show what went wrong.
 */
export interface Actions extends MarkActions, BinActions, TagActions {
  /** Takes the last step back. */
  undo(): Promise<void>;
}

export function makeActions(store: ListStore, selection: Selection, feedback: Feedback): Actions {
  const history = makeUndoHistory(feedback);
  return {
    ...makeMarkActions(store, history),
    ...makeBinActions(store, selection, history),
    ...makeTagActions(store, history),
    undo: history.undo,
  };
}
