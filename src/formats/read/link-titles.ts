/** Finds the titles that a list in Markdown or HTML gives to its links. */
import { unescapeMarkdownTitle } from '../markdown-text';
import { unescapeHtml } from './html-text';

/**
 * `[Title](https://…)` or `<a href="https://…">Title</a>`; formulas in a title have brackets, and so
 * have pictures.
 */
const LINK = new RegExp(
  [
    String.raw`\[((?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.){0,100}\]){1,500})\]\(\s*<?(https?:[^\s)>]{1,2000})[^)\n]{0,200}\)?`,
    String.raw`<a\b[^<>]{0,1000}?\bhref=["'](https?:[^"'\s]{1,2000})["'][^<>]{0,1000}>((?:[^<]|<(?!\/a\b)){1,1000})(?:<\/a\s*>)?`,
  ].join('|'),
  'gi',
);

/** Words that say what a link leads to, and not what the paper is called. */
const LINK_WORDS = new Set(
  [
    'paper papers pdf pdfs ps arxiv preprint pre print abs abstract html full fulltext text article',
    'publication publications manuscript report thesis doi url uri link links here this page pages',
    'website web site homepage home project blog post news video videos talk slides slide poster',
    'demo code codes repo repository github gitlab source sources official unofficial implementation',
    'pytorch tensorflow tf jax keras data dataset datasets model models weights checkpoint checkpoints',
    'supp supplement supplementary supplemental material materials appendix bib bibtex cite citation',
    'openreview pubmed pmc acm ieee springer elsevier sciencedirect biorxiv medrxiv ssrn hal cvf pmlr',
    'openaccess open access semantic scholar google alphaxiv huggingface hugging face hf zenodo',
    'researchgate publisher journal version original review reviews online download view read more see',
    'click',
    'hier artikel quelle volltext ici lien aquí enlace artículo aqui artigo qui',
    'статья ссылка код здесь тут 논문 링크 코드',
  ].flatMap((line) => line.split(' ')),
);
/** Words between them: "link to the paper". */
const FILLERS = new Set('the a an on in at of to for and or via from our its new'.split(' '));
/** The same in scripts that put no blanks between words. */
const WITHOUT_BLANKS =
  /^(?:论文|論文|文章|原文|全文|预印本|链接|連結|代码|程式碼|地址|下载|主页|项目|网页|网址|这里|點此|点此|点击|查看|官方|仓库|文档|框架|博客|视频|数据集|模型|リンク|コード|こちら)+$/;
/** "CVPR 2021", "NeurIPS'21" */
const VENUE_AND_YEAR = /^[\p{L}-]{2,15}['’\s-]{0,2}(?:(?:19|20)\d\d|(?<=['’])\d\d)$/u;

/**
 * Whether a text that stands for a paper can be its title: not "Paper", "PDF", "here", "论文",
 * "CVPR 2021", "Vaswani et al." or a number.
 */
export function isTitleLike(text: string): boolean {
  const label = text.slice(0, 200).trim();
  if (!/\p{L}/u.test(label) || /^(?:https?:|www\.)/i.test(label)) return false;
  return !isLinkWord(label) && !VENUE_AND_YEAR.test(label) && !/\bet al\b/i.test(label);
}

function isLinkWord(label: string): boolean {
  const words = label.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const isWord = (word: string) => LINK_WORDS.has(word) || /^v\d{1,2}$/.test(word);
  const isAlone = words.every(
    (word) => isWord(word) || FILLERS.has(word) || /^\d{1,4}$/.test(word),
  );
  return (isAlone && words.some(isWord)) || WITHOUT_BLANKS.test(words.join(''));
}

/** A heading that is a link, as each paper is in Dogear's own list, is a title whatever its signs. */
const HEADING = /^#{1,6} \[[^\n]{1,5000}\]\(https?:[^\s)]{1,2000}\)\s*$/;

/**
 * Returns the titles of the links in a line, by address: what the link itself says, or, where that
 * is no title, what stands before it. A link of which neither tells has no title.
 */
export function titlesIn(line: string): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  let end = 0;
  let title = '';
  const isTitle = HEADING.test(line) ? (label: string) => !isLinkWord(label) : isTitleLike;
  for (const match of line.matchAll(LINK)) {
    const url = match[2] ?? match[3] ?? '';
    const label = match[1] === undefined ? bareText(match[4] ?? '') : markdownText(match[1]);
    const before = line.slice(end, match.index);
    const isFirst = end === 0;
    end = match.index + match[0].length;
    // Where nothing but signs is between two links, they are of one paper: "[Title](…) [[PDF](…)]".
    if (/\p{L}/u.test(bareText(before))) title = titleBefore(before, isFirst && isItem(line, end));
    const own = isTitle(label) ? label : title;
    if (own && !titles.has(url)) titles.set(url, own);
    if (isTitle(label)) title = isSurelyTitle(label) ? label : '';
  }
  return titles;
}

