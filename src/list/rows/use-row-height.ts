import { useEffect, useState } from 'preact/hooks';

/** Row height until it is measured, in CSS pixels: 5rem at the usual font size. */
const USUAL_HEIGHT = 80;

/** Returns the row height, in CSS pixels. It follows the user's font size. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(USUAL_HEIGHT);
  useEffect(() => {
    const probe = document.createElement('div');
    probe.className = 'row-probe';
    probe.ariaHidden = 'true';
    document.body.append(probe);
    const observer = new ResizeObserver(([entry]) => {
      const measured = entry?.borderBoxSize[0]?.blockSize;
      if (measured) setHeight(measured);
    });
    observer.observe(probe);
    return () => {
      observer.disconnect();
      probe.remove();
    };
  }, []);
  return height;
}
