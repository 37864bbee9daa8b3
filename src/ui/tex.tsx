import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { readable, splitMath } from '../tex/math';

/** Longer ones would hold up the page; they stay as text. */
const LONGEST_FORMULA = 500;

/**
 * A text with its formulas typeset, as MathML; one that cannot be read stays as it was written.
 * @param show what is made of the words between the formulas; they are shown as they are by default
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

/** Only titles with formulas pay for it. */
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
    // At once where it can be, so that nothing moves.
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
