import { describe, expect, it } from 'vitest';
import { tick } from '../../../src/paper/clock';
import type { PaperId } from '../../../src/paper/ids';
import {
  applyPatch,
  emptyMark,
  LONGEST_NOTE,
  type Mark,
  type NotePatch,
} from '../../../src/paper/mark';
import { RequestError } from '../../../src/protocol/requests';
import { draftKey, draftsByEditor, readDraft } from '../../../src/ui/notes/drafts';
import { makeNoteSaver, type SendNote } from '../../../src/ui/notes/note-saver';

const ID = 'arxiv:2401.12345' as PaperId;
const KEY = draftKey('me', ID);
const save = (note: string, store: Storage, send: SendNote, key = KEY) =>
  makeNoteSaver(note, key, store, send);

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
    const saver = save('', store, library.send);
    saver.type('a thought');
    expect(readDraft(store, KEY)).toEqual({ text: 'a thought', was: '', sent: 'a thought' });
    await saver.settled();
    expect(library.note()).toBe('a thought');
    expect(store.length).toBe(0);
  });

  it('has one request under way, and sends the newest text next', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.isHeld = true;
    const saver = save('', store, library.send);
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

  /** As the next page does, once this one is no more. */
  function inherit(store: Storage, library: ReturnType<typeof makeLibrary>, key: string) {
    const next = save(library.note(), store, library.send, draftKey('next', ID));
    const draft = readDraft(store, key);
    if (draft) next.adopt(draft, key);
    return next;
  }

  it('takes up the draft that was left when the popup closed in mid-word', async () => {
    const [store, library] = [makeStore(), makeLibrary('old')];
    library.isHeld = true;
    save('old', store, library.send).type('old and ne');
    expect(draftsByEditor(store).get('me')).toEqual([
      { key: KEY, id: ID, draft: { text: 'old and ne', was: 'old', sent: 'old and ne' } },
    ]);

    library.isHeld = false;
    const next = inherit(store, library, KEY);
    expect(next.text.value).toBe('old and ne');
    await next.settled();
    expect(library.note()).toBe('old and ne');
    expect(store.length).toBe(0);
  });

  it.each([true, false])(
    'knows what was taken back while a request was under way, committed or not (%s)',
    async (isCommitted) => {
      const [store, library] = [makeStore(), makeLibrary('a')];
      library.isHeld = true;
      const saver = save('a', store, library.send);
      saver.type('ab');
      saver.type('a');
      if (isCommitted) library.write({ text: 'ab', was: 'a' });

      library.isHeld = false;
      const next = inherit(store, library, KEY);
      expect(next.text.value).toBe('a');
      await next.settled();
      expect(library.note()).toBe('a');
      expect(store.length).toBe(0);
    },
  );

  it('keeps the drafts of two pages apart, and both texts when both are left', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.isHeld = true;
    const theirs = draftKey('other', ID);
    save('', store, library.send).type('mine');
    save('', store, library.send, theirs).type('theirs');
    library.isHeld = false;
    const next = inherit(store, library, KEY);
    next.adopt({ text: 'theirs', was: '' }, theirs);
    await next.settled();
    expect(library.note()).toBe('mine\n\ntheirs');
    expect(store.length).toBe(0);
  });

  it('does not take a draft that is none for an edit', async () => {
    const [store, library] = [makeStore(), makeLibrary('newer')];
    store.setItem(KEY, JSON.stringify({ text: 'old', was: 'old' }));
    const next = inherit(store, library, KEY);
    await next.settled();
    expect(next.text.value).toBe('newer');
    expect(store.length).toBe(0);
  });

  it('keeps a note that is too long as a draft, sends nothing, and saves it once it is shorter', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    const saver = save('', store, library.send);
    const long = 'x'.repeat(LONGEST_NOTE + 1);
    saver.type(long);
    await saver.settled();
    expect(saver.failure.value?.code).toBe('invalid');
    expect(library.sent).toEqual([]);
    expect(readDraft(store, KEY)).toEqual({ text: long, was: '' });

    const next = inherit(store, library, KEY);
    await next.settled();
    expect(next.text.value).toBe(long);
    next.type(long.slice(1));
    await next.settled();
    expect(next.failure.value).toBeUndefined();
    expect(library.note()).toHaveLength(LONGEST_NOTE);
    expect(store.length).toBe(0);
  });

  it('says when neither the library nor the store takes what was typed', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.failure = new RequestError('quota', 'full');
    const setItem = store.setItem;
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const saver = save('', store, library.send);
    saver.type('precious');
    await saver.settled();
    expect(saver.failure.value?.code).toBe('quota');
    expect(saver.isKept.value).toBe(false);
    store.setItem = setItem;
    saver.type('precious!');
    await saver.settled();
    expect(saver.isKept.value).toBe(true);
  });

  it('does not follow the library into what was taken back while its request was under way', async () => {
    const [store, library] = [makeStore(), makeLibrary('a')];
    library.isHeld = true;
    const saver = save('a', store, library.send);
    saver.type('ab');
    saver.type('a');
    saver.follow('ab');
    expect(saver.text.value).toBe('a');
    library.isHeld = false;
    library.answer();
    await saver.settled();
    expect(library.note()).toBe('a');
  });

  it('keeps text and draft when saving fails, says why, and saves on Retry', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    library.failure = new RequestError('quota', 'full');
    const saver = save('', store, library.send);
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
    expect(store.length).toBe(0);
  });

  it('keeps both texts when another tab wrote meanwhile, and goes on from there', async () => {
    const [store, library] = [makeStore(), makeLibrary()];
    const saver = save('', store, library.send);
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
    const saver = save('', store, library.send);
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
    const saver = save('old', store, library.send);
    saver.follow('newer');
    expect(saver.text.value).toBe('newer');
    library.isHeld = true;
    saver.type('newer, mine');
    saver.follow('newest');
    expect(saver.text.value).toBe('newer, mine');
  });

  it('removes a note when all of it is deleted', async () => {
    const [store, library] = [makeStore(), makeLibrary('old')];
    const saver = save('old', store, library.send);
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
    const saver = save('', store, library.send);
    expect(saver.text.value).toBe('');
    saver.type('still saved');
    await saver.settled();
    expect(library.note()).toBe('still saved');
  });
});
