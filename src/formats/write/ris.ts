import type { Entry } from '../../paper/entry';
import { clean, lineOf, oneBlank } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { localId, namesOf, pageLink, webLink } from './paper-fields';
import { plainOf } from './plain';
import { type PublicationType, publicationTypeOf } from './publication-type';

const RECORD_TYPE: Record<PublicationType, string> = {
  preprint: 'UNPB',
  article: 'JOUR',
  proceedings: 'CONF',
  book: 'BOOK',
};

/**
 * Writes one record of a RIS file, in which records simply follow each other, in UTF-8 with CRLF
 * (https://en.wikipedia.org/wiki/RIS_(file_format)). The tags are as Zotero and EndNote read them:
 * `ID` is the citation key, `AN` the number in the archive that `DB` names, `N1` the user's note
 * with its lines, `KW` one of the tags. RIS cannot say that there are more authors.
 */
export function writeRisEntry({ paper, mark }: Entry, key: string): string {
  const type = publicationTypeOf(paper);
  const venue = plainOf(paper.venue ?? '');
  const arxiv = localId(paper, 'arxiv');
  const pmid = arxiv ? undefined : localId(paper, 'pmid');
  const [year, month = '', day = ''] = paper.published?.split('-') ?? [];
  let lines = '';
  const add = (tag: string, value: string | undefined): void => {
    if (value) lines += `${tag}  - ${value}\r\n`;
  };

  add('TY', RECORD_TYPE[type]);
  add('ID', key);
  add('TI', plainOf(paper.title) || paper.id);
  for (const name of namesOf(paper)) add('AU', writeName(name));
  const isInContainer = type === 'article' || type === 'proceedings';
  add('T2', isInContainer ? venue : undefined);
  add('PY', year);
  // Each of the three parts has its slash; an unknown one is empty.
  add('DA', year && `${year}/${month}/${day}/`);
  add('DO', localId(paper, 'doi'));
  add('AN', arxiv ? `arXiv:${arxiv}` : pmid);
  add('DB', arxiv ? 'arXiv' : pmid && 'PubMed');
  add('PB', isInContainer ? undefined : venue || (arxiv && 'arXiv'));
  add('SN', localId(paper, 'isbn'));
  add('UR', pageLink(paper));
  add('L1', webLink(paper.links.pdf));
  add('AB', plainOf(paper.abstract ?? ''));
  for (const tag of mark.tags ?? []) add('KW', lineOf(tag));
  add('N1', linesOf(mark.note ?? ''));
  return `${lines}ER  - \r\n\r\n`;
}

/** Writes "Family, Given, Suffix"; a name without commas has no such parts. */
function writeName(display: string): string {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  const bare = (text: string): string =>
    text.includes(',') ? oneBlank(text.replaceAll(',', ' ')) : text;
  const last = bare([particle, family].filter(Boolean).join(' '));
  if (!given) return bare([last, suffix].filter(Boolean).join(' '));
  return [last, bare(given), bare(suffix)].filter(Boolean).join(', ');
}

/**
 * Writes a text on several lines. A line that looks like a field would be one, and is joined to the
 * line before; an empty line ends a record for some programs, and gets a blank.
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
