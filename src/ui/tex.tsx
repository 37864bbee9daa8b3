import { useEffect, useRef } from 'preact/hooks';
import { splitMath } from '../formats/tex';

/** Longer ones would hold up the page; they stay as text. */
const LONGEST_FORMULA = 500;

const ACCENTS: Record<string, string> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
};

/** Words with TeX in them as they read: accents on their letters, escapes and commands gone. */
export function readable(words: string): string {
  return words
    .replace(
      /\{?\\(["'`^~=.])\s*\{?(\\[ij]\b|\p{L})\}?\}?/gu,
      (_, accent: string, letter: string) =>
        (letter.replace('\\i', 'i').replace('\\j', 'j') + ACCENTS[accent]).normalize('NFC'),
    )
    .replace(/\\c\{(\p{L})\}/gu, (_, letter: string) => `${letter}\u0327`.normalize('NFC'))
    .replace(/\\(?:emph|text(?:it|bf|tt|sc|rm)?|mathrm)\{([^{}]*)\}/g, '$1')
    .replace(/\\([&%$#_])/g, '$1')
    .replace(/``|''/g, '"');
}

/** A text with its formulas typeset, as MathML; one that cannot be read stays as it was written. */
export function TeX({ text }: { text: string }) {
  return (
    <>
      {splitMath(text).map((piece, i) =>
        piece.isMath ? (
          <Formula key={`${i} ${piece.text}`} source={piece.text} />
        ) : (
          readable(piece.text)
        ),
      )}
    </>
  );
}

function Formula({ source }: { source: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let isWanted = true;
    void typeset(source).then((math) => {
      if (isWanted && math) place.current?.replaceChildren(math);
    });
    return () => {
      isWanted = false;
    };
  }, [source]);
  return <span ref={place}>{source}</span>;
}

async function typeset(source: string): Promise<Node | undefined> {
  if (source.length > LONGEST_FORMULA) return undefined;
  // Only titles with formulas pay for it.
  const { default: temml } = await import('temml');
  const tex = source.replace(/^\$\$?|\$\$?$|^\\\(|\\\)$/g, '');
  const place = document.createElement('span');
  try {
    temml.render(tex, place, {
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
