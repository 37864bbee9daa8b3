import { localIsoDay } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import {
  asLine,
  escapeMarkdown,
  linkAddress,
  textInMarkdown,
  titleInMarkdown,
} from '../markdown-text';
import { bylineOf } from './byline';
import { fileNameOf } from './file-name';
import { localId, moreAuthors, pageLink, webLink } from './paper-fields';
import { plainNamesOf, plainOf } from './plain';
import { publicationTypeOf } from './publication-type';
import { tagNames } from './tag-name';
import type { TemplateValue, ValueWriter } from './template';
import { yamlLines, yamlList, yamlScalar } from './yaml';

/**
 * The values of the placeholders in a template.
 *
 * | placeholder                    | value                                                       |
 * | ------------------------------ | ----------------------------------------------------------- |
 * | `title`, `abstract`, `venue`   | texts; formulas stay as TeX                                 |
 * | `note`                         | as you typed it                                             |
 * | `authors`, `categories`        | lists                                                       |
 * | `tags`                         | a list of tags that Obsidian accepts: `to-read`, `y2024`    |
 * | `byline`                       | all authors in one text, with "and 3 more" at its end       |
 * | `more_authors`                 | number of authors beyond those that are known               |
 * | `published`, `year`            | `2024-01-22` as precise as is known, `2024`                 |
 * | `key`, `id`, `doi`, `arxiv`    | citation key, `arxiv:2401.12345`, `10.1000/x`, `2401.12345` |
 * | `url`, `pdf`, `code`           | addresses                                                   |
 * | `type`                         | `preprint`, `article`, `proceedings` or `book`              |
 * | `starred`, `read`, `dismissed` | the days on which you marked it, in your time zone          |
 * | `file`                         | the file's name, without `.md`                              |
 */
export const PLACEHOLDERS: Record<string, (entry: Entry, key: string) => TemplateValue> = {
  title: ({ paper }) => plainOf(paper.title) || paper.id,
  abstract: ({ paper }) => plainOf(paper.abstract ?? ''),
  venue: ({ paper }) => plainOf(paper.venue ?? ''),
  note: ({ mark }) => mark.note?.replace(/\r\n?/g, '\n'),
  authors: ({ paper }) => plainNamesOf(paper),
  more_authors: ({ paper }) => moreAuthors(paper) || undefined,
  byline: ({ paper }) => bylineOf(paper),
  categories: ({ paper }) => paper.categories ?? [],
  tags: ({ mark }) => tagNames(mark.tags),
  published: ({ paper }) => paper.published,
  year: ({ paper }) => (paper.published ? Number(paper.published.slice(0, 4)) : undefined),
  key: (_, key) => key,
  id: ({ paper }) => paper.id,
  doi: ({ paper }) => localId(paper, 'doi'),
  arxiv: ({ paper }) => localId(paper, 'arxiv'),
  url: ({ paper }) => pageLink(paper),
  pdf: ({ paper }) => webLink(paper.links.pdf),
  code: ({ paper }) => webLink(paper.links.code),
  type: ({ paper }) => publicationTypeOf(paper),
  starred: ({ mark }) => isoDay(mark.starredAt),
  read: ({ mark }) => isoDay(mark.readAt),
  dismissed: ({ mark }) => isoDay(mark.dismissedAt),
  file: ({ paper }) => fileNameOf(paper),
};

export const PLACEHOLDER_NAMES: ReadonlySet<string> = new Set(Object.keys(PLACEHOLDERS));

const isoDay = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : localIsoDay(at);

const ADDRESSES = new Set(['url', 'pdf', 'code']);

/** Writes a value so that it shows as itself where it stands. */
export const writeValue: ValueWriter = (name, value, context) => {
  if (context === 'yaml') {
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? yamlScalar(value) : yamlList(value);
  }
  const text = typeof value === 'object' ? value.join(', ') : String(value);
  if (context === 'yaml-quoted') return yamlScalar(text).slice(1, -1);
  if (context === 'yaml-block') return yamlLines(text);
  if (name === 'note' || name === 'file') return text;
  if (ADDRESSES.has(name)) return linkAddress(text);
  // In a template, any of these can stand on a line of its own.
  if (name === 'title') return asLine(titleInMarkdown(text));
  return asLine(name === 'abstract' ? textInMarkdown(text) : escapeMarkdown(text));
};
