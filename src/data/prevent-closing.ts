/**
 * Makes the browser ask before it closes the page.
 * @returns stops that
 */
export function preventClosing(): () => void {
  const over = new AbortController();
  addEventListener('beforeunload', (event) => event.preventDefault(), { signal: over.signal });
  return () => over.abort();
}
