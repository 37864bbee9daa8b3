import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, PAPERS, sampleId } from '../../demo/sample';
import { readLibrary } from '../harness/library';
import { cardsOf, untilCard } from '../harness/overlay';
import { logRequests } from '../harness/request-log';
import type { Reply } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markIn, samplePaper } from './page';

const PAPER = JSON.stringify(samplePaper(0));
const patched = (patch: string): string => `[${PAPER}, ${patch}]`;
const paper = (change: string): string => `[{ ...${PAPER}, ${change} }, { starred: true }]`;

const REFUSED: [what: string, request: string, args: string, where: string][] = [
  ['an id that is none', 'mark', paper(`id: '2611.04201'`), 'paper.id: is not a paper id'],
  ['an id that is an object', 'mark', paper('id: {}'), 'paper.id: is not a paper id'],
  ['an alias that is none', 'mark', paper(`aliases: ['doi:x']`), 'paper.aliases.0: '],
  ['1,000 aliases', 'mark', paper(`aliases: Array(1000).fill('pmid:1')`), 'paper.aliases: '],
  ['a million authors', 'mark', paper(`authors: Array(1e6).fill('')`), 'paper.authors: '],
  ['a title of 1 MB', 'mark', paper(`title: 'x'.repeat(1e6)`), 'paper.title: '],
  ['a script', 'mark', paper(`links: { page: 'javascript:alert(1)' }`), 'paper.links.page: '],
  ['a hidden one', 'mark', paper(`links: { page: ' java\\nscript:0' }`), 'paper.links.page: '],
  ['a count beyond counting', 'mark', paper('upvotes: 1e300'), 'paper.upvotes: '],
  ['a prototype', 'mark', `[JSON.parse('{"__proto__": ${PAPER}}'), {}]`, 'paper.'],
  ['no paper', 'mark', '[null, { starred: true }]', 'paper: '],
  ['nothing', 'mark', '[]', 'paper: '],
  ['no patch', 'mark', `[${PAPER}]`, 'patch: '],
  ['a list for a patch', 'mark', patched('[]'), 'patch: '],
  ['a text for a patch', 'mark', patched(`'starred'`), 'patch: '],
  ['a field that is none', 'mark', patched('{ star: true }'), 'patch.star: '],
  ['a text for a flag', 'mark', patched(`{ starred: 'yes' }`), 'patch.starred: '],
  ['no number', 'mark', patched('{ starred: NaN }'), 'patch.starred: '],
  ['infinity', 'mark', patched('{ read: Infinity }'), 'patch.read: '],
  ['a time before 1970', 'mark', patched('{ dismissed: -1 }'), 'patch.dismissed: '],
  ['a time after all', 'mark', patched('{ read: 1e300 }'), 'patch.read: '],
  ['a text for a note', 'mark', patched(`{ note: 'x' }`), 'patch.note: '],
  ['half a note', 'mark', patched(`{ note: { text: 'x' } }`), 'patch.note.was: '],
  [
    'a note of 1 MB',
    'mark',
    patched(`{ note: { text: 'x'.repeat(1e6), was: '' } }`),
    'patch.note.text: is longer than 100000 characters (1000000)',
  ],
  [
    'a good star with a bad tag',
    'mark',
    patched('{ starred: true, tags: { a: 1 } }'),
    'patch.tags.a: ',
  ],
  ['a list of tags', 'mark', patched(`{ tags: ['a'] }`), 'patch.tags: '],
  [
    'a prototype for a tag',
    'mark',
    patched(`{ tags: JSON.parse('{"__proto__": true}') }`),
    'patch.tags.__proto__: ',
  ],
  [
    'an id among ids that is none',
    'marksOf',
    `[['${sampleId(0)}', 'x']]`,
    'ids.1: is not a paper id',
  ],
  ['no ids', 'marksOf', '[]', 'ids: '],
  ['20,000 ids', 'marksOf', `[Array(20000).fill('${sampleId(0)}')]`, 'ids: has more than 10000'],
  ['a request that there is none of', 'forget', '[]', 'There is no request "forget"'],
  ['a request that every object has', 'constructor', '[]', 'There is no request "constructor"'],
  ['arguments that are no list', 'mark', '{}', 'The message is not of the form'],
];

