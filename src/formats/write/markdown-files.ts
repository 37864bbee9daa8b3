import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { clean } from '../../tex/to-tex';
import {
  asLine,
  escapeMarkdown,
  linkAddress,
  textInMarkdown,
  titleInMarkdown,
} from '../markdown-text';
import { citationKeys } from './citation-key';
import { fileNameOf } from './file-name';
import { plainNamesOf, plainOf } from './plain';
import {
  fillTemplate,
  parseTemplate,
  type Template,
  type TemplateMistake,
  type TemplateValue,
  type ValueWriter,
} from './template';
import { localId, pageLink, publicationTypeOf, webLink } from './work';
import { yamlLines, yamlList, yamlScalar } from './yaml';

/**
 * What the placeholders of a template stand for.
 *
 * | placeholder                         | what it is                                                  |
 * | ----------------------------------- | ----------------------------------------------------------- |
 * | `title`, `abstract`, `venue`        | texts; formulas stay as TeX                                  |
 * | `note`                              | as you typed it                                              |
 * | `authors`, `categories`             | lists                                                        |
 * | `tags`                              | a list, with `-` for blanks, which tags cannot have          |
 * | `byline`                            | all authors in one text, with "and 3 more" at its end      |
 * | `more_authors`                      | how many authors there are beyond those that are known       |
 * | `published`, `year`                 | `2024-01-22` as precise as is known, `2024`                  |
 * | `key`, `id`, `doi`, `arxiv`         | citation key, `arxiv:2401.12345`, `10.1000/x`, `2401.12345`  |
 * | `url`, `pdf`, `code`                | addresses                                                    |
 * | `type`                              | `preprint`, `article`, `proceedings` or `book`               |
 * | `starred`, `read`, `dismissed`      | the days on which you marked it, in UTC                      |
 * | `file`                              | the file's name, without `.md`                               |
 */
export const PLACEHOLDERS: Record<string, (entry: Entry, key: string) => TemplateValue> = {
  title: ({ paper }) => plainOf(paper.title) || paper.id,
  abstract: ({ paper }) => plainOf(paper.abstract ?? ''),
  venue: ({ paper }) => plainOf(paper.venue ?? ''),
  note: ({ mark }) => mark.note?.replace(/\r\n?/g, '\n'),
  authors: ({ paper }) => plainNamesOf(paper),
  more_authors: ({ paper }) =>
    Math.max(0, (paper.authorCount ?? 0) - paper.authors.length) || undefined,
  byline: ({ paper }) => {
    const more = Math.max(0, (paper.authorCount ?? 0) - paper.authors.length);
    const names = plainNamesOf(paper).join(', ');
    if (more === 0) return names;
    return names ? `${names} and ${more} more` : `${more} ${more === 1 ? 'author' : 'authors'}`;
  },
  categories: ({ paper }) => paper.categories ?? [],
  tags: ({ mark }) => (mark.tags ?? []).map((tag) => clean(tag).trim().replace(/\s+/g, '-')),
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
  starred: ({ mark }) => dayOf(mark.starredAt),
  read: ({ mark }) => dayOf(mark.readAt),
  dismissed: ({ mark }) => dayOf(mark.dismissedAt),
  file: ({ paper }) => fileNameOf(paper),
};

const NAMES: ReadonlySet<string> = new Set(Object.keys(PLACEHOLDERS));

const dayOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString().slice(0, 10);

export const DEFAULT_TEMPLATE = `---
title: {{title}}
aliases: [{{title}}]
authors: {{authors}}
{{#published}}
published: {{published}}
year: {{year}}
{{/published}}
{{#venue}}
venue: {{venue}}
{{/venue}}
citekey: {{key}}
id: {{id}}
{{#doi}}
doi: {{doi}}
{{/doi}}
url: {{url}}
{{#starred}}
starred: {{starred}}
{{/starred}}
{{#read}}
read: {{read}}
{{/read}}
tags: {{tags}}
---

# {{title}}
{{#byline}}

{{byline}}
{{/byline}}

[Page]({{url}}){{#pdf}} · [PDF]({{pdf}}){{/pdf}}{{#code}} · [Code]({{code}}){{/code}}
{{#abstract}}

## Abstract

{{abstract}}
{{/abstract}}
{{#note}}

## Note

{{note}}
{{/note}}
`;

export const readTemplate = (text: string): Template => parseTemplate(text, NAMES);

const DEFAULT = readTemplate(DEFAULT_TEMPLATE);

const ADDRESSES = new Set(['url', 'pdf', 'code']);

const write: ValueWriter = (name, value, place) => {
  if (place === 'yaml') {
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? yamlScalar(value) : yamlList(value);
  }
  const text = typeof value === 'object' ? value.join(', ') : String(value);
  if (place === 'yaml-quoted') return yamlScalar(text).slice(1, -1);
  if (place === 'yaml-block') return yamlLines(text);
  if (name === 'note' || name === 'file') return text;
  if (ADDRESSES.has(name)) return linkAddress(text);
  // A template can have any of them on a line of its own.
  if (name === 'title') return asLine(titleInMarkdown(text));
  return asLine(name === 'abstract' ? textInMarkdown(text) : escapeMarkdown(text));
};

/** The Markdown file of one paper. */
export function writeMarkdownFile(entry: Entry, key: string, template: Template = DEFAULT): string {
  return fillTemplate(template, (name) => PLACEHOLDERS[name]?.(entry, key), write);
}

/** What shows a template at work where the library has no paper yet; it has a value for everything. */
const SAMPLE_ID = 'arxiv:2611.04633' as PaperId;
export const SAMPLE: Entry = {
  paper: {
    id: SAMPLE_ID,
    aliases: ['doi:10.1000/footnotes' as PaperId],
    title: 'A Grammar of Footnotes in $O(n)$',
    authors: ['Beatriz Álvarez-León', 'Laurens van der Maaten'],
    authorCount: 5,
    abstract: 'We ask what footnotes are for.',
    published: '2026-11-20',
    venue: 'Journal of Margins',
    categories: ['cs.CL', 'cs.DL'],
    links: {
      page: 'https://arxiv.org/abs/2611.04633',
      pdf: 'https://arxiv.org/pdf/2611.04633',
      code: 'https://example.org/footnotes',
    },
  },
  mark: {
    id: SAMPLE_ID,
    starredAt: Date.UTC(2026, 10, 21),
    readAt: Date.UTC(2026, 10, 22),
    dismissedAt: Date.UTC(2026, 10, 23),
    note: 'Six moods, one tense.',
    tags: ['grammar', 'to read'],
    times: {},
    seq: 1,
  },
};

export interface Preview {
  /** `Title (arxiv 2611.04633).md` */
  readonly name: string;
  readonly text: string;
  readonly mistakes: readonly TemplateMistake[];
}

/** What a template makes of a paper, while it is being written: of a made-up one by default. */
export function previewTemplate(text: string, entry: Entry = SAMPLE, key?: string): Preview {
  const template = readTemplate(text);
  const { paper } = entry;
  const shown = key ?? citationKeys([paper]).get(paper.id) ?? '';
  return {
    name: `${fileNameOf(paper)}.md`,
    text: writeMarkdownFile(entry, shown, template),
    mistakes: template.mistakes,
  };
}
