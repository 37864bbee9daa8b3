import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { splitMath } from '../formats/tex';

/** Longer ones would hold up the page; they stay as text. */
const LONGEST_FORMULA = 500;

/** TeX's accents, and the combining marks that they are. */
const ACCENTS: Record<string, string> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  u: '\u0306',
  H: '\u030b',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};

const LETTERS: Record<string, string> = {
  aa: 'å',
  AA: 'Å',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ss: 'ß',
};

/** `\"o`, `\"{o}`, `{\"o}`, `\'\i`; and with a name `\c{c}`, `\v c`. */
const ACCENTED =
  /\{?(?:\\(["'`^~=.])\s*(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij](?![a-zA-Z])|\p{L}))|\\([cvuHkrdb])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s+(\p{L})(?!\p{L})))\}?/gu;

/** Braces that came with an accent go with it; a lone one stays. */
function accent(found: string, ...groups: (string | undefined)[]): string {
  const [sign, a, b, name, c, d] = groups;
  const letter = (a ?? b ?? c ?? d ?? '').replace('\\', '');
  const written = (letter + ACCENTS[sign ?? name ?? '']).normalize('NFC');
  const [opens, closes] = [found.startsWith('{'), /\}$/.test(found) && isClosedOnce(found)];
  if (opens && closes) return written;
  return `${opens ? '{' : ''}${written}${closes ? '}' : ''}`;
}

/** Whether the last brace closes something that was opened before the accent's own braces. */
const isClosedOnce = (found: string): boolean =>
  (found.match(/\}/g) ?? []).length > (found.slice(1).match(/\{/g) ?? []).length;

/** Words with TeX in them as they read: accents on their letters, escapes and commands gone. */
export function readable(words: string): string {
  if (!/[\\`']/.test(words)) return words;
  return words
    .replace(ACCENTED, accent)
    .replace(
      /\{?\\(aa|AA|ae|AE|oe|OE|o|O|l|L|ss)(?![a-zA-Z])(?:\{\}|\}| )?/g,
      (found, name: string) =>
        (found.startsWith('{') && !found.endsWith('}') ? '{' : '') + LETTERS[name],
    )
    .replace(/\\(?:emph|text(?:it|bf|tt|sc|rm)?|mathrm)\{([^{}]*)\}/g, '$1')
    .replace(/\\([&%$#_])/g, '$1')
    .replace(/``|''/g, '"');
}

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
