/**
 * An address that URL takes as it stands, but for the case of its host: no port, escapes, query or
 * dot segments. Nearly all addresses of a reading list are like this. A URL object for each belongs
 * to the page and not to the script, and collecting 100,000 of them as garbage stalls the page.
 */
const PLAIN =
  /^https?:\/\/((?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,})((?:\/(?:[\w~+-][\w.~+-]*)?)*)$/i;

/** The parts of an address by which it is recognised. */
export interface AddressParts {
  /** Lower case, without `www.`. */
  readonly host: string;
  /** Decoded, without slashes at its ends. */
  readonly path: string;
  /** Returns a parameter of the query. */
  readonly parameter: (name: string) => string | undefined;
}

/**
 * Returns an http or https address as it can be opened, stored and written into a file: without blanks
 * around it, and with those inside encoded. Undefined for all other text, for other schemes such as
 * `javascript:`, and for an address without a host. Libraries come from files and other machines, so
 * nothing else may become a link.
 */
export function webAddress(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  if (PLAIN.test(text)) return text;
  const trimmed = text.trim();
  if (!parseAddress(trimmed)) return undefined;
  // URL ignores tabs and line breaks: https://url.spec.whatwg.org/#concept-basic-url-parser
  return trimmed.replace(/[\t\n\r]/g, '').replace(/[\s\p{Cc}]/gu, encodeURIComponent);
}

/**
 * Returns the http or https address that a link in a page leads to, as URL writes it; undefined for any
 * other link.
 *
 * @param base the address of the page
 */
export function linkAddress(href: string | null | undefined, base: string): string | undefined {
  if (!href || !URL.canParse(href, base)) return undefined;
  const address = new URL(href, base).href;
  return /^https?:/.test(address) ? address : undefined;
}

/** Returns the URL of an http or https address; undefined for anything else. */
export function parseAddress(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    // Node's `URL.canParse` accepts "http://arኩiv.org/", for which its `URL` then throws.
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Returns the parts of an http or https address; undefined for anything else. */
export function addressParts(text: string): AddressParts | undefined {
  const [, plainHost, plainPath = ''] = PLAIN.exec(text) ?? [];
  if (plainHost) return partsOf(plainHost.toLowerCase(), plainPath, () => undefined);
  const url = parseAddress(text);
  if (!url) return undefined;
  let path = url.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A stray % is legal in an address; the path then stays as it is.
  }
  return partsOf(url.hostname, path, (name) => url.searchParams.get(name) ?? undefined);
}

const partsOf = (
  host: string,
  path: string,
  parameter: AddressParts['parameter'],
): AddressParts => ({
  host: host.replace(/^www\./, ''),
  path: path.replace(/^\/+|\/+$/g, ''),
  parameter,
});
