/**
 * The small language in which a reader says what a paper's Markdown file holds: Mustache's placeholders
 * and sections (https://mustache.github.io/mustache.5.html), nothing that runs.
 *
 * - `{{title}}` is the value; one that the paper does not have is nothing.
 * - `{{#note}}…{{/note}}` is there where there is a value; for a list it comes once for each item,
 *   which is `{{.}}` in it: `{{#authors}}[[{{.}}]] {{/authors}}`.
 * - `{{^note}}…{{/note}}` is there where there is none.
 * - A line with nothing on it but the beginning or the end of a section goes.
 * - In the front matter, between the `---` at the top, a value is written as YAML, a list as a list, and
 *   between double quotes or under `key: |` as a part of the text. Below it, a value is text that shows
 *   as itself, lists are joined with ", ", and the note stays as it was typed.
 */

/** What a placeholder stands for; `PLACEHOLDERS` (src/formats/write/markdown-files.ts) says what each is. */
export type TemplateValue = string | number | readonly string[] | undefined;
/** The value of a placeholder; called for those that a template has. */
export type TemplateLookup = (name: string) => TemplateValue;

/** What is wrong in a template, where, and the end of the key of the message that says it. */
export interface TemplateMistake {
  readonly from: number;
  readonly to: number;
  readonly code: 'unknown' | 'unclosed' | 'unopened' | 'too_deep' | 'in_text';
  /** What stands between the braces. */
  readonly name: string;
}

/** Where a placeholder stands, which decides how its value is written. */
export type ValueContext = 'body' | 'yaml' | 'yaml-quoted' | 'yaml-block';

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly place: ValueContext;
      /** What each of the value's lines but the first begins with. */
      readonly indent: string;
    }
  | { readonly kind: 'section'; readonly name: string; readonly isAbsent: boolean; nodes: Node[] };

export interface Template {
  readonly text: string;
  readonly mistakes: readonly TemplateMistake[];
  readonly nodes: readonly Node[];
}

/** Sections within sections; more is no template that a person wrote. */
const DEEPEST = 20;

