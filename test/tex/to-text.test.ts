import { describe, expect, it } from 'vitest';
import { texOf } from '../../src/tex/to-tex';
import { untex } from '../../src/tex/to-text';

describe('untex', () => {
  it.each([
    ['{\\"o} \\"{o} \\"o {\\"{o}} \\" o', 'ö ö ö ö ö'],
    ['\\aa{} \\AA ngstr\\"om {\\aa}land', 'å Ångström åland'],
    ['\\c{c} \\c c {\\c{C}} \\v{S}koda \\v Zi\\v{z}ek', 'ç ç Ç Škoda Žižek'],
    ['Erd{\\H o}s Erd\\H{o}s', 'Erdős Erdős'],
    ['stra\\ss e stra{\\ss}e \\ss{} x', 'straße straße ß x'],
    ["\\'{\\i} \\'\\i \\'i {\\'\\i} \\i \\j", 'í íí í ıȷ'],
    ['\\u{g} \\k{a} \\d{h} \\r{u} \\={a} \\.{z} \\b{d}', 'ğ ą ḥ ů ā ż ḏ'],
    ['\\\'{\\^e} na\\"{\\i}ve', 'ế naïve'],
    ['\\o \\O{} \\l\\L {\\ae}\\OE \\dh\\th \\ng \\DJ', 'øØ łŁæŒðþŋĐ'],
    ['\\^{} \\~{} \\textasciitilde{} \\textasciicircum', '^ ~ ~ ^'],
    ["1--2 --- ``so'' \\ldots", '1–2 — “so” …'],
    ['a~b\\ c\\,d\\-e\\/f', 'a b c def'],
    ['\\& \\% \\$ \\# \\_ \\{ \\}', '& % $ # _ { }'],
    ['\\textbackslash{}x \\textbraceleft{}y\\textbraceright', '\\x {y}'],
    ['{BERT}: {{GPT}-4} and {\\em so} \\textbf{on}', 'BERT: GPT-4 and so on'],
    [
      'On $\\mathcal{O}(n)$ and {$x_{i}$} $$y$$ \\(z\\)',
      'On $\\mathcal{O}(n)$ and $x_{i}$ $$y$$ \\(z\\)',
    ],
    ['costs \\$5 and $5', 'costs $5 and $5'],
    ['\\unknown{x} \\alpha', '\\unknown{x} \\alpha'],
    ['\\href{http://x.y}{text} a\\vphantom\\{b', 'text a\\vphantom{b'],
    ['Ünïcödé 大型 😀', 'Ünïcödé 大型 😀'],
    ['two\n   lines', 'two lines'],
    ['\\', '\\'],
    ['\\"', '"'],
    ['}{', ''],
    ['Gel{\\cprime}fand, Gel\\cprime fand, Franc{\\ocirc u}', 'Gelʹfand, Gelʹfand, Franců'],
    ['(11\\={2}2), (1\\=10), 10\\^3', '(112\u03042), (11\u03040), 10^3'],
    ['a {\\textrightarrow} b, \\textlangle x\\textrangle', 'a → b, ⟨x⟩'],
    ['{\\cyrchar\\CYRM}{\\cyrchar\\cyri}\\cyrr', 'Мир'],
    ['on \\enquote{x {Y}}', 'on “x Y”'],
    ['\\unknown{x}{y} \\foo*[a]{b} {\\Bbb R}', '\\unknown{x}{y} \\foo*[a]{b} {\\Bbb R}'],
  ])('reads %j as %j', (tex, text) => {
    expect(untex(tex)).toBe(text);
  });

  it.each(['\\"{', '{\\c', '\\(', '$$ \\$', '\\label{', '\\unknown{', '``', '\\\\'])(
    'takes no longer for %j than for other text, however often it comes',
    (bit) => {
      expect(untex(bit.repeat(200_000)).length).toBeLessThan(3_000_000);
    },
  );
});

it('has a bar over a digit on the way out, too', () => {
  expect(texOf('(112\u03042) planes')).toBe('(11\\={2}2) planes');
  expect(untex(texOf('(112\u03042) planes'))).toBe('(112\u03042) planes');
});

describe('untex for the library', () => {
  it.each([
    ['\\{111\\} planes of {NaCl}', '\\{111\\} planes of NaCl', '{111} planes of NaCl'],
    ['a \\{ alone', 'a { alone', 'a { alone'],
    ['\\$x\\$ is no formula', '\\$x\\$ is no formula', '$x$ is no formula'],
    ['from \\$5 to \\$10', 'from $5 to $10', 'from $5 to $10'],
    ['\\$x and $y$', '$x and $y$', '$x and $y$'],
  ])('reads %j as %j, and shows %j', (tex, text, shown) => {
    expect(untex(tex, 'library')).toBe(text);
    expect(untex(texOf(text))).toBe(shown);
    expect(untex(texOf(text), 'library')).toBe(text);
    expect(untex(tex)).toBe(shown);
  });
});
