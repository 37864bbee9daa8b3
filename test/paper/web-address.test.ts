import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseId } from '../../src/paper/ids';
import { linkAddress, webAddress } from '../../src/paper/web-address';

describe('webAddress', () => {
  // Mostly made of what is looked at without URL, and of what makes it look again.
  const piece = fc.constantFrom(
    ...[
      'a',
      'Z',
      '0',
      '1',
      'www',
      'xn',
      'com',
      'arxiv.org',
      '.',
      '..',
      '-',
      '--',
      '/',
      '//',
      '%2e',
    ],
    ...['_', '~', '+', ':', '@', '?', '#', '\\', ' ', '\n', '\u00e9', '1.2.3.4', '0x1'],
  );
  const texts = fc
    .tuple(fc.constantFrom('http://', 'https://', 'HTTPS://', 'ftp://', ''), fc.array(piece))
    .map(([scheme, pieces]) => scheme + pieces.join(''));

  it.each([
    ['https://e.org/a b', 'https://e.org/a%20b'],
    [' https://e.org/x ', 'https://e.org/x'],
    ['\u00a0https://e.org/x\n', 'https://e.org/x'],
    ['https://e.org/a\n\tb', 'https://e.org/ab'],
    ['https://e.org/a\u2003b', 'https://e.org/a%E2%80%83b'],
    ['HTTP://E.org/{a}?b=c#d', 'HTTP://E.org/{a}?b=c#d'],
  ])('reads %j as %j', (text, address) => {
    expect(webAddress(text)).toBe(address);
    expect(webAddress(address)).toBe(address);
  });

  it.each([
    ...['https://', 'http:// e.org/', 'https://e .org/', 'http://[', '//x', '', undefined, null],
    ...['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'ftp://x.org/'],
  ])('refuses %j', (text) => {
    expect(webAddress(text)).toBeUndefined();
  });

  it('reads the href of a link in a page', () => {
    const base = 'https://arxiv.org/list/cs.CL/new';
    expect(linkAddress('/pdf/2401.12345', base)).toBe('https://arxiv.org/pdf/2401.12345');
    expect(linkAddress('//example.org/x', base)).toBe('https://example.org/x');
    expect(linkAddress(' https://e.org/a b ', base)).toBe('https://e.org/a%20b');
    for (const href of ['javascript:alert(1)', 'ftp://x.org/', '', 'https://', null]) {
      expect(linkAddress(href, base)).toBeUndefined();
    }
  });

  it('takes what URL takes, and nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let isUrl = /^https?:\/\//i.test(text.trim());
        try {
          new URL(text);
        } catch {
          isUrl = false;
        }
        const address = webAddress(text);
        expect(address !== undefined).toBe(isUrl);
        if (address === undefined) return;
        expect(address).not.toMatch(/\s/);
        expect(new URL(address).href).toBe(new URL(text).href);
        expect(webAddress(address)).toBe(address);
      }),
      { numRuns: 20_000 },
    );
  });

  it('does not tell a plain address from one that URL has to take apart', () => {
    fc.assert(
      fc.property(texts, (text) => {
        // A query that says nothing has it read by URL.
        expect(parseId(text)).toBe(parseId(/[?#\s]/.test(text) ? text : `${text}?`));
      }),
      { numRuns: 20_000 },
    );
  });
});
