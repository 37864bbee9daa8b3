import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { readable, splitMath } from '../tex/math';

/** Longer formulas would hold up the page, and stay text. */
const LONGEST_FORMULA = 500;

/**
 * Shows a text with its formulas typeset as MathML. A formula that cannot be read stays as it is.
 *
 * @param show renders the words between the formulas; by default they are shown as they are
 */
export function TeX({ text, show }: { text: string; show?: (words: string) => ComponentChildren }) {
  return (
    <>
      {splitMath(text).map((piece, i) =>
        piece.isMath ? (
          <Formula key={`${i} ${piece.text}`} source={piece.text} />
        ) : (
          (show ?? asIs)(readable(piece.text))
        ),
      )}
    </>
  );
}

const asIs = (words: string): ComponentChildren => words;

type Temml = typeof import('temml').default;

/** Loaded only when there is a formula. */
let temml: Temml | undefined;
let loading: Promise<Temml> | undefined;

function load(): Promise<Temml> {
  loading ??= import('temml').then((module) => {
    temml = module.default;
    return temml;
  });
  return loading;
}

function Formula({ source }: { source: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let isWanted = true;
    const show = (ready: Temml): void => {
      const math = isWanted && typeset(ready, source);
      if (math) place.current?.replaceChildren(math);
    };
    // At once if it is loaded, so that nothing moves.
    if (temml) show(temml);
    else void load().then(show);
    return () => {
      isWanted = false;
    };
  }, [source]);
  return <span ref={place}>{source}</span>;
}

function typeset(ready: Temml, source: string): Node | undefined {
  if (source.length > LONGEST_FORMULA) return undefined;
  const tex = source.replace(/^\$\$?|\$\$?$|^\\\(|\\\)$/g, '');
  const place = document.createElement('span');
  try {
    ready.render(tex, place, {
      throwOnError: true,
      trust: false,
      maxExpand: 100,
      maxSize: [10, 10],
    });
  } catch {
    return undefined;
  }
  return place;
}
