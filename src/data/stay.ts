/** The browser asks before it closes the page, until what this returns is called. */
export function stayUntil(): () => void {
  const over = new AbortController();
  addEventListener('beforeunload', (event) => event.preventDefault(), { signal: over.signal });
  return () => over.abort();
}
