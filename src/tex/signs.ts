import { LETTERS, OTHER_LETTERS } from './letters';

const listed = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split(':') as [string, string]),
  );

/** Letters and signs that are commands without an argument, and the text that each of them is. */
const SIGNS: Readonly<Record<string, string>> = {
  ...LETTERS,
  ...OTHER_LETTERS,
  ...listed(
    `textbackslash:\\ textbraceleft:{ textbraceright:} textasciitilde:~ textasciicircum:^
    lbrace:{ rbrace:} textless:< textgreater:> textbar:| textendash:– textemdash:— textquoteleft:‘
    textquoteright:’ textquotedblleft:“ textquotedblright:” quotedblbase:„ quotesinglbase:‚
    textquotesingle:' textquotedbl:" guillemotleft:« guillemotright:» guilsinglleft:‹
    guilsinglright:› textdollar:$ textunderscore:_ textbullet:• textperiodcentered:· ldots:…
    dots:… textellipsis:… copyright:© textcopyright:© textregistered:® texttrademark:™ pounds:£
    textsterling:£ texteuro:€ euro:€ textyen:¥ textcent:¢ S:§ textsection:§ P:¶ textparagraph:¶
    dag:† textdagger:† ddag:‡ textdaggerdbl:‡ textdegree:° textmu:µ textpm:± texttimes:× textdiv:÷
    textonehalf:½ textonequarter:¼ textthreequarters:¾ textexclamdown:¡ textquestiondown:¿
    textordfeminine:ª textordmasculine:º textasteriskcentered:* slash:/ TeX:TeX LaTeX:LaTeX
    textasciigrave:\` textasciiacute:´ textnumero:№ textrightarrow:→ textleftarrow:← textuparrow:↑
    textdownarrow:↓ textlangle:⟨ textrangle:⟩ textlbrackdbl:⟦ textrbrackdbl:⟧ textlquill:⁅
    textrquill:⁆ textminus:− textlnot:¬ textsurd:√ textfractionsolidus:⁄ textonesuperior:¹
    texttwosuperior:² textthreesuperior:³ textohm:Ω textmho:℧ textcelsius:℃ textperthousand:‰
    textpertenthousand:‱ textestimated:℮ textservicemark:℠ textcircledP:℗ textcopyleft:🄯 textrecipe:℞
    textreferencemark:※ textinterrobang:‽ textbrokenbar:¦ textopenbullet:◦ textbigcircle:◯
    textborn:★ textdied:✝ textmusicalnote:♪ textblank:␢ textvisiblespace:␣ textcurrency:¤
    textcentoldstyle:¢ textdollaroldstyle:$ textflorin:ƒ textwon:₩ textnaira:₦ textpeso:₱ textbaht:฿
    textdong:₫ textlira:₤ textcolonmonetary:₡ textguarani:₲ textasciidieresis:¨ textasciimacron:¯
    textasciibreve:˘ textasciicaron:ˇ textacutedbl:˝ texttildelow:˷ textbardbl:‖ textpilcrow:¶
    lq:‘ rq:’ glqq:„ grqq:“ glq:‚ grq:‘ flqq:« frqq:» flq:‹ frq:›
    textprime:′ textdblprime:″ textquotestraightbase:‚ textquotestraightdblbase:„`,
  ),
};

/** Type faces and boxes: the argument is their text. */
const FACES: ReadonlySet<string> = new Set(
  `emph textit textbf texttt textsc textrm textsf textsl textup textmd textnormal text mathrm mbox
  hbox underline textsuperscript textsubscript url path mkbibemph mkbibbold mathit mathbf uline
  ensuremath MakeUppercase MakeLowercase uppercase lowercase nolinkurl foreignlanguage`.split(
    /\s+/,
  ),
);

/** Type faces that last to the end of the group: `{\em so}`. */
const SWITCHES: ReadonlySet<string> = new Set(
  `em it bf tt sc rm sf sl normalfont itshape bfseries upshape scshape ttfamily relax
  protect`.split(/\s+/),
);

/** Returns the text of a letter or sign by the name of its command; undefined for other commands. */
export const signOf = (name: string): string | undefined =>
  Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;

/** Commands that put their argument between quotation marks. */
export const isQuote = (name: string): boolean => /^(?:enquote|mkbibquote|textquote)$/.test(name);
export const isFace = (name: string): boolean => FACES.has(name);
export const isSwitch = (name: string): boolean => SWITCHES.has(name);

/**
 * Returns the text of a letter or sign with what follows its command, as people mean it who do not
 * typeset it: "\ss a" is "ßa", but "\ldots and" is meant as "… and", although TeX drops that blank, too.
 *
 * @param after the `{}` that ends the command, or the blanks that do, or nothing
 */
export function signWith(name: string, after: string): string | undefined {
  const sign = signOf(name);
  if (sign === undefined) return undefined;
  const isLetter = Object.hasOwn(LETTERS, name) || Object.hasOwn(OTHER_LETTERS, name);
  return after === '{}' || isLetter ? sign : sign + after;
}