/** Sends a message as the extension's own pages do. `args` is code, so that it can be anything. */
const sendCode = (page: Page, request: string, args: string): Promise<Reply | undefined> =>
  page.evaluate(
    `chrome.runtime.sendMessage({ request: ${JSON.stringify(request)}, args: ${args} })`,
  ) as Promise<Reply | undefined>;

describe.each(KINDS)('messages in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('are refused with what is wrong and where, and nothing is written', async () => {
    await sendCode(testbed.extensionPage, 'mark', patched('{ note: { text: "stays", was: "" } }'));
    const before = await readLibrary(testbed.extensionPage);
    expect(markIn(before, sampleId(0))?.note).toBe('stays');
    for (const [what, request, args, where] of REFUSED) {
      const reply = await sendCode(testbed.extensionPage, request, args);
      expect(reply, what).toMatchObject({ ok: false, code: 'invalid' });
      const message = reply?.ok === false ? reply.message : '';
      expect(message.slice(0, where.length), what).toBe(where);
      expect(message.length, what).toBeLessThan(500);
    }
    expect(await readLibrary(testbed.extensionPage)).toEqual(before);
    // And what is right passes on the same way.
    expect(await sendCode(testbed.extensionPage, 'mark', patched('{ read: 5 }'))).toMatchObject({
      ok: true,
    });
    expect(markIn(await readLibrary(testbed.extensionPage), sampleId(0))).toMatchObject({
      note: 'stays',
      readAt: 5,
    });
  });

  it('ask once for each of 600 papers on a page, many at a time', async () => {
    const papers = Array.from({ length: 600 }, (_, i) => ({
      ...(PAPERS[0] as (typeof PAPERS)[number]),
      id: `2610.${String(i).padStart(5, '0')}`,
    }));
    const [last] = papers.slice(-1).map(({ id }) => `arxiv:${id}`);
    await sendCode(
      testbed.extensionPage,
      'mark',
      `[{ ...${PAPER}, id: '${last}' }, { starred: true }]`,
    );
    const log = await logRequests(testbed);
    const address = 'https://arxiv.org/list/cs.CL/2610';
    testbed.web.put(address, arxivList(papers));
    const page = await testbed.open(address);
    await untilCard(page, last ?? '', ({ starred }) => starred);
    // Every card is known; those near the window have their one control, the others none yet.
    await until(async () => (await cardsOf(page))[5]?.controls === 1);
    const cards = await cardsOf(page);
    expect(cards).toHaveLength(600);
    expect(cards.filter(({ controls }) => controls > 1)).toEqual([]);
    expect(cards.filter(({ controls }) => controls === 1).length).toBeLessThan(200);
    // Theirs comes when one scrolls to it.
    await page.$eval(`[data-dogear="${last}"]`, (card) => card.scrollIntoView());
    await untilCard(page, last ?? '', ({ pressed }) => pressed.join() === 'Star');
    await log.untilAsked('visit');
    await log.untilAsked('keptSteps');
    // Of a paper that is starred, where its mark was known by then.
    const requests = (await log.requests()).filter((request) => request !== 'bareOf');
    // One for the marks, unless the machine is so busy that the page comes in for seconds.
    const batches = await log.batches();
    expect(batches.length).toBeLessThanOrEqual(10);
    expect(batches.reduce((all, ids) => all + ids)).toBe(600);
    const others = requests.filter((request) => request !== 'marksOf');
    expect(others.sort()).toEqual(['keptSteps', 'lastVisit', 'sheet', 'visit']);
  });
});
