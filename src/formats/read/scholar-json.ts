/** What the interfaces of Semantic Scholar and OpenAlex answer. */
import { isCount, isObject, type JsonObject } from './checks';
import { toReference as cslReference } from './csl-json';
import { at, type JsonDialect, listOf, textIn, textOf, textsOf } from './json-dialect';

/** https://api.semanticscholar.org/api-docs/graph, also within `{citedPaper}`. */
export const semanticScholar: JsonDialect = {
  isEntry: (value): value is JsonObject => paperIn(value) !== undefined,
  referencesOf(entry) {
    const paper = paperIn(entry) ?? entry;
    const ids = isObject(paper.externalIds) ? paper.externalIds : {};
    const id = (kind: string, ...names: string[]) => {
      const local = names.map((name) => textOf(ids[name] ?? paper[name])).find(Boolean);
      return local && `${kind}:${local}`;
    };
    const { authors, abstract } = paper;
    const reference = cslReference({
      title: textIn(paper, 'title'),
      ...{ issued: textIn(paper, 'publicationDate', 'year'), abstract },
      'container-title': textIn(paper, 'venue') || textIn(paper.journal, 'name'),
      volume: textIn(paper.journal, 'volume'),
      page: textIn(paper.journal, 'pages').trim(),
    });
    return [
      {
        ...reference,
        key: textIn(paper, 'paperId'),
        isCited: false,
        authors: textsOf(authors, 'name'),
        ids: [
          id('arxiv', 'ArXiv', 'arxivId'),
          id('doi', 'DOI', 'doi'),
          id('acl', 'ACL'),
          id('pmid', 'PubMed'),
        ],
        pages: [textIn(paper, 'url')],
        pdf: textIn(paper.openAccessPdf, 'url'),
        from: 'semantic-scholar',
      },
    ];
  },
};

function paperIn(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const paper = value.citedPaper ?? value.citingPaper ?? value.recommendedPaper ?? value;
  if (!isObject(paper) || typeof paper.title !== 'string') return undefined;
  const isPaper =
    isObject(paper.externalIds) ||
    (typeof paper.paperId === 'string' && /^[\da-f]{40}$/.test(paper.paperId));
  return isPaper ? paper : undefined;
}

const WORK = /^https:\/\/openalex\.org\/W\d+$/;

/** https://docs.openalex.org/api-entities/works/work-object */
export const openAlex: JsonDialect = {
  isEntry: (value): value is JsonObject => isObject(value) && WORK.test(textOf(value.id)),
  referencesOf(work) {
    const place = work.primary_location ?? work.host_venue;
    const { volume, issue } = isObject(work.biblio) ? work.biblio : {};
    const pages = [at(work, 'biblio', 'first_page'), at(work, 'biblio', 'last_page')].map(textOf);
    const reference = cslReference({
      title: textIn(work, 'title', 'display_name'),
      issued: textIn(work, 'publication_date', 'publication_year'),
      'container-title': textIn(at(place, 'source') ?? place, 'display_name'),
      ...{ volume, issue, page: pages.filter(Boolean).join('-') },
      language: textIn(work, 'language'),
      abstract: abstractIn(work.abstract_inverted_index),
    });
    const pmid = /\d+$/.exec(textOf(at(work, 'ids', 'pmid')))?.[0];
    return [
      {
        ...reference,
        key: textOf(work.id),
        isCited: false,
        authors: listOf(work.authorships)
          .map((one) => textIn(at(one, 'author'), 'display_name') || textIn(one, 'raw_author_name'))
          .filter(Boolean),
        ids: [textIn(work, 'doi') || textOf(at(work, 'ids', 'doi')), pmid && `pmid:${pmid}`],
        pages: [textIn(place, 'landing_page_url')],
        pdf: textIn(place, 'pdf_url') || textOf(at(work, 'best_oa_location', 'pdf_url')),
        from: 'openalex',
      },
    ];
  },
};

/** More words than an abstract has. */
const MOST_WORDS = 20_000;

/** Puts the words of `{"Despite": [0], "growing": [1, 5]}` in their places. */
function abstractIn(index: unknown): string {
  if (!isObject(index)) return '';
  const words: string[] = [];
  for (const [word, places] of Object.entries(index).slice(0, MOST_WORDS)) {
    for (const place of listOf(places).slice(0, MOST_WORDS)) {
      if (isCount(place) && place < MOST_WORDS) words[place] = word;
    }
  }
  return words.filter(Boolean).join(' ');
}
