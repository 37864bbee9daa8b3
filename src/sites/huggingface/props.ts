/** What the page itself knows: https://huggingface.co/papers embeds its data as JSON in `data-props`. */

/** The unchecked data of one paper. */
export type Props = Readonly<Record<string, unknown>>;
export type PropsById = ReadonlyMap<string, Props>;

/** Reads the data of all papers, by their arXiv ids without a version. */
export function readProps(document: Document): PropsById {
  const byId = new Map<string, Props>();
  for (const holder of document.querySelectorAll('[data-props*="authors"]')) {
    const data = parseJson(holder.getAttribute('data-props'));
    // After in-page navigation this is the data of the page before: each item is used for its id only.
    for (const item of [...listOf(data?.dailyPapers), ...listOf(data?.searchResults), data]) {
      const wrapper = recordOf(item);
      const paper = recordOf(wrapper?.paper);
      const id = stringOf(paper?.id);
      if (wrapper && paper && id) byId.set(id.replace(/v\d+$/, ''), { ...wrapper, ...paper });
    }
  }
  return byId;
}

function parseJson(text: string | null): Props | undefined {
  try {
    return recordOf(JSON.parse(text ?? ''));
  } catch {
    return undefined; // another element's props, or a truncated page: the cards can still be read
  }
}

const recordOf = (value: unknown): Props | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Props)
    : undefined;
export const arrayOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;
const listOf = (value: unknown): readonly unknown[] => arrayOf(value) ?? [];
export const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
export const countOf = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

/** Returns a text in one line: summaries contain hard newlines. */
export const lineOfText = (value: unknown): string | undefined =>
  stringOf(value)?.replace(/\s+/g, ' ').trim();

/** Returns the authors whom the page shows: an author can ask to be hidden. */
export function authorsOf(props: Props | undefined): string[] | undefined {
  const names = listOf(props?.authors).flatMap((author) => {
    const record = recordOf(author);
    const name = lineOfText(record?.name);
    return name && record?.hidden !== true ? [name] : [];
  });
  return names.length > 0 ? names : undefined;
}
