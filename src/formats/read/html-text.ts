const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Replaces the entities in the text of an element or an attribute by their characters. */
export function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal, hex, name) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/**
 * Returns the text of a title or abstract in HTML, or in JATS (https://jats.nlm.nih.gov), as
 * Crossref has it.
 */
export const stripMarkup = (text: string): string =>
  unescapeHtml(
    text
      .replace(/<jats:title>Abstract<\/jats:title>/i, '')
      .replace(/<\/jats:p>\s*/gi, '\n')
      .replace(/<\/?(?:i|b|em|strong|sub|sup|scp|jats:[a-z-]{1,30})>/gi, ''),
  );
