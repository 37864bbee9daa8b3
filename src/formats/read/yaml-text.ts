import { FAILSAFE_SCHEMA, load } from 'js-yaml';

/**
 * Limits that no reading list and no front matter reaches. Aliases are refused: with a few of them a
 * short text stands for a huge one.
 */
const LIMITS = { maxAliases: 0, maxDepth: 20, maxTotalMergeKeys: 0 };

/**
 * Returns what a text in YAML says, every scalar as the text that it is, since "no" and "2024-01"
 * are one man's tags and another's dates; undefined if it is not valid.
 */
export function parseYaml(text: string): unknown {
  try {
    return load(text, { schema: FAILSAFE_SCHEMA, json: true, ...LIMITS });
  } catch {
    return undefined;
  }
}

/** Whether a scalar says that there is nothing. */
export const isNothing = (value: unknown): boolean =>
  value === '' || value === '~' || value === 'null' || value === undefined || value === null;