const TAG = /\{\{\s*(?:([#^/])\s*)?(?:([\w.-]+)\s*)?\}\}/g;

/**
 * Reads a template; never throws. What is wrong stands in the files as it was typed, and is named in
 * `mistakes`.
 * @param names the placeholders that there are
 */
export function parseTemplate(text: string, names: ReadonlySet<string>): Template {
  const mistakes: TemplateMistake[] = [];
  const root: Node[] = [];
  const open: { name: string; from: number; to: number; nodes: Node[] }[] = [];
  const end = frontMatterEnd(text);
  let nodes = root;
  let at = 0;

  const addText = (to: number): void => {
    if (to > at) nodes.push({ kind: 'text', text: text.slice(at, to) });
    at = to;
  };

  for (const match of text.matchAll(TAG)) {
    const [tag, sign = '', name = ''] = match;
    const from = match.index;
    const to = from + tag.length;
    const blame = (code: TemplateMistake['code']): void => {
      mistakes.push({ from, to, code, name });
    };
    const isItem = name === '.';
    if (sign !== '/' && !names.has(name) && !(isItem && sign === '' && open.length > 0)) {
      blame('unknown');
      continue;
    }
    if (sign === '') {
      addText(from);
      const block = from < end ? blockIndent(text, from) : '';
      const place = block ? 'yaml-block' : from < end ? placeIn(text, from, to) : 'body';
      if (place === undefined) blame('in_text');
      nodes.push({ kind: 'value', name, place: place ?? 'yaml', indent: block });
      at = to;
      continue;
    }
    if (sign === '/' ? open.at(-1)?.name !== name : open.length >= DEEPEST) {
      blame(sign === '/' ? 'unopened' : 'too_deep');
      continue;
    }
    const [lineFrom, lineTo] = lineOf(text, from, to);
    addText(Math.max(at, lineFrom));
    at = lineTo;
    if (sign === '/') {
      open.pop();
      nodes = open.at(-1)?.nodes ?? root;
      continue;
    }
    const section: Node = { kind: 'section', name, isAbsent: sign === '^', nodes: [] };
    nodes.push(section);
    open.push({ name, from, to, nodes: section.nodes });
    nodes = section.nodes;
  }
  addText(text.length);
  for (const { name, from, to } of open) mistakes.push({ from, to, code: 'unclosed', name });
  return { text, mistakes: mistakes.sort((a, b) => a.from - b.from), nodes: root };
}

/** Where the front matter ends; 0 where there is none. */
function frontMatterEnd(text: string): number {
  if (!/^---[ \t]*\r?\n/.test(text)) return 0;
  const close = /\n---[ \t]*(?:\r?\n|$)/.exec(text);
  return close ? close.index : 0;
}

/**
 * With what the line begins, in the front matter, that stands in a block scalar: below `abstract: |`,
 * and further in (https://yaml.org/spec/1.2.2/#81-block-scalar-styles). Empty where it is in none.
 */
function blockIndent(text: string, from: number): string {
  const lines = text.slice(0, from).split('\n');
  const indentOf = (line = ''): string => /^ */.exec(line)?.[0] ?? '';
  const own = indentOf(lines.pop());
  let least = own.length;
  for (let line = lines.pop(); line !== undefined && least > 0; line = lines.pop()) {
    const isNone = line.trim() === '' || /^\s*\{\{[^{}]*\}\}\s*$/.test(line);
    if (isNone || indentOf(line).length >= least) continue;
    if (/(?::|-|^)\s+[|>][-+\d]*\s*(?:#.*)?$/.test(line)) return own;
    least = indentOf(line).length;
  }
  return '';
}

/** How a value is written at its place in the front matter; undefined in the middle of bare text. */
function placeIn(text: string, from: number, to: number): ValueContext | undefined {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  // A quote opens a text only where one can begin: "it's" has none.
  const opened = before.replace(/(?<=^|[\s:,[{-])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g, '');
  if (/(?:^|[\s:,[{-])"(?:[^"\\]|\\.)*$/.test(opened)) return 'yaml-quoted';
  const after = text.slice(to).replace(/^[^\S\n]+/, '');
  const canBegin =
    /(?:^|[\s,[{])$/.test(before) && /^\s*(?:-\s+)*(?:[\w-]+:\s+)?(?:[[{].*)?$/.test(opened);
  return canBegin && /^(?:$|\r?\n|[,\]}]|\{\{|#)/.test(after) ? 'yaml' : undefined;
}

/** The whole line of a section's beginning or end that stands alone on it, else the tag itself. */
function lineOf(text: string, from: number, to: number): [from: number, to: number] {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', to);
  const end = newline < 0 ? text.length : newline + 1;
  const isAlone = text.slice(start, from).trim() === '' && text.slice(to, end).trim() === '';
  return isAlone ? [start, end] : [from, to];
}

/** How values are put into words, by place. */
export type ValueWriter = (
  name: string,
  value: Exclude<TemplateValue, undefined>,
  place: ValueContext,
) => string;

/** The text that a template makes of values. */
export function fillTemplate(
  template: Template,
  lookUp: TemplateLookup,
  write: ValueWriter,
): string {
  return fill(template.nodes, lookUp, write);
}

const isAbsent = (value: TemplateValue): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const indented = (text: string, indent: string): string =>
  indent ? text.replaceAll('\n', `\n${indent}`) : text;

interface Item {
  readonly name: string;
  readonly value: string;
}

function fill(
  nodes: readonly Node[],
  lookUp: TemplateLookup,
  write: ValueWriter,
  item?: Item,
): string {
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'text') {
      text += node.text;
      continue;
    }
    if (node.kind === 'value' && node.name === '.') {
      if (item) text += indented(write(item.name, item.value, node.place), node.indent);
      continue;
    }
    const value = lookUp(node.name);
    if (node.kind === 'value') {
      if (value !== undefined) text += indented(write(node.name, value, node.place), node.indent);
      continue;
    }
    if (isAbsent(value) !== node.isAbsent) continue;
    const items = node.isAbsent || typeof value !== 'object' ? [undefined] : value;
    for (const one of items) {
      // In a section of a text or a number, the item is that.
      const inner = one ?? (typeof value === 'object' ? undefined : value?.toString());
      const next = inner === undefined ? item : { name: node.name, value: inner };
      text += fill(node.nodes, lookUp, write, next);
    }
  }
  return text;
}
