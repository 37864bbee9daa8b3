/** Runs it before the next frame is drawn; in a background tab, which draws no frames, soon. */
export function beforeFrame(run: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(run);
  else setTimeout(run);
}
