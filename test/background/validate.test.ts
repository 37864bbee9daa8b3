import { describe, expect, it } from 'vitest';
import {
  checkChanges,
  checkColour,
  checkEntries,
  checkExported,
  checkIds,
  checkList,
  checkMost,
  checkPaper,
  checkPatch,
  checkPlace,
  checkSearch,
  checkSomeIds,
  checkTag,
} from '../../src/background/validate';

const PAPER = {
  id: 'arxiv:2401.12345',
  aliases: ['doi:10.1000/x'],
  title: 'On $\\mathcal{O}(n)$',
  authors: ['Ada Lovelace'],
  authorCount: 3,
  abstract: 'Long.',
  published: '2024-01-22',
  venue: 'J. X',
  categories: ['cs.CL'],
  links: {
    page: 'https://arxiv.org/abs/2401.12345',
    pdf: 'https://arxiv.org/pdf/2401.12345',
    code: 'https://github.com/a/b',
  },
  upvotes: 0,
  comments: 2,
  seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/recent', at: 1_764_000_000_000 },
};

describe('checkPaper', () => {
  it('lets a whole paper through as it is, and the least that a paper can be', () => {
    expect(checkPaper(PAPER)).toEqual(PAPER);
    const least = { id: PAPER.id, title: 'T', authors: [], links: { page: PAPER.links.page } };
    expect(checkPaper(least)).toEqual(least);
  });

  it.each([
    ['an id that is none', { id: '2401.12345' }, 'paper.id: is not a paper id'],
    ['an alias that is none', { aliases: ['x'] }, 'paper.aliases.0: is not a paper id'],
    ['no title', { title: '' }, 'paper.title'],
    ['a title of 1 MB', { title: 'x'.repeat(1e6) }, 'paper.title'],
    ['authors that are no list', { authors: 'Ada' }, 'paper.authors'],
    ['an author that is no text', { authors: [{}] }, 'paper.authors.0'],
    [
      'a script for a link',
      { links: { page: 'javascript:alert(1)' } },
      'paper.links.page: is not an http or https address',
    ],
    [
      'a file for a link',
      { links: { ...PAPER.links, pdf: 'file:///etc/passwd' } },
      'paper.links.pdf',
    ],
    ['no link', { links: {} }, 'paper.links.page'],
    ['a date that is none', { published: 'yesterday' }, 'paper.published'],
    ['a date out of the calendar', { published: '2024-13-01' }, 'paper.published'],
    ['a count below nothing', { upvotes: -1 }, 'paper.upvotes'],
    ['a count that is no number', { comments: Number.NaN }, 'paper.comments'],
    ['a time out of range', { seen: { ...PAPER.seen, at: 1e300 } }, 'paper.seen.at'],
    ['a field that no paper has', { evil: 1 }, 'paper.evil'],
  ])('refuses %s, and says where', (_, change, where) => {
    expect(() => checkPaper({ ...PAPER, ...change })).toThrow(where);
  });

  it.each([[undefined], [null], ['arxiv:2401.12345'], [[]], [5]])(
    'refuses %j for a paper',
    (value) => {
      expect(() => checkPaper(value)).toThrow(/^paper/);
    },
  );
});

