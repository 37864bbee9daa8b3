/** After a navigation within the document, the page has its papers by then. */
const SETTLED_MS = 2_000;

/** Tells when the page has all its papers, so that stock can be taken of them. */
export interface PageRest {
  /** The document is complete, and is no longer being hydrated. */
  noteComplete(): void;
  /** The page shows another address in the same document. */
  noteNavigation(): void;
}

/** Calls `onRest` once the document is complete, and then after each navigation within it. */
export function createPageRest(onRest: () => void, until: AbortSignal): PageRest {
  let isComplete = false;
  let timer: ReturnType<typeof setTimeout>;
  until.addEventListener('abort', () => clearTimeout(timer));
  return {
    noteComplete() {
      isComplete = true;
      onRest();
    },
    noteNavigation() {
      // The first address waits for the document itself.
      if (!isComplete) return;
      clearTimeout(timer);
      timer = setTimeout(onRest, SETTLED_MS);
    },
  };
}
