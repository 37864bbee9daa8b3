import { describe, expect, it } from 'vitest';
import { tick } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/id';
import { applyPatch, emptyMark, type Mark, type NotePatch } from '../../src/paper/mark';
import { RequestError } from '../../src/protocol/requests';
import { draftKey, leftDrafts, makeNoteSaver, readDraft } from '../../src/ui/note-saver';

const ID = 'arxiv:2401.12345' as PaperId;
const KEY = draftKey(ID);

function makeStore(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/** A library that merges as the real one does, answers when told, and fails when told. */
function makeLibrary(note = '') {
  let mark: Mark = note
    ? applyPatch(
        emptyMark(ID),
        { note: { text: note, was: '' } },
        1,
        tick(undefined, 1, 'aaaaaaaa'),
      )
    : emptyMark(ID);
  const waiting: (() => void)[] = [];
  const library = {
    failure: undefined as RequestError | undefined,
    sent: [] as NotePatch[],
    isHeld: false,
    note: () => mark.note ?? '',
    write(patch: NotePatch): Mark {
      mark = applyPatch(mark, { note: patch }, 1, tick(undefined, 2, 'aaaaaaaa'));
      return mark;
    },
    async send(patch: NotePatch): Promise<Mark> {
      library.sent.push(patch);
      if (library.isHeld) await new Promise<void>((answer) => waiting.push(answer));
      if (library.failure) throw library.failure;
      return library.write(patch);
    },
    answer: () => waiting.shift()?.(),
  };
  return library;
}

describe('makeNoteSaver', () => {
  it('keeps a draft before the keystroke returns, and drops it once it is committed', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    const saver = makeNoteSaver(ID, '', store, library.send);
    saver.type('a thought');
    expect(readDraft(store, KEY)).toEqual({ text: 'a thought', was: '' });
    await saver.settled();
    expect(library.note()).toBe('a thought');
    expect(leftDrafts(store)).toEqual([]);
  });

  it('has one request under way, and sends the newest text next', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.isHeld = true;
    const saver = makeNoteSaver(ID, '', store, library.send);
    for (const text of ['a', 'ab', 'abc', 'abcd']) saver.type(text);
    expect(library.sent).toEqual([{ text: 'a', was: '' }]);
    library.isHeld = false;
    library.answer();
    await saver.settled();
    expect(library.sent).toEqual([
      { text: 'a', was: '' },
      { text: 'abcd', was: 'a' },
    ]);
    expect(library.note()).toBe('abcd');
  });

  it('takes up the draft that was left when the popup closed in mid-word', async () => {
    const [store, library] = [makeStore(), makeLibrary('old')];
    library.isHeld = true;
    makeNoteSaver(ID, 'old', store, library.send).type('old and ne');
    expect(leftDrafts(store)).toEqual([ID]);

    library.isHeld = false;
    const next = makeNoteSaver(ID, 'old', store, library.send);
    expect(next.text.value).toBe('old and ne');
    await next.settled();
    expect(library.note()).toBe('old and ne');
    expect(leftDrafts(store)).toEqual([]);
  });

  it('keeps text and draft when saving fails, says why, and saves on Retry', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.failure = new RequestError('quota', 'full');
    const saver = makeNoteSaver(ID, '', store, library.send);
    saver.type('precious');
    await saver.settled();
    expect(saver.failure.value?.code).toBe('quota');
    expect(saver.text.value).toBe('precious');
    expect(readDraft(store, KEY)?.text).toBe('precious');
    expect(library.sent).toHaveLength(1);

    library.failure = undefined;
    saver.retry();
    await saver.settled();
    expect(saver.failure.value).toBeUndefined();
    expect(library.note()).toBe('precious');
    expect(leftDrafts(store)).toEqual([]);
  });

  it('keeps both texts when another tab wrote meanwhile, and goes on from there', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    const saver = makeNoteSaver(ID, '', store, library.send);
    library.write({ text: 'theirs', was: '' });
    saver.type('mine');
    await saver.settled();
    expect(saver.text.value).toBe('mine\n\ntheirs');
    saver.type('mine, more\n\ntheirs');
    await saver.settled();
    expect(library.note()).toBe('mine, more\n\ntheirs');
  });

  it('adds what the other wrote behind what was typed while the answer was under way', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.write({ text: 'theirs', was: '' });
    library.isHeld = true;
    const saver = makeNoteSaver(ID, '', store, library.send);
    saver.type('mi');
    saver.type('mine');
    library.isHeld = false;
    library.answer();
    await saver.settled();
    expect(saver.text.value).toBe('mine\n\ntheirs');
    expect(library.note()).toBe('mine\n\ntheirs');
  });

  it('follows the library while there is nothing unsaved, and only then', async () => {
    const [store, library] = [makeStore(), makeLibrary('old')];
    const saver = makeNoteSaver(ID, 'old', store, library.send);
    saver.follow('newer');
    expect(saver.text.value).toBe('newer');
    library.isHeld = true;
    saver.type('newer, mine');
    saver.follow('newest');
    expect(saver.text.value).toBe('newer, mine');
  });

  it('removes a note when all of it is deleted', async () => {
    const [store, library] = [makeStore(), makeLibrary('old')];
    const saver = makeNoteSaver(ID, 'old', store, library.send);
    saver.type('');
    await saver.settled();
    expect(library.note()).toBe('');
  });

  it('works where the store refuses, or holds nonsense', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    store.setItem(KEY, '{"text": 5');
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const saver = makeNoteSaver(ID, '', store, library.send);
    expect(saver.text.value).toBe('');
    saver.type('still saved');
    await saver.settled();
    expect(library.note()).toBe('still saved');
  });
});
