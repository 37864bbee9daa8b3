import type { Mark } from './mark';
import type { Paper } from './paper';

/** A paper of the library, with what the user did with it. */
export interface Entry {
  readonly paper: Paper;
  readonly mark: Mark;
}