describe('checkChanges', () => {
  const check = (change: object) => checkChanges([{ paper: { ...PAPER, ...change }, patch: {} }]);

  it('cuts a paper to the limits of the library', () => {
    expect(check({})).toEqual([{ paper: PAPER, patch: {} }]);
    const long = `https://example.org/${'x'.repeat(3_000)}`;
    const [cut] = check({
      title: 'x'.repeat(1e6),
      venue: 'x'.repeat(1e6),
      links: { ...PAPER.links, pdf: long },
      seen: { ...PAPER.seen, url: long },
    });
    const { links, seen: _, ...paper } = PAPER;
    const short = { page: links.page, code: links.code };
    const texts = { title: 'x'.repeat(5_000), venue: 'x'.repeat(1_000) };
    expect(cut?.paper).toEqual({ ...paper, ...texts, links: short });
  });

  it('brings aliases into their canonical form, without the paper’s own id', () => {
    const aliases = ['doi:10.48550/arXiv.2401.12345', 'doi:10.18653/v1/P19-1001', 'doi:10.1000/a.'];
    expect(check({ aliases })[0]?.paper.aliases).toEqual(['acl:P19-1001', 'doi:10.1000/a']);
    expect(check({ aliases: ['doi:10.48550/arXiv.2401.12345'] })[0]?.paper).not.toHaveProperty(
      'aliases',
    );
  });

  it.each([
    ['a title that is none', { title: 5 }, 'changes.0.paper.title'],
    ['no title', { title: '' }, 'changes.0.paper.title'],
    ['an author that is no text', { authors: [{}] }, 'changes.0.paper.authors.0'],
    ['a script for a link', { links: { page: 'javascript:alert(1)' } }, 'paper.links.page'],
    ['a file for a link', { links: { ...PAPER.links, pdf: 'file:///x' } }, 'paper.links.pdf'],
    ['a field that no paper has', { evil: 1 }, 'changes.0.paper.evil'],
  ])('refuses %s, and says where', (_, change, where) => {
    expect(() => check(change)).toThrow(where);
  });
});

describe('checkPatch', () => {
  it('lets patches through', () => {
    const patch = {
      starred: true,
      read: 1_764_000_000_000,
      readBy: 'opened',
      readVersion: 3,
      dismissed: false,
      note: { text: 'a', was: '' },
      tags: { nlp: true },
    };
    expect(checkPatch(patch)).toEqual(patch);
    expect(checkPatch({})).toEqual({});
    expect(checkPatch({ note: { text: 'x'.repeat(100_000), was: '' } })).toBeTruthy();
  });

  it.each([
    ['a flag that is none', { starred: 'yes' }, 'patch.starred'],
    ['a time below nothing', { read: -1 }, 'patch.read'],
    ['a version that is none', { read: true, readVersion: 0 }, 'patch.readVersion'],
    ['a way to be read that is none', { read: true, readBy: 'me' }, 'patch.readBy'],
    ['a note without what it was', { note: { text: 'a' } }, 'patch.note.was'],
    ['a note that is a text', { note: 'a' }, 'patch.note'],
    [
      'a note of 1 MB',
      { note: { text: 'x'.repeat(1e6), was: '' } },
      'patch.note.text: is longer than 100000 characters (1000000)',
    ],
    ['a tag that is no flag', { tags: { nlp: 1 } }, 'patch.tags.nlp: is neither true nor false'],
    ['tags that are a list', { tags: ['nlp'] }, 'patch.tags: is not an object'],
    ['an empty list of tags', { tags: [] }, 'patch.tags: is not an object'],
    ['a tag without a name', { tags: { ' ': true } }, 'patch.tags'],
    ['a field that no mark has', { star: true }, 'patch.star'],
  ])('refuses %s, and says where', (_, patch, where) => {
    expect(() => checkPatch(patch)).toThrow(where);
  });

  it('takes no prototype for a tag or a field, and every other word', () => {
    const refuse = (json: string, where: string) =>
      expect(() => checkPatch(JSON.parse(json))).toThrow(where);
    refuse('{"tags": {"__proto__": true, "a": true}}', 'patch.tags.__proto__: is not a tag');
    refuse('{"__proto__": {"starred": true}}', 'patch.__proto__');
    refuse('{"constructor": {}}', 'patch.constructor');
    refuse('{"note": {"text": "", "was": "", "__proto__": 1}}', 'patch.note.__proto__');
    expect(() => checkPaper(JSON.parse('{"__proto__": {"id": "arxiv:2401.12345"}}'))).toThrow(
      'paper',
    );
    const words = { constructor: true, prototype: false, toString: true, ' spaced ': true };
    expect(Object.entries(checkPatch({ tags: words }).tags ?? {})).toEqual([
      ['constructor', true],
      ['prototype', false],
      ['toString', true],
      ['spaced', true],
    ]);
  });

  it.each([[[]], [new Date()], [new Map([['starred', true]])], [null], ['starred'], [undefined]])(
    'refuses %o for a patch',
    (value) => {
      expect(() => checkPatch(value)).toThrow(/^patch: /);
    },
  );

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [-1], [0.5], [8.64e15 + 1], [null]])(
    'refuses %s for a time',
    (time) => {
      expect(() => checkPatch({ starred: time })).toThrow('patch.starred');
    },
  );

  it('quotes of what it refuses no more than the beginning', () => {
    for (const patch of [
      { starred: 'x'.repeat(1e6) },
      { ['x'.repeat(1e6)]: true },
      { tags: { ['x'.repeat(1e6)]: true } },
    ]) {
      let message = '';
      try {
        checkPatch(patch);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toMatch(/^patch\./);
      expect(message.length).toBeLessThan(500);
    }
  });
});

