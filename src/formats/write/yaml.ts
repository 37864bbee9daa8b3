/**
 * Writes a text as a YAML scalar. A JSON string is one
 * (https://yaml.org/spec/1.2.2/#73-flow-scalar-styles), but for characters that JSON allows and
 * YAML does not, or reads as the end of a line.
 */
export function yamlScalar(text: string): string {
  return JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Writes a text as lines of a YAML block scalar, without characters it cannot have; the caller
 * indents them.
 */
export const yamlLines = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu, '')
    .trim();

/** Writes a list on one line, which both Obsidian and Logseq read. */
export const yamlList = (items: readonly string[]): string =>
  `[${items.map(yamlScalar).join(', ')}]`;
