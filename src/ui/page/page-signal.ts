/**
 * Returns a signal that aborts when the page is closed. Everything the page listens to hangs on it.
 *
 * A browser may keep a page whole and show it again on Back. By then the signal has aborted and the
 * page no longer follows the library, so it is loaded anew.
 *
 * @param resumes whether the page goes on where it was instead: then its signal outlasts that pause
 */
export function pageSignal({ resumes = false } = {}): AbortSignal {
  const closing = new AbortController();
  addEventListener('pagehide', ({ persisted }) => {
    if (!(persisted && resumes)) closing.abort();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && !resumes) location.reload();
  });
  return closing.signal;
}
