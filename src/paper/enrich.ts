import { isInOtherScript, isTranslationOf, isWithdrawal } from './original';
import { defined, isBare, type Paper } from './paper';
import { betterType, isBibtexFacts } from './publication';

const union = <T>(a: readonly T[] = [], b: readonly T[] = []): readonly T[] => [
  ...new Set([...a, ...b]),
];

const richer = <T extends { length: number }>(known: T | undefined, seen: T | undefined) =>
  (seen?.length ?? 0) > (known?.length ?? 0) ? seen : known;

/** Returns whether a page cut the title short, which shows in an ellipsis at its end. */
const isCut = (title: string): boolean => title === '' || /(?:…|\.\.\.)$/.test(title);

/**
 * Returns the facts of `known` with what `seen` adds. Facts only get richer: a card with less never
 * erases what a fuller page gave. What a translator wrote gives way to the original, and what an earlier
 * version said to a later one. Counts that move (upvotes, comments) follow the newer sighting. Of what
 * files say of the publication, each field stays as it was first known, and other files add to them.
 */
export function enrich(known: Paper, seen: Paper): Paper {
  const aliases = union(union(known.aliases, [seen.id]), seen.aliases).filter(
    (id) => id !== known.id,
  );
  const categories = union(known.categories, seen.categories);
  // A published paper can have another title than its preprint.
  const isWhole = !isCut(seen.title) && !isBare(seen);
  const isRenamed = isNewer(seen, known) && (known.venue ?? seen.venue) === seen.venue;
  const isBetter = isWhole && (isRenamed || isTranslationOf(known, seen));
  return defined({
    id: known.id,
    aliases: aliases.length > 0 ? aliases : undefined,
    title:
      isBetter || ((isCut(known.title) || isBare(known)) && seen.title) ? seen.title : known.title,
    ...authorsOf(known, seen),
    abstract: abstractOf(known, seen, isBetter || isNewer(seen, known)),
    published: richer(known.published, seen.published),
    venue: known.venue ?? seen.venue,
    type: betterType(known.type, seen.type),
    fields: both(known.fields, seen.fields),
    bibtex: bibtexOf(known, seen),
    key: known.key ?? seen.key,
    version: richerVersion(known, seen),
    categories: categories.length > 0 ? categories : undefined,
    links: { ...seen.links, ...known.links },
    upvotes: seen.upvotes ?? known.upvotes,
    comments: seen.comments ?? known.comments,
    seen: known.seen ?? seen.seen,
    addedAt: known.addedAt,
  });
}

/** Returns what is known with what is new beside it. */
const both = <T extends object>(known: T | undefined, seen: T | undefined): T | undefined =>
  known && seen ? { ...known, ...seen, ...known } : (known ?? seen);

function bibtexOf({ bibtex: known }: Paper, { bibtex: seen }: Paper): Paper['bibtex'] {
  if (!known || !seen) return known ?? seen;
  const merged = defined({
    type: known.type ?? seen.type,
    fields: both(known.fields, seen.fields),
  });
  // Together they may be more than a paper can have.
  return isBibtexFacts(merged) ? merged : known;
}

/**
 * Returns whether one sighting is of a later version than another; without a number it is of the first.
 * What is known from a file only is not told by a page, whatever its version.
 */
const isNewer = (one: Paper, other: Paper): boolean =>
  other.seen !== undefined && (one.version ?? 1) > (other.version ?? 1);

const richerVersion = (known: Paper, seen: Paper): number | undefined =>
  isNewer(seen, known) || known.version === undefined ? seen.version : known.version;

const areAllNamed = ({ authors, authorCount }: Paper): boolean =>
  authors.length > 0 && authors.length === authorCount;

function authorsOf(known: Paper, seen: Paper): Pick<Paper, 'authors' | 'authorCount'> {
  if (isNewer(seen, known) && areAllNamed(seen)) return pickAuthors(seen);
  if (isNewer(known, seen) && areAllNamed(known)) return pickAuthors(known);
  const isTranslated =
    known.seen !== undefined && isInOtherScript(known.authors.join(), seen.authors.join());
  const authors =
    isTranslated && seen.authors.length > 0 ? seen.authors : richer(known.authors, seen.authors);
  const said = Math.max(known.authorCount ?? 0, seen.authorCount ?? 0);
  return {
    authors: authors ?? [],
    ...(said > 0 && { authorCount: Math.max(said, authors?.length ?? 0) }),
  };
}

const pickAuthors = ({ authors, authorCount = authors.length }: Paper) => ({
  authors,
  authorCount,
});

/** @param isBetter whether what is seen replaces a translation or an earlier version */
function abstractOf(known: Paper, seen: Paper, isBetter: boolean): string | undefined {
  const [before, now] = [known.abstract, seen.abstract];
  // The original of a translated abstract comes with another page.
  if (!now) return isBetter && before && isInOtherScript(before, seen.title) ? undefined : before;
  if (!before || isBetter) return now;
  if (isNewer(known, seen)) return before;
  if (isWithdrawal(now)) return now;
  if (isWithdrawal(before) || isInOtherScript(now, before)) return before;
  if (known.seen && isInOtherScript(before, now)) return now;
  return richer(before, now);
}
