import type { Entry } from '../../paper/entry';
import type { Paper } from '../../paper/paper';
import type { CslType, TextField } from '../../paper/publication';
import { clean, lineOf, oneBlank } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { fillLine, guardFields, guardTags, risTypeOf } from '../ris-types';
import { areEditors, editorsOf, localId, namesOf, pageLink, webLink } from './paper-fields';
import { plainOf } from './plain';
import { cslTypeOf, isInContainer } from './publication-type';

/**
 * Writes one record of a RIS file, in which records simply follow each other, in UTF-8 with CRLF
 * (https://en.wikipedia.org/wiki/RIS_(file_format)). The tags are as Zotero and EndNote read them:
 * `ID` is the citation key, `AN` the number in the archive that `DB` names, `N1` the user's note
 * with its lines, `KW` one of the tags. RIS cannot say that there are more authors.
 */
export function writeRisEntry({ paper, mark }: Entry, key: string): string {
  const type = cslTypeOf(paper);
  const arxiv = localId(paper, 'arxiv');
  const pmid = arxiv ? undefined : localId(paper, 'pmid');
  const [year, month = '', day = ''] = paper.published?.split('-') ?? [];
  let lines = '';
  const add = (tag: string, value: string | undefined): void => {
    if (value) lines += `${tag}  - ${value}\r\n`;
  };
  const text = (name: TextField): string => guardTags(plainOf(paper.fields?.[name] ?? ''));

  add('TY', risTypeOf(type));
  add('ID', key);
  add('TI', guardTags(plainOf(paper.title)) || paper.id);
  if (!areEditors(paper)) for (const name of namesOf(paper)) add('AU', writeName(name));
  for (const name of editorsOf(paper)) add('ED', writeName(name));
  for (const name of paper.fields?.translator ?? []) add('A4', writeName(name));
  for (const [tag, value] of placeFields(paper, type, text)) add(tag, value);
  add('PY', year);
  // Each of the three parts has its slash; an unknown one is empty.
  add('DA', year && `${year}/${month}/${day}/`);
  add('Y2', text('accessed').replaceAll('-', '/'));
  add('DO', localId(paper, 'doi'));
  add('AN', arxiv ? `arXiv:${arxiv}` : (pmid ?? text('archive_location')));
  add('DB', arxiv ? 'arXiv' : pmid ? 'PubMed' : text('archive'));
  add('LA', text('language'));
  add('CN', text('call-number'));
  add('DP', text('source'));
  add('UR', pageLink(paper));
  add('L1', webLink(paper.links.pdf));
  add('AB', plainOf(paper.abstract ?? ''));
  for (const tag of mark.tags ?? []) add('KW', lineOf(tag));
  add('N1', guardFields(linesOf(mark.note ?? '')));
  return `${lines}ER  - \r\n\r\n`;
}

/** Returns the fields that say where and by whom a work was published, and where it stands there. */
function placeFields(
  paper: Paper,
  type: CslType,
  text: (name: TextField) => string,
): readonly (readonly [tag: string, value: string | undefined])[] {
  const arxiv = localId(paper, 'arxiv');
  const venue = guardTags(plainOf(paper.venue ?? ''));
  const isInside = isInContainer(type);
  const isTalk = type === 'paper-conference';
  const isBook = type === 'book';
  const isOnNumber = type === 'report' || type === 'patent';
  const [first, last] = pagesOf(text('page'));
  const serial = text('ISSN') || text('ISBN') || localId(paper, 'isbn');
  return [
    // For Zotero, T2 is the conference and BT its proceedings.
    ['T2', isInside ? (isTalk && text('event-title')) || venue : ''],
    ['BT', isTalk ? venue : ''],
    ['T3', text('collection-title')],
    ['J2', text('container-title-short')],
    ['ST', text('title-short')],
    ['VL', text('volume')],
    ['IS', text('issue')],
    ['SP', first || (isInside ? '' : text('number-of-pages'))],
    ['EP', last],
    ['M1', isBook ? text('collection-number') : isOnNumber && !serial ? '' : text('number')],
    ['SV', isBook ? '' : text('collection-number')],
    ['NV', text('number-of-volumes')],
    ['SE', text('chapter-number') || text('section')],
    ['ET', text('edition') || text('version')],
    ['M3', text('genre')],
    ['PB', text('publisher') || (isInside ? '' : venue || (arxiv && 'arXiv'))],
    ['CY', text('publisher-place')],
    ['C1', isTalk ? text('event-place') : ''],
    ['C2', isInside ? text('PMCID') : ''],
    ['CR', text('rights')],
    ['SN', serial || (isOnNumber ? text('number') : '')],
  ];
}

/** Returns the first and the last page of a range; of anything else, all of it and nothing. */
function pagesOf(pages: string): readonly [first: string, last: string] {
  const [, first = pages, last = ''] = /^(\w+)-(\w+)$/.exec(pages) ?? [];
  return [first, last];
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
 * line before; a short one is filled, since programs end the note or the record at it.
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
  return lines.map((line, i) => (i > 0 ? fillLine(line) : line)).join('\r\n');
}
