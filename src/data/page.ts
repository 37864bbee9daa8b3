import type { Library } from '../library/schema';
import type { Notice } from '../ui/page/notice';

/** What the parts of the page share. */
export interface DataPage {
  connect(): Promise<Library>;
  /** Shows a line of feedback in the header. */
  show(notice: Notice): void;
  /** Aborts when the page closes. */
  readonly until: AbortSignal;
}