describe('checkIds', () => {
  it('takes a page of 2,000 and says which is none', () => {
    const ids = Array.from({ length: 2_000 }, (_, n) => `arxiv:2401.${String(n).padStart(5, '0')}`);
    expect(checkIds(ids)).toEqual(ids);
    expect(() => checkIds([...ids, 'nonsense'])).toThrow('ids.2000: is not a paper id');
    expect(() => checkIds('arxiv:2401.12345')).toThrow('ids');
    // A list that is too long is refused for that, before its items are looked at.
    expect(() => checkIds(Array(10_001).fill({}))).toThrow(
      'ids: has more than 10000 items (10001)',
    );
  });
});

describe('checkEntries', () => {
  const STAMP = '0mgq1x2ab-0000-abcdefgh';
  const MARK = {
    starredAt: 5,
    note: 'n',
    tags: ['constructor', 'nlp'],
    times: { starred: STAMP, note: STAMP, tags: { constructor: STAMP, gone: STAMP } },
  };

  it('takes entries of our own and of foreign files, each under its paper’s id', () => {
    const foreign = { paper: PAPER, mark: { readAt: 7, readBy: 'opened', readVersion: 2 } };
    const { entries, positions, refused } = checkEntries([{ paper: PAPER, mark: MARK }, foreign]);
    expect(refused).toEqual([]);
    expect(positions).toEqual([0, 1]);
    expect(entries).toEqual([
      { paper: PAPER, mark: { ...MARK, id: PAPER.id, seq: 0 } },
      {
        paper: PAPER,
        mark: { readAt: 7, readBy: 'opened', readVersion: 2, id: PAPER.id, times: {}, seq: 0 },
      },
    ]);
  });

  it.each([
    ['no mark', { paper: PAPER }, 'entry.mark'],
    ['a paper without an id', { paper: { ...PAPER, id: '' }, mark: MARK }, 'entry.paper.id'],
    [
      'a script for a link',
      { paper: { ...PAPER, links: { page: 'javascript:1' } }, mark: MARK },
      'entry.paper.links.page',
    ],
    [
      'a time of change that is none',
      { paper: PAPER, mark: { times: { read: 'zzz' } } },
      'entry.mark.times.read',
    ],
    [
      'a tag’s that is none',
      { paper: PAPER, mark: { times: { tags: { a: 1 } } } },
      'entry.mark.times.tags.a',
    ],
    ['a tag that is no text', { paper: PAPER, mark: { tags: [5] } }, 'entry.mark.tags.0'],
    ['an empty note', { paper: PAPER, mark: { note: '' } }, 'entry.mark.note'],
    ['a note of 10 MB', { paper: PAPER, mark: { note: 'x'.repeat(1e7) } }, 'entry.mark.note'],
    ['what is no object', 'entry', 'entry: '],
    ['a prototype', JSON.parse('{"__proto__": {}}'), 'entry'],
    ['a prototype for a tag', { paper: PAPER, mark: { tags: ['__proto__'] } }, 'entry.mark.tags.0'],
  ])('refuses %s, and that alone', (_, broken, where) => {
    const good = { paper: PAPER, mark: {} };
    const { entries, positions, refused } = checkEntries([good, broken, good]);
    expect(entries).toHaveLength(2);
    expect(positions).toEqual([0, 2]);
    expect(refused).toEqual([{ at: 1, reason: expect.stringContaining(where) }]);
    expect(refused[0]?.reason.length).toBeLessThan(500);
  });

  it('takes what a record can hold that was several, so that a backup of it comes back', () => {
    const many = (word: string): string[] => Array.from({ length: 1_500 }, (_, n) => word + n);
    const paper = { ...PAPER, aliases: many('doi:10.1000/'), categories: many('c') };
    const mark = { tags: many('t'), note: 'x'.repeat(1_000_000) };
    expect(checkEntries([{ paper, mark }])).toMatchObject({
      entries: [{ paper, mark }],
      refused: [],
    });
    expect(() => checkPaper(paper)).toThrow('paper.aliases: has more than 100 items');
  });

  it('takes no more than a thousand', () => {
    expect(() => checkEntries(Array(1_001).fill(0))).toThrow('entries: has more than 1000 items');
    expect(() => checkEntries({})).toThrow('entries');
    expect(() => checkSomeIds(Array(1_001).fill(PAPER.id))).toThrow('ids: has more than 1000');
  });
});

