import { type PaperId, pageOf, splitId } from '../paper/ids';
import { idsOf, type Paper } from '../paper/paper';

export interface PaperLink {
  readonly kind:
    | 'page'
    | 'pdf'
    | 'code'
    | 'huggingface'
    | 'arxiv'
    | 'alphaxiv'
    | 'semanticscholar'
    | 'scholar'
    | 'seen';
  readonly href: string;
}

/** A library can come from a file or another machine; nothing but the web is opened from it. */
export function isWeb(address: string | undefined): address is string {
  if (!address || !URL.canParse(address)) return false;
  return /^https?:$/.test(new URL(address).protocol);
}

/** Where the paper's own page is: what is known, or what its id says. */
export const pageFor = ({ id, links }: Paper): string =>
  isWeb(links.page) ? links.page : pageOf(id);

/** The paper's own links. */
export function ownLinks(paper: Paper): PaperLink[] {
  const { pdf, code } = paper.links;
  const links: PaperLink[] = [{ kind: 'page', href: pageFor(paper) }];
  if (isWeb(pdf)) links.push({ kind: 'pdf', href: pdf });
  if (isWeb(code)) links.push({ kind: 'code', href: code });
  return links;
}

/** Semantic Scholar's own spelling of ids, by which arxiv.org links to it, too. */
const SEMANTIC: Record<string, string> = { arxiv: 'arXiv', doi: 'DOI', acl: 'ACL', pmid: 'PMID' };

/**
 * The same paper elsewhere, found by its ids. Its own page is not among them.
 */
export function otherLinks(paper: Paper): PaperLink[] {
  const ids = idsOf(paper);
  const own = pageFor(paper);
  const of = (wanted: string): string | undefined =>
    ids.map((id: PaperId) => splitId(id)).find(([kind]) => kind === wanted)?.[1];
  const arxiv = of('arxiv');
  const links: PaperLink[] = [];
  if (arxiv) {
    links.push(
      { kind: 'huggingface', href: `https://huggingface.co/papers/${arxiv}` },
      { kind: 'arxiv', href: `https://arxiv.org/abs/${arxiv}` },
      { kind: 'alphaxiv', href: `https://www.alphaxiv.org/abs/${arxiv}` },
    );
  }
  for (const [kind, name] of Object.entries(SEMANTIC)) {
    const local = of(kind);
    if (!local) continue;
    const href = `https://api.semanticscholar.org/${name}:${encodeURI(local)}`;
    links.push({ kind: 'semanticscholar', href });
    break;
  }
  const doi = of('doi');
  const words = arxiv ? `arXiv:${arxiv}` : (doi ?? `"${paper.title.slice(0, 300)}"`);
  links.push({
    kind: 'scholar',
    href: `https://scholar.google.com/scholar?q=${encodeURIComponent(words)}`,
  });
  return links.filter(({ href }) => href !== own);
}
