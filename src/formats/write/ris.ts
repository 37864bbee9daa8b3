import type { Entry } from '../../paper/entry';
import { clean, lineOf, oneBlank } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { plainOf } from './plain';
import {
  localId,
  namesOf,
  type PublicationType,
  pageLink,
  publicationTypeOf,
  webLink,
} from './work';

const TYPE: Record<PublicationType, string> = {
  preprint: 'UNPB',
  article: 'JOUR',
  proceedings: 'CONF',
  book: 'BOOK',
};

/**
 * One record of a RIS file, which are simply put one after the other, in UTF-8 with CRLF
 * (https://en.wikipedia.org/wiki/RIS_(file_format)). Tags as Zotero and EndNote read them: `ID` is
 * the citation key, `AN` the number in the archive that `DB` names, `N1` the reader's note with its
 * lines, `KW` one of the tags. RIS cannot say that there are more authors.
 */
export function writeRisEntry({ paper, mark }: Entry, key: string): string {
  const work = publicationTypeOf(paper);
  const venue = plainOf(paper.venue ?? '');
  const arxiv = localId(paper, 'arxiv');
  const pmid = arxiv ? undefined : localId(paper, 'pmid');
  const [year, month = '', day = ''] = paper.published?.split('-') ?? [];
  let lines = '';
  const add = (tag: string, value: string | undefined): void => {
    if (value) lines += `${tag}  - ${value}\r\n`;
  };

  add('TY', TYPE[work]);
  add('ID', key);
  add('TI', plainOf(paper.title) || paper.id);
  for (const name of namesOf(paper)) add('AU', writeName(name));
  const isIn = work === 'article' || work === 'proceedings';
  add('T2', isIn ? venue : undefined);
  add('PY', year);
  // All three parts have their slash; what is not known stays empty.
  add('DA', year && `${year}/${month}/${day}/`);
  add('DO', localId(paper, 'doi'));
  add('AN', arxiv ? `arXiv:${arxiv}` : pmid);
  add('DB', arxiv ? 'arXiv' : pmid && 'PubMed');
  add('PB', isIn ? undefined : venue || (arxiv && 'arXiv'));
  add('SN', localId(paper, 'isbn'));
  add('UR', pageLink(paper));
  add('L1', webLink(paper.links.pdf));
  add('AB', plainOf(paper.abstract ?? ''));
  for (const tag of mark.tags ?? []) add('KW', lineOf(tag));
  add('N1', linesOf(mark.note ?? ''));
  return `${lines}ER  - \r\n\r\n`;
}

export const toRis = (entries: readonly Entry[], citationKeyOf: (entry: Entry) => string): string =>
  entries.map((entry) => writeRisEntry(entry, citationKeyOf(entry))).join('');

/** "Family, Given, Suffix"; a name without a comma is one that has no such parts. */
function writeName(display: string): string {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  const bare = (text: string): string =>
    text.includes(',') ? oneBlank(text.replaceAll(',', ' ')) : text;
  const last = bare([particle, family].filter(Boolean).join(' '));
  if (!given) return bare([last, suffix].filter(Boolean).join(' '));
  return [last, bare(given), bare(suffix)].filter(Boolean).join(', ');
}

/**
 * A text on several lines. A line that looks like a field would be one, and an empty line ends a
 * record for some readers: the one goes on the line before, the other gets a blank.
 */
function linesOf(text: string): string {
  const lines: string[] = [];
  for (const line of clean(text).trim().split('\n')) {
    if (lines.length > 0 && /^\s*[A-Z][A-Z0-9] {1,2}-/.test(line)) {
      let end = line;
      while (lines.length > 1 && !/\S/.test(lines.at(-1) ?? '')) end = `${lines.pop()} ${end}`;
      lines.push(`${lines.pop()} ${end}`);
    } else lines.push(line);
  }
  return lines.map((line, i) => line || (i > 0 ? ' ' : '')).join('\r\n');
}
