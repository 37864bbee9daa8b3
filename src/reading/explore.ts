/** Shows the figure of the shape that is pointed at, or reached with the arrow keys. */

interface Stop {
  readonly shape: Element;
  readonly words: string;
}

export interface ShapeTip {
  readonly words: string;
  /** Middle of the shape's top edge, in px from the plot's corner. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Whether the shape was reached with the keys, and is to be read out. */
  readonly isByKey: boolean;
}

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Shows the titles in a plot at once, and removes them from it, since the browser would show them a
 * second later.
 *
 * @param place the element around the plot, which can have the focus
 */
export function explore(
  place: HTMLElement,
  svg: SVGSVGElement,
  showTip: (told: ShapeTip | undefined) => void,
  until: AbortSignal,
): void {
  const stops: Stop[] = [];
  for (const title of svg.querySelectorAll(':not(svg) > title')) {
    const shape = title.parentElement as Element;
    stops.push({ shape, words: title.textContent ?? '' });
    title.remove();
  }
  const byShape = new Map(stops.map((stop) => [stop.shape, stop]));
  for (const { shape, words } of stops) (shape as SVGElement).dataset.says = words;
  let at: Stop | undefined;

  function go(stop: Stop | undefined, isByKey: boolean): void {
    if (stop === at) return;
    at?.shape.classList.remove('at');
    at = stop;
    at?.shape.classList.add('at');
    if (!stop) {
      showTip(undefined);
      return;
    }
    const [box, corner] = [stop.shape.getBoundingClientRect(), place.getBoundingClientRect()];
    showTip({
      words: stop.words,
      x: box.x + box.width / 2 - corner.x,
      y: box.y - corner.y,
      height: box.height,
      isByKey,
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') go(undefined, true);
    const direction = ARROWS[event.key];
    if (!direction || stops.length === 0) return;
    event.preventDefault();
    go(at ? (nextOf(stops, at, direction) ?? at) : stops[0], true);
  }

  const options = { signal: until };
  svg.addEventListener(
    'pointerover',
    ({ target }) => go(byShape.get(target as Element), false),
    options,
  );
  svg.addEventListener('pointerleave', () => go(undefined, false), options);
  place.addEventListener('keydown', onKeyDown, options);
  place.addEventListener('blur', () => go(undefined, true), options);
}

/** Returns the nearest shape in a direction; what lies aside counts as farther than what lies ahead. */
function nextOf(stops: readonly Stop[], from: Stop, [dx, dy]: readonly [number, number]) {
  const centre = ({ shape }: Stop): [number, number] => {
    const { x, y, width, height } = shape.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const [x, y] = centre(from);
  let nearest: Stop | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    const [stopX, stopY] = centre(stop);
    const ahead = (stopX - x) * dx + (stopY - y) * dy;
    const aside = Math.abs((stopX - x) * dy) + Math.abs((stopY - y) * dx);
    if (ahead < 1 || aside > ahead * 3) continue;
    const distance = ahead + aside * 4;
    if (distance >= least) continue;
    [nearest, least] = [stop, distance];
  }
  return nearest;
}