describe('tags and colours', () => {
  it('are words, and of those that there are', () => {
    expect(checkTag(' nlp ')).toBe('nlp');
    for (const none of ['', ' ', '__proto__', 5, 'x'.repeat(101)]) {
      expect(() => checkTag(none)).toThrow('tag');
    }
    expect(checkColour('teal')).toBe('teal');
    expect(checkColour(null)).toBeNull();
    for (const none of ['#f00', 'constructor', undefined]) {
      expect(() => checkColour(none)).toThrow('colour');
    }
  });
});

describe('checkExported', () => {
  it('takes what can be taken, and no more than ten thousand', () => {
    const good = { id: PAPER.id, citationKey: 'ada2024', keyPattern: '[auth]', zoteroAt: 5 };
    const bad = [
      null,
      { ...good, id: 'nonsense' },
      { ...good, citationKey: 'a}\\input{x' },
      { ...good, keyPattern: 'x'.repeat(501) },
      { ...good, zoteroAt: 'now' },
      { ...good, other: 1 },
    ];
    expect(checkExported([good, ...bad, { id: PAPER.id }])).toEqual([good, { id: PAPER.id }]);
    expect(() => checkExported(Array(10_001).fill(good))).toThrow('has more than 10000 items');
    expect(() => checkExported({})).toThrow('exported');
  });
});

describe('what a popup asks for', () => {
  const search = { list: 'starred', text: 'foo OR', unreadOnly: true, order: 'best' };

  it('is a search in one of its lists', () => {
    expect(checkSearch(search)).toEqual(search);
    for (const part of [{ list: 'all' }, { text: 5 }, { order: 'random' }, { more: 1 }]) {
      expect(() => checkSearch({ ...search, ...part })).toThrow('search');
    }
    expect(() => checkList('bin')).toThrow('list');
  });

  it('has an end', () => {
    expect(checkMost(50)).toBe(50);
    for (const none of [-1, 1.5, 10_001, Number.POSITIVE_INFINITY, '50', undefined]) {
      expect(() => checkMost(none)).toThrow('most');
    }
  });
});

describe('checkPlace', () => {
  it('lets a place through, with what was opened or without', () => {
    const place = { id: PAPER.id, top: -12.5 };
    expect(checkPlace(place)).toEqual(place);
    expect(checkPlace({ ...place, opened: PAPER.id })).toEqual({ ...place, opened: PAPER.id });
  });

  it.each([
    ['an id that is none', { id: 'x' }],
    ['a distance that is none', { top: Number.POSITIVE_INFINITY }],
    ['no distance', { top: null }],
    ['an opened paper that is none', { opened: 'x' }],
    ['anything else', { more: 1 }],
  ])('refuses %s', (_, change) => {
    expect(() => checkPlace({ id: PAPER.id, top: 0, ...change })).toThrow('place');
  });
});
