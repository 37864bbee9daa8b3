import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { lineOf, originalLine } from '../../../src/sites/dom/text';
import { isTranslated, noteTranslations } from '../../../src/sites/dom/translation';

/** A page with one paragraph, and what notes the changes that are made to it. */
function openPage(html = 'One title') {
  const { window } = new JSDOM(`<!doctype html><html lang="en"><body><p>${html}</p></body></html>`);
  const { document } = window;
  const observer = new window.MutationObserver(() => undefined);
  observer.observe(document, { childList: true, subtree: true });
  const paragraph = document.querySelector('p') as Element;
  const makeFont = (words: string): HTMLElement => {
    const font = document.createElement('font');
    font.textContent = words;
    return font;
  };
  return {
    ...{ document, paragraph, makeFont, text: paragraph.firstChild as Text },
    note: () => noteTranslations(observer.takeRecords()),
  };
}

describe('a text that was replaced while Dogear looked on', () => {
  it('is read as it was, in whatever order a translator does it', () => {
    const ways: ((text: Text, font: Element) => void)[] = [
      (text, font) => text.replaceWith(font),
      (text, font) => {
        text.before(font);
        text.remove();
      },
      (text, font) => {
        text.after(font);
        text.remove();
      },
    ];
    for (const replace of ways) {
      const { paragraph, makeFont, note, text } = openPage('One <b>bold</b> title');
      const last = paragraph.lastChild as Text;
      replace(text, makeFont('Ein '));
      replace(last, makeFont(' Titel'));
      note();
      expect(lineOf(paragraph)).toBe('One bold title');
      expect(isTranslated(paragraph)).toBe(false);
    }
  });

  it('is not known where the translator writes into it, or something else was removed', () => {
    const written = openPage();
    const font = written.makeFont('');
    written.text.before(font);
    font.append(written.text);
    written.text.data = 'Ein Titel';
    written.note();
    expect(originalLine(written.paragraph)).toBe('');

    const other = openPage();
    const aside = other.document.createElement('div');
    aside.textContent = 'An advertisement';
    other.document.body.append(aside);
    other.note();
    aside.firstChild?.remove();
    other.paragraph.append(other.makeFont('Ein Titel'));
    other.note();
    expect(originalLine(other.paragraph)).toBe('');
  });
});

describe('what is a translation', () => {
  it.each([
    ['<font style="vertical-align: inherit;"><font>Ein Titel</font></font>', true],
    ['<span _msttexthash="1">Ein Titel</span>', true],
    ['One title<font class="notranslate" lang="de"><br><font>Ein Titel</font></font>', false],
    ['One <span class="notranslate">title</span>', false],
  ])('%s', (html, is) => {
    const { paragraph } = openPage(html);
    expect(isTranslated(paragraph)).toBe(is);
    expect(originalLine(paragraph)).toBe(is ? '' : 'One title');
  });

  it('is all of a page that is in another language now, unless its parts say which are', () => {
    const { document, paragraph } = openPage();
    document.documentElement.lang = 'en-US';
    expect(isTranslated(paragraph)).toBe(false);
    document.documentElement.lang = 'de';
    expect(isTranslated(paragraph)).toBe(true);
    document.documentElement.className = 'translated-ltr';
    expect(isTranslated(paragraph)).toBe(false);
  });
});
