/** Finds out where in a Markdown file's front matter, which is YAML, a placeholder stands. */

/** The surroundings of a placeholder, which decide how its value is written. */
export type ValueContext = 'body' | 'yaml' | 'yaml-quoted' | 'yaml-block';

/** Returns where the front matter ends; 0 if there is none. */
export function frontMatterEnd(text: string): number {
  if (!/^---[ \t]*\r?\n/.test(text)) return 0;
  const close = /\n---[ \t]*(?:\r?\n|$)/.exec(text);
  return close ? close.index : 0;
}

/**
 * Returns the blanks at the beginning of a line of the front matter that is in a block scalar, as
 * the lines below `abstract: |` are (https://yaml.org/spec/1.2.2/#81-block-scalar-styles); empty
 * for any other line.
 */
export function blockIndent(text: string, from: number): string {
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

/**
 * Returns the context of a placeholder in the front matter; undefined in the middle of bare text.
 */
export function contextIn(text: string, from: number, to: number): ValueContext | undefined {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  // A quote opens a text only where one can begin: "it's" has none.
  const opened = before.replace(/(?<=^|[\s:,[{-])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g, '');
  if (/(?:^|[\s:,[{-])"(?:[^"\\]|\\.)*$/.test(opened)) return 'yaml-quoted';
  const after = text.slice(to).replace(/^[^\S\n]+/, '');
  const canBegin =
    /(?:^|[\s,[{])$/.test(before) && /^\s*(?:-\s+)*(?:[\w-]+:\s+)?(?:[[{].*)?$/.test(opened);
  return canBegin && /^(?:$|\r?\n|[,\]}]|\{\{|#)/.test(after) ? 'yaml' : undefined;
}
