import type { Paper } from '../paper/paper';
import type { Card } from '../sites/site';
import type { Control } from './control';
import type { NoteView } from './note';

/**
 * A card that the overlay looks after. A plain record that listens to nothing by itself: there can be
 * 2,000 of them.
 */
export interface TrackedCard {
  card: Card;
  control?: Control | undefined;
  note?: NoteView | undefined;
  /** The paper as it was when its editor was opened: by now the page may show another in the card. */
  paper?: Paper | undefined;
  /** The attributes that it has, a bit each; -1 where that is not known. */
  attributes: number;
}
