import { type PaperId, splitId } from '../paper/ids';
import { idsOf, type Paper, pageAddress } from '../paper/paper';
import { webAddress } from '../paper/web-address';

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

/** The paper's own links. */
export function ownLinks(paper: Paper): PaperLink[] {
  const [pdf, code] = [webAddress(paper.links.pdf), webAddress(paper.links.code)];
  const links: PaperLink[] = [{ kind: 'page', href: pageAddress(paper) }];
  if (pdf) links.push({ kind: 'pdf', href: pdf });
  if (code) links.push({ kind: 'code', href: code });
  return links;
}

/** Semantic Scholar's own spelling of ids, by which arxiv.org links to it, too. */
const SEMANTIC: Record<string, string> = { arxiv: 'arXiv', doi: 'DOI', acl: 'ACL', pmid: 'PMID' };

/**
 * The same paper elsewhere, found by its ids. Its own page is not among them.
 */
export function otherLinks(paper: Paper): PaperLink[] {
  const ids = idsOf(paper);
  const own = pageAddress(paper);
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
