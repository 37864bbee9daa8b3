import { clean } from '../../tex/to-tex';

/** Signs that a tag cannot have, and that tell `c++` from `c#` and `c`. */
const SPOKEN: Readonly<Record<string, string>> = {
  ...{ '+': 'plus', '#': 'sharp', '&': 'and', '%': 'percent', '@': 'at', '*': 'star' },
  ...{ '=': 'equals', '<': 'less', '>': 'more', $: 'dollar', '€': 'euro' },
};

/** What a tag can have (https://help.obsidian.md/tags#Tag+format), and pictures. */
const REFUSED = /[^\p{L}\p{M}\p{N}\p{Emoji_Presentation}_/-]+/gu;

/**
 * Returns a tag as Obsidian and Logseq accept it: `to-read`, `cplusplus`, `q-and-a`, `50percent`; one of
 * digits alone begins with a letter, as Obsidian proposes: `y2024`.
 */
export function tagName(tag: string): string {
  const text = clean(tag)
    .trim()
    .replace(/^#+(?=.)/, '');
  // Between words a sign is a word of its own; behind one, part of it.
  const spoken = text
    .replace(/(?<=[\p{L}\p{N}])&(?=[\p{L}\p{N}])/gu, ' and ')
    .replace(/[+#&%@*=<>$€]/g, (sign) => SPOKEN[sign] ?? '');
  const name = spoken
    .replace(/\u200c|\u200d|\ufe0f/g, '')
    .replace(REFUSED, '-')
    .replace(/([-/])[-/]+/g, '$1')
    .replace(/^[-/]+|[-/]+$/g, '');
  if (/^\d+$/.test(name)) return `${name.length === 4 ? 'y' : 'n'}${name}`;
  // Nothing but signs: by their numbers in Unicode.
  return (
    name || (text && `u${[...text].map((sign) => sign.codePointAt(0)?.toString(16)).join('-u')}`)
  );
}

/** Returns the names of tags, each once. */
export const tagNames = (tags: readonly string[] = []): string[] => [
  ...new Set(tags.map(tagName).filter(Boolean)),
];
