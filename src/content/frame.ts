/** Runs it before the next frame is drawn. A tab in the background has no frames: there, soon. */
export function beforeFrame(run: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(run);
  else setTimeout(run);
}
