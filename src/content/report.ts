import { message } from '../i18n';
import { version } from '../protocol/rpc';

/** A page of which many papers could not be read. */
export interface Reported {
  /** Number of papers that were read. */
  readonly papers: number;
  /** How many papers the page seems to have. */
  readonly unreadable?: number | undefined;
}

/**
 * Copies a report about a page that could not be read.
 * @param say is told how that went
 */
export function copyReport(
  { papers, unreadable = 0 }: Reported,
  say: (text: string) => void,
): void {
  // Without the address's query, which can hold what the user searched for.
  const { origin, pathname } = location;
  const text = message('bar_report_text', origin + pathname, version(), papers, unreadable);
  navigator.clipboard.writeText(text).then(
    () => say(message('bar_report_copied')),
    (error: unknown) => say(String(error)),
  );
}
