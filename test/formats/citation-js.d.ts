/** What the tests use of Citation.js, which comes without types. */
declare module '@citation-js/core' {
  export interface CitationName {
    readonly family?: string;
    readonly given?: string;
    readonly suffix?: string;
    readonly literal?: string;
    readonly 'non-dropping-particle'?: string;
    readonly 'dropping-particle'?: string;
  }
  export interface CitationItem {
    readonly id: string;
    readonly type: string;
    readonly title: string;
    readonly author?: readonly CitationName[];
    readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
    readonly DOI?: string;
    readonly URL?: string;
    readonly keyword?: string;
    readonly note?: string;
    readonly abstract?: string;
  }
  export class Cite {
    constructor(data: unknown, options?: object);
    readonly data: readonly CitationItem[];
    format(name: string): string;
  }
  export const plugins: {
    readonly input: {
      chain(
        input: unknown,
        options: { readonly forceType: string; readonly generateGraph: false },
      ): CitationItem[];
    };
    readonly output: {
      format(name: string, data: readonly CitationItem[], options?: object): string;
      has(name: string): boolean;
    };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-csl';
declare module '@citation-js/plugin-ris';
