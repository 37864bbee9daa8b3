import type { Entry } from '../../paper/entry';
import { fileNameOf } from './file-name';
import { PLACEHOLDER_NAMES, PLACEHOLDERS, writeValue } from './placeholders';
import { fillTemplate, parseTemplate, type Template, type TemplateMistake } from './template';

export const DEFAULT_TEMPLATE = `---
title: {{title}}
aliases: [{{title}}]
authors: {{authors}}
{{#published}}
published: {{published}}
year: {{year}}
{{/published}}
{{#venue}}
venue: {{venue}}
{{/venue}}
citekey: {{key}}
id: {{id}}
{{#doi}}
doi: {{doi}}
{{/doi}}
url: {{url}}
{{#starred}}
starred: {{starred}}
{{/starred}}
{{#read}}
read: {{read}}
{{/read}}
tags: {{tags}}
---

# {{title}}
{{#byline}}

{{byline}}
{{/byline}}

[Page]({{url}}){{#pdf}} · [PDF]({{pdf}}){{/pdf}}{{#code}} · [Code]({{code}}){{/code}}
{{#abstract}}

## Abstract

{{abstract}}
{{/abstract}}
{{#note}}

## Note

{{note}}
{{/note}}
`;

/** Parses the template of a paper's file; never throws. */
export const readTemplate = (text: string): Template => parseTemplate(text, PLACEHOLDER_NAMES);

const DEFAULT = readTemplate(DEFAULT_TEMPLATE);

/** Writes the Markdown file of one paper. */
export function writeMarkdownFile(entry: Entry, key: string, template: Template = DEFAULT): string {
  return fillTemplate(template, (name) => PLACEHOLDERS[name]?.(entry, key), writeValue);
}

export interface TemplatePreview {
  /** The file's name: `Title (arxiv 2611.04633).md`. */
  readonly name: string;
  readonly text: string;
  readonly mistakes: readonly TemplateMistake[];
}

/**
 * Returns the file that a template makes of a paper, to show while the template is being written.
 */
export function previewTemplate(text: string, entry: Entry, key: string): TemplatePreview {
  const template = readTemplate(text);
  return {
    name: `${fileNameOf(entry.paper)}.md`,
    text: writeMarkdownFile(entry, key, template),
    mistakes: template.mistakes,
  };
}
