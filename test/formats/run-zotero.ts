/**
 * Zotero's own import translators, as npm's `zotero-translators` holds them (those of 2019). Unlike Zotero,
 * it needs neither a window nor a network.
 */
import { createRequire } from 'node:module';

/** An item as a translator makes it. */
export interface ZoteroImport {
  readonly itemType: string;
  readonly title?: string;
  readonly creators: readonly {
    readonly firstName?: string;
    readonly lastName?: string;
    readonly creatorType: string;
  }[];
  readonly extra?: string;
  readonly notes: readonly (string | { readonly note: string })[];
  readonly tags: readonly (string | { readonly tag: string })[];
  readonly [field: string]: unknown;
}

interface Translators {
  referenceImport(text: string): Promise<ZoteroImport[]>;
}

/** Resolves to what Zotero reads in a file. The first time takes seconds. */
export async function readWithZotero(text: string): Promise<ZoteroImport[]> {
  const { log } = console;
  // It tells each step of each translator that it tries.
  console.log = () => undefined;
  try {
    const require = createRequire(import.meta.url);
    const translators = require('zotero-translators') as Translators;
    return await translators.referenceImport(text);
  } finally {
    console.log = log;
  }
}

/** The notes of an item as text. */
export const notesOf = ({ notes }: ZoteroImport): string[] =>
  notes.map((note) =>
    (typeof note === 'string' ? note : note.note)
      .replace(/<br\s*\/?>|<\/p><p>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .trim(),
  );
