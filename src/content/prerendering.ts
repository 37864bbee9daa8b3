/** Returns whether the browser has loaded the page ahead, and the user has not come to it. */
export const isPrerendering = (): boolean =>
  (document as Document & { readonly prerendering?: boolean }).prerendering === true;

/** Runs the function once the user sees the page: at once, unless the browser has loaded it ahead. */
export function whenShown(run: () => void): void {
  if (isPrerendering()) document.addEventListener('prerenderingchange', run, { once: true });
  else run();
}
