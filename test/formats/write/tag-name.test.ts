import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeMarkdownFile } from '../../../src/formats/write/markdown-files';
import { tagName, tagNames } from '../../../src/formats/write/tag-name';
import { makeEntry } from '../entries';
import { writeAs } from '../write-as';

/** What Obsidian takes for a tag behind `#`, with something in it that is no digit. */
const TAG = /^(?=.*[^\d])[^\u2000-\u206f\u2e00-\u2e7f'!"#$%&()*+,.:;<=>?@^`{|}~[\]\\\s]+$/u;

describe('a tag in Markdown', () => {
  it.each([
    ['nlp', 'nlp'],
    ['to read', 'to-read'],
    ['Schrödinger 猫', 'Schrödinger-猫'],
    ['area/vision_2', 'area/vision_2'],
    ['2024', 'y2024'],
    ['50', 'n50'],
    ['2024-01', '2024-01'],
    ['c++', 'cplusplus'],
    ['c#', 'csharp'],
    ['q&a', 'q-and-a'],
    ['R & D', 'R-and-D'],
    ['50%', '50percent'],
    ['node.js', 'node-js'],
    ['(draft)', 'draft'],
    ['#star', 'star'],
    ['“quoted”, yes!', 'quoted-yes'],
    ['⭐', '⭐'],
    ['!?', 'u21-u3f'],
    ['a\u200db', 'ab'],
  ])('%j is %j, which Obsidian accepts', (tag, name) => {
    expect(tagName(tag)).toBe(name);
    expect(name).toMatch(TAG);
  });

  it('is there once, and in files and the list alike', async () => {
    expect(tagNames(['to read', 'to-read', ' '])).toEqual(['to-read']);
    const entry = makeEntry({}, { tags: ['2024', 'c++'] });
    const [, front = ''] = writeMarkdownFile(entry, 'key').split('---\n');
    expect(parse(front).tags).toEqual(['y2024', 'cplusplus']);
    expect(await writeAs('markdown', [entry])).toContain('#y2024 #cplusplus\n');
  });
});

describe('a day in a Markdown file', () => {
  const ZONE = process.env.TZ;
  afterEach(() => {
    if (ZONE === undefined) delete process.env.TZ;
    else process.env.TZ = ZONE;
  });

  it.each([
    ['Pacific/Auckland', '2024-01-23'],
    ['America/Los_Angeles', '2024-01-22'],
  ])('is the one of a reader in %s', (zone, day) => {
    process.env.TZ = zone;
    const at = Date.UTC(2024, 0, 22, 20);
    const file = writeMarkdownFile(makeEntry({}, { starredAt: at, readAt: at }), 'key');
    expect(file).toContain(`\nstarred: "${day}"\nread: "${day}"\n`);
  });
});
