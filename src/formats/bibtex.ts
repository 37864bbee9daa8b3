import type { Entry } from '../paper/entry';
import { splitId } from '../paper/id';
import { idsOf, type Paper } from '../paper/paper';
import { citationKeys } from './citation-key';
import { splitName } from './names';
import { clean, letterOf, literal, texOf, texOfNote } from './tex';

type Field = readonly [name: string, value: string | undefined];

/**
 * The papers as a BibTeX file, in UTF-8, for classic `bibtex` as well as for biber. A preprint is
 * `@misc` with `eprint`, `archivePrefix`, `primaryClass`
 * (https://info.arxiv.org/help/hypertex/bibstyles/index.html). The reader's note goes to `annote`,
 * which styles do not print, and the tags to `keywords`.
 * @param library all there is: a paper's key is the same whichever of them leave with it
 */
export function toBibtex(entries: readonly Entry[], library: readonly Entry[] = []): string {
  const keys = citationKeys([...library, ...entries].map(({ paper }) => paper));
  return entries.map((entry) => writeEntry(entry, keys.get(entry.paper.id) as string)).join('\n');
}

function writeEntry({ paper, mark }: Entry, key: string): string {
  const [kind, local] = idOf(paper, 'arxiv') ?? splitId(paper.id);
  const doi = idOf(paper, 'doi')?.[1];
  const author = authorsOf(paper);
  const venue = texOf(paper.venue ?? '');
  const type = venue && author && paper.published ? publishedTypeOf(paper) : 'misc';
  const title = texOf(paper.title, protectCapitalsIn(paper.title)) || literal(paper.id);
  const fields: Field[] = [
    ['title', braced(title)],
    ['author', author],
    // Styles sort by it what has no author.
    ['key', author ? undefined : braced(sortKeyOf(paper))],
    [VENUE_FIELD[type], venue && braced(venue)],
    ...dateOf(paper.published),
    ...(kind === 'arxiv'
      ? ([
          ['eprint', braced(local)],
          ['archivePrefix', braced('arXiv')],
          ['primaryClass', paper.categories?.[0] && braced(literal(paper.categories[0]))],
        ] as const)
      : []),
    ['doi', doi && braced(verbatim(doi))],
    ['url', braced(verbatim(paper.links.page))],
    ['abstract', paper.abstract && braced(texOf(paper.abstract))],
    ['keywords', mark.tags && braced(mark.tags.map(keywordOf).join(', '))],
    ['annote', mark.note && braced(texOfNote(mark.note))],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value},\n`] : []));
  return `@${type}{${key},\n${lines.join('')}}\n`;
}

const braced = (value: string): string => `{${value}}`;

/** Addresses are not typeset as text; only what BibTeX itself trips over is encoded. */
const verbatim = (address: string): string =>
  address.replace(/[{}\\\s]/g, (char) => encodeURIComponent(char));

function idOf(paper: Paper, kind: string): [kind: string, local: string] | undefined {
  return idsOf(paper)
    .map(splitId)
    .find((id) => id[0] === kind);
}

type EntryType = 'article' | 'inproceedings' | 'misc';

const VENUE_FIELD: Record<EntryType, string> = {
  article: 'journal',
  inproceedings: 'booktitle',
  misc: 'howpublished',
};

/** Styles complain of one of these without author, year or venue; of `@misc` they expect nothing. */
const publishedTypeOf = (paper: Paper): EntryType =>
  isProceedings(paper) ? 'inproceedings' : 'article';

const isProceedings = (paper: Paper): boolean =>
  idOf(paper, 'acl') !== undefined ||
  /\b(?:proc(?:eedings|\.)|conference|workshop|symposium|meeting of)\b/i.test(paper.venue ?? '');

const sortKeyOf = (paper: Paper): string =>
  paper.title.replace(/[^\p{L}\p{N} ]/gu, '').trim() || paper.id.replace(/[^a-z0-9]/gi, '');

const keywordOf = (tag: string): string =>
  tag.includes(',') ? braced(literal(tag)) : literal(tag);

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function dateOf(published: string | undefined): Field[] {
  const [year, month] = published?.split('-') ?? [];
  // The months' macros are defined by every style, and sort and translate as numbers do not.
  return [
    ['year', year && braced(year)],
    ['month', month && MONTHS[Number(month) - 1]],
  ];
}

function authorsOf(paper: Paper): string | undefined {
  const names = paper.authors.map(writeName).filter(Boolean);
  if (names.length === 0) return undefined;
  if ((paper.authorCount ?? 0) > paper.authors.length) names.push('others');
  return braced(names.join(' and '));
}

function writeName(display: string): string {
  const { given, particle, family, suffix } = splitName(clean(display));
  if (!family) return '';
  if (!given) return wholeName([particle, family, suffix].filter(Boolean).join(' '));
  const last = [particle && texOf(particle), familyOf(family)].filter(Boolean).join(' ');
  return [last, suffix && part(suffix), givenOf(given)].filter((text) => text !== '').join(', ');
}

/** A name in one piece: braces keep BibTeX from taking it apart. */
const wholeName = (name: string): string =>
  /[\s~,-]/.test(name) ? braced(texOf(name)) : part(name);

/**
 * To BibTeX a word that begins in lower case, other than the last, is a particle, it looks at ASCII
 * letters alone, and a hyphen parts words: the A of "Álvarez-León, José" would begin with "l", and
 * the name come out as "José Álvarez León".
 */
function familyOf(family: string): string {
  const words = family.split(/[\s~-]+/);
  const looksLikeParticle = words.slice(0, -1).some((word) => !/^[^a-z]*[A-Z]/.test(word));
  return looksLikeParticle || words.includes('') ? braced(texOf(family)) : part(family);
}

/** Styles that abbreviate keep a name's first byte, so its first letter has to be ASCII. */
const givenOf = (given: string): string =>
  part(given).replace(/(?<=^|[\s~-])\p{L}\p{M}*/gu, (letter) => letterOf(letter));

/** A comma or an "and" in a part of a name would end it; the word "others" would end the list. */
function part(text: string): string {
  const tex = texOf(text);
  return /,|\band\b|^others$/i.test(text) ? braced(tex) : tex;
}

/**
 * Bibliography styles lower all letters of a title but the first. Braces keep those that must stay:
 * abbreviations and names in mixed case always; in a title in sentence case, where a capital means
 * a proper name, these too.
 */
function protectCapitalsIn(title: string): (words: string) => string {
  const words = title.match(/\p{L}[\p{L}\p{M}]{3,}/gu) ?? [];
  const capitalised = words.slice(1).filter((word) => /^\p{Lu}/u.test(word)).length;
  const isSentenceCase = capitalised * 2 < words.length - 1;
  return (text) =>
    text.replace(/[\p{L}\p{N}\p{M}'’]+/gu, (word, at: number) => {
      const isFirst = at === 0 && title.trimStart().startsWith(word);
      return mustKeep(word, isFirst, isSentenceCase) ? braced(word) : word;
    });
}

function mustKeep(word: string, isFirst: boolean, isSentenceCase: boolean): boolean {
  if (!/\p{Lu}/u.test(word)) return false;
  if (/^.+\p{Lu}/u.test(word) || /\p{N}/u.test(word)) return true;
  // "Vitamin C", but not the article
  if (word.length === 1) return word !== 'A';
  return isSentenceCase && !isFirst;
}
