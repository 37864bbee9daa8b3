/** What programs that keep pages and annotations export; of these, the papers are read. */
import { parseId } from '../../paper/ids';
import { titleOfPage } from './bookmarks';
import { isObject, type JsonObject, timeIn, unixTime } from './checks';
import { at, type JsonDialect, listOf, textIn, textOf, textsOf } from './json-dialect';
import type { Reference } from './reference';

interface SavedPage {
  readonly url: string;
  readonly title: string;
  readonly note: string;
  readonly tags: readonly string[];
  readonly savedAt: unknown;
  readonly isStarred?: boolean;
  readonly isRead?: boolean;
  readonly from: string;
}

/** Returns a page as a reference; its address if it is none of a paper. */
function referenceOf(page: SavedPage): Reference | string {
  const id = parseId(page.url);
  if (!id) return page.url || page.title;
  const saved = Number(page.savedAt) ? unixTime(Number(page.savedAt)) : timeIn(page.savedAt);
  return {
    key: page.url,
    ids: [id],
    pages: [page.url],
    title: titleOfPage(page.title),
    note: page.note,
    tags: page.tags,
    starredAt: page.isStarred ? (saved ?? 'undated') : undefined,
    readAt: page.isRead ? (saved ?? 'undated') : undefined,
    addedAt: saved,
    from: page.from,
  };
}

/** `{"bookmarks": […]}` (https://docs.karakeep.app) */
export const karakeep: JsonDialect = {
  isEntry: (value): value is JsonObject =>
    isObject(value) &&
    isObject(value.content) &&
    typeof value.content.type === 'string' &&
    Array.isArray(value.tags),
  referencesOf: (bookmark) => [
    referenceOf({
      url: textIn(bookmark.content, 'url') || textIn(bookmark.content, 'sourceUrl'),
      title: textIn(bookmark, 'title') || textIn(bookmark.content, 'title', 'text'),
      note: textIn(bookmark, 'note'),
      tags: textsOf(bookmark.tags, 'name'),
      savedAt: bookmark.createdAt,
      isStarred: bookmark.favourited === true,
      isRead: bookmark.archived === true,
      from: 'karakeep',
    }),
  ],
};

/** The collection in which Linkwarden puts what is in none. */
const NO_COLLECTION = 'Unorganized';

/** `{"collections": [{"name": …, "links": […]}]}` (https://docs.linkwarden.app) */
export const linkwarden: JsonDialect = {
  isEntry: (value): value is JsonObject =>
    isObject(value) &&
    typeof value.name === 'string' &&
    Array.isArray(value.links) &&
    value.links.every((link) => isObject(link) && Object.hasOwn(link, 'url')),
  referencesOf(collection) {
    const name = textOf(collection.name);
    return listOf(collection.links).map((link) =>
      referenceOf({
        url: textIn(link, 'url'),
        title: textIn(link, 'name'),
        note: textIn(link, 'description'),
        tags: [...textsOf(at(link, 'tags'), 'name'), ...(name === NO_COLLECTION ? [] : [name])],
        savedAt: at(link, 'createdAt'),
        isStarred: listOf(at(link, 'pinnedBy')).length > 0,
        from: 'linkwarden',
      }),
    );
  },
};

/** The files `metadata_0_to_20.json` of Omnivore's export. */
export const omnivore: JsonDialect = {
  isEntry: (value): value is JsonObject =>
    isObject(value) && ['slug', 'url', 'state'].every((name) => typeof value[name] === 'string'),
  referencesOf: (page) => [
    referenceOf({
      url: textIn(page, 'url'),
      title: textIn(page, 'title'),
      note: '',
      tags: textsOf(page.labels, 'name'),
      savedAt: page.savedAt,
      isRead: /^archived$/i.test(textOf(page.state)),
      from: 'omnivore',
    }),
  ],
};

/** Annotations of Hypothes.is (https://h.readthedocs.io/en/latest/api-reference/v1/). */
export const hypothesis: JsonDialect = {
  isEntry: (value): value is JsonObject =>
    isObject(value) && typeof value.uri === 'string' && Array.isArray(value.target),
  referencesOf(annotation) {
    const quote = listOf(annotation.target)
      .flatMap((target) => listOf(at(target, 'selector')))
      .map((selector) => textIn(selector, 'exact'))
      .find(Boolean);
    const title = at(annotation, 'document', 'title');
    return [
      referenceOf({
        url: textOf(annotation.uri),
        title: textOf(title) || textsOf(title)[0] || '',
        note: [
          quote && `> ${quote.trim().replace(/\s*\n\s*/g, '\n> ')}`,
          textIn(annotation, 'text'),
        ]
          .filter(Boolean)
          .join('\n\n'),
        tags: textsOf(annotation.tags),
        savedAt: annotation.created,
        from: 'hypothesis',
      }),
    ];
  },
};