const bareText = (html: string): string =>
  unescapeHtml(html.replace(/<[^<>]{0,1000}>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

/** Returns what a label in Markdown shows: of a picture, what stands for it. */
function markdownText(label: string): string {
  const shown = label
    .replace(/!\[([^[\]]{0,200})\](?:\([^()]{0,2000}\)?)?/g, '$1')
    .replace(/^\s*(\*{1,3}|_{1,3}|`)(?=\S)(.{1,1000}?)(?<=\S)\1([.,;:]?)\s*$/, '$2$3');
  return unescapeMarkdownTitle(shown).replace(/\s+/g, ' ').trim();
}

const BULLET =
  /^\s*(?:>\s*)?(?:[-*+•]|\(?\d{1,4}[.):])\s+|^\s*\||^\s*<(?:li|td|tr)\b[^<>]{0,300}>?/i;

/** Whether a line is one item of a list or a table, with nothing but links behind the first. */
function isItem(line: string, end: number): boolean {
  if (!BULLET.test(line)) return false;
  if (/^\s*(?:\||<t[dr])/i.test(line)) return true;
  return !/\p{L}{2}/u.test(bareText(line.slice(end).replace(LINK, ' ')));
}

/** "Ada Lovelace", "E. van der Berg"; short titles look the same. */
const PERSON =
  /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|v[ao]n|de[rn]?|l[ae]|di|da|dos)){1,3}$/u;

/** Whether a link's text is the title of the next link's paper, too, and not an author or a site. */
const isSurelyTitle = (label: string): boolean =>
  !PERSON.test(label) && (label.split(' ').length > 2 || /\p{Script=Han}{8}/u.test(label));

/** More characters than a title, its authors and its venue have. */
const LONGEST_BEFORE = 2_000;
/** Longest text that is taken for a title, or for a sentence that quotes one. */
const LONGEST = { title: 250, sentence: 400 };
const EMPHASIS = /(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1(?!\1)/g;
const QUOTED = /["“«]([^"“”«»]{5,500})["”»]/g;

/**
 * Returns the title in the text before a link: what is bold, else what is quoted; else, in an item
 * of a list, the whole text, since in prose it is part of a sentence.
 */
function titleBefore(before: string, isItem: boolean): string {
  const text = (isItem ? before.slice(0, LONGEST_BEFORE) : before.slice(-LONGEST_BEFORE))
    .replace(/<\/?(?:b|strong)>/gi, '**')
    .replace(/<\/?t[dr]\b[^<>]{0,300}>/gi, '|');
  const bold = [...text.matchAll(EMPHASIS)];
  // An author's own list has the author in bold: "**Ada Lovelace**, Charles Babbage: …"
  const isAuthor = ({ 0: whole, 2: words = '', index }: RegExpExecArray): boolean =>
    PERSON.test(words) &&
    (/\p{L}[^,]{0,100}(?:,|\band|&)\s*$/u.test(text.slice(0, index).slice(-200)) ||
      /^\s*(?:,|and\b|&)\s*\p{L}/u.test(text.slice(index + whole.length)));
  const titles = bold
    .filter((match) => !isAuthor(match))
    .map(([, , words = '']) => asTitle(words))
    .filter(isTitleLike);
  const marked = titles.find((words) => words.includes(' ')) ?? titles[0];
  if (marked || bold.some(isAuthor)) return marked ?? '';
  const quoted = [...text.matchAll(QUOTED)].map(([, words = '']) => asTitle(words));
  const found = text.length <= LONGEST.sentence ? quoted.find(isTitleLike) : undefined;
  return found ?? (isItem ? titleOfItem(text) : '');
}

/** Returns the title of an item, or of the cell of a table that has one. */
function titleOfItem(text: string): string {
  const cells = text.replace(BULLET, '').split(/(?<!\\)\|/);
  for (const cell of cells) {
    // A description behind the title is set off by blanks.
    const [words = ''] = cell.trim().split(/\s{2,}/);
    const title = asTitle(cell.length > LONGEST.title ? words : cell);
    const isNumbered = /^\s*\(?\d{1,4}[.):]\s/.test(cell);
    const isTelling = isNumbered || / |\p{Script=Han}{4}/u.test(title);
    if (isTelling && title.length <= LONGEST.title && isTitleLike(title)) return title;
  }
  return '';
}

/** What lists write before a title: a number, a box to tick, a date or a venue in brackets, a picture. */
const AHEAD =
  /^(?:\(?\d{1,4}[.):](?=\s)|\[[^[\]]{0,40}\]|\([^()]{0,40}\d[^()]{0,40}\)|[\d./-]{4,12}:?(?=\s)|(?:\p{So}\ufe0f?)+)/u;
/** What they write behind it: brackets, and the sign before the link. */
const BEHIND =
  /(?:\[[^[\]]{0,40}\]|\([^()]{0,40}\d[^()]{0,40}\)|(?<=[.?!]\s)\([^()]{1,60}\)|(?<=\p{L}{2}|\s)\.|[[({,:;|–—：，-])$/u;

/** Removes what lists write around a title, and the authors behind it. */
function asTitle(text: string): string {
  let title = bareText(markdownText(text))
    .replace(/[.,;]\s[^.,;]{1,60}\bet al\b.*$/i, '')
    // "Title. In *ICML 2018*", "Title, *Ada Lovelace*"
    .replace(/(?<=\S)\s+(?:in\s+)?([*_])(?=\S)[^*_]{2,300}\1.*$/i, '');
  for (let ahead = AHEAD.exec(title); ahead; ahead = AHEAD.exec(title)) {
    title = title.slice(ahead[0].length).trimStart();
  }
  const behind = () => BEHIND.exec(title.slice(-100))?.[0].length ?? 0;
  for (let length = behind(); length > 0; length = behind())
    title = title.slice(0, -length).trimEnd();
  return title;
}
