/**
 * The small language in which the user says what a paper's Markdown file holds: Mustache's
 * placeholders and sections (https://mustache.github.io/mustache.5.html), nothing that runs.
 *
 * - `{{title}}` is replaced by the value; by nothing if the paper has none.
 * - `{{#note}}…{{/note}}` is kept if there is a value; for a list, once for each item, which is
 *   `{{.}}` in it: `{{#authors}}[[{{.}}]] {{/authors}}`.
 * - `{{^note}}…{{/note}}` is kept if there is no value.
 * - A line that holds only the beginning or the end of a section is removed.
 * - In the front matter, between the `---` at the top, a value is written as YAML, a list as a
 *   list, and between double quotes or under `key: |` as part of the text. Below it, a value is
 *   text that shows as itself, lists are joined with ", ", and the note stays as it was typed.
 */
import { blockIndent, contextIn, frontMatterEnd, type ValueContext } from './front-matter';

/**
 * The value of a placeholder; `PLACEHOLDERS` (src/formats/write/placeholders.ts) lists them all.
 */
export type TemplateValue = string | number | readonly string[] | undefined;
/** Returns the value of a placeholder; called only for those in the template. */
export type TemplateLookup = (name: string) => TemplateValue;
/** Writes a value as its context wants it. */
export type ValueWriter = (
  name: string,
  value: Exclude<TemplateValue, undefined>,
  context: ValueContext,
) => string;

/** A mistake in a template; `code` ends the key of the message that explains it. */
export interface TemplateMistake {
  readonly from: number;
  readonly to: number;
  readonly code: 'unknown' | 'unclosed' | 'unopened' | 'too_deep' | 'in_text';
  /** Text between the braces. */
  readonly name: string;
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly context: ValueContext;
      /** Prefix of each line of the value but the first. */
      readonly indent: string;
    }
  | { readonly kind: 'section'; readonly name: string; readonly isAbsent: boolean; nodes: Node[] };

export interface Template {
  readonly text: string;
  readonly mistakes: readonly TemplateMistake[];
  readonly nodes: readonly Node[];
}

/** Most sections within sections; more is no template that a person wrote. */
const DEEPEST = 20;

const TAG = /\{\{\s*(?:([#^/])\s*)?(?:([\w.-]+)\s*)?\}\}/g;

/**
 * Parses a template; never throws. Mistakes stay in the files as they were typed, and are listed in
 * `mistakes`.
 * @param names all placeholders
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
    const addMistake = (code: TemplateMistake['code']): void => {
      mistakes.push({ from, to, code, name });
    };
    const isItem = name === '.';
    if (sign !== '/' && !names.has(name) && !(isItem && sign === '' && open.length > 0)) {
      addMistake('unknown');
      continue;
    }
    if (sign === '') {
      addText(from);
      const { node, isInText } = valueNode(name, text, from, to, end);
      if (isInText) addMistake('in_text');
      nodes.push(node);
      at = to;
      continue;
    }
    if (sign === '/' ? open.at(-1)?.name !== name : open.length >= DEEPEST) {
      addMistake(sign === '/' ? 'unopened' : 'too_deep');
      continue;
    }
    const [lineFrom, lineTo] = wholeLine(text, from, to);
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

/** @param end where the front matter ends */
function valueNode(
  name: string,
  text: string,
  from: number,
  to: number,
  end: number,
): { node: Node; isInText: boolean } {
  const isInFront = from < end;
  const indent = isInFront ? blockIndent(text, from) : '';
  if (indent)
    return { node: { kind: 'value', name, context: 'yaml-block', indent }, isInText: false };
  const context = isInFront ? contextIn(text, from, to) : 'body';
  const node: Node = { kind: 'value', name, context: context ?? 'yaml', indent };
  return { node, isInText: context === undefined };
}

/**
 * Returns the line of a section's beginning or end that stands alone on it, else the tag itself.
 */
function wholeLine(text: string, from: number, to: number): [from: number, to: number] {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', to);
  const end = newline < 0 ? text.length : newline + 1;
  const isAlone = text.slice(start, from).trim() === '' && text.slice(to, end).trim() === '';
  return isAlone ? [start, end] : [from, to];
}

/** Returns the text of a template with the values filled in. */
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
      if (item) text += indented(write(item.name, item.value, node.context), node.indent);
      continue;
    }
    const value = lookUp(node.name);
    if (node.kind === 'value') {
      if (value !== undefined) text += indented(write(node.name, value, node.context), node.indent);
      continue;
    }
    if (isAbsent(value) !== node.isAbsent) continue;
    const items = node.isAbsent || typeof value !== 'object' ? [undefined] : value;
    for (const one of items) {
      // In a section of a text or a number, that value is the item.
      const inner = one ?? (typeof value === 'object' ? undefined : value?.toString());
      const next = inner === undefined ? item : { name: node.name, value: inner };
      text += fill(node.nodes, lookUp, write, next);
    }
  }
  return text;
}
