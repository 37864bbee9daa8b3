// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Envelope } from '../../src/protocol/envelope';
import { keepUnanswered, sendChanges } from '../../src/protocol/outbox';
import { call } from '../../src/protocol/rpc';

interface Sent {
  readonly envelope: Envelope;
  answer(reply: unknown): void;
  fail(message: string): void;
}

/** The background, whose answers a test gives by hand. */
const background = vi.hoisted(() => ({
  sent: [] as unknown[],
  isAtWork: true,
  stored: {} as Record<string, unknown>,
}));
const sent = background.sent as Sent[];

vi.mock('../../src/ext', () => ({
  default: {
    runtime: {
      id: 'own',
      sendMessage: (envelope: Envelope | { running: string }) =>
        'running' in envelope
          ? Promise.resolve(background.isAtWork)
          : new Promise((answer, reject) => {
              const fail = (text: string): void => reject(new Error(text));
              background.sent.push({ envelope, answer, fail });
            }),
    },
    storage: {
      local: {
        set: async (items: object) => {
          Object.assign(background.stored, items);
        },
      },
    },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  background.isAtWork = true;
  background.stored = {};
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const ok = (value: unknown) => ({ ok: true, value });
const comeBack = (persisted: boolean) =>
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
const at = (i: number): Sent => sent[i] as Sent;

describe('a request', () => {
  it('is sent again under its own name where the background was just stopped', async () => {
    const tags = call('tags');
    at(0).fail('Could not establish connection. Receiving end does not exist.');
    await pass(100);
    expect(sent).toHaveLength(2);
    expect(at(1).envelope).toEqual(at(0).envelope);
    at(1).answer(ok(['a']));
    expect(await tags).toEqual(['a']);
  });

  it('is sent again when the page comes back from the cache, which its answer does not outlast', async () => {
    const tags = call('tags');
    comeBack(false);
    await pass(100);
    expect(sent).toHaveLength(1);
    comeBack(true);
    await pass(100);
    expect(sent).toHaveLength(2);
    at(1).answer(ok(['a']));
    at(0).answer(ok(['late']));
    expect(await tags).toEqual(['a']);
  });

  it('is waited for as long as the background is at work on it, and no longer', async () => {
    const tags = call('tags');
    await pass(60_000);
    expect(sent).toHaveLength(1);
    background.isAtWork = false;
    await pass(2_000);
    expect(sent).toHaveLength(2);
    at(1).answer(ok([]));
    expect(await tags).toEqual([]);
    await pass(60_000);
    expect(sent).toHaveLength(2);
  });

  it('ends with an error where nobody ever answers', async () => {
    background.isAtWork = false;
    const failed = expect(call('tags')).rejects.toMatchObject({ code: 'internal' });
    await pass(60_000);
    await failed;
    expect(sent).toHaveLength(5);
  });
});

describe('changes of marks', () => {
  it('are sent one after the other, each with its number', async () => {
    const [one, two] = [sendChanges([]), sendChanges([])];
    await pass(0);
    expect(sent).toHaveLength(1);
    at(0).answer(ok(['first']));
    expect(await one).toEqual(['first']);
    await pass(0);
    at(1).answer(ok(['second']));
    expect(await two).toEqual(['second']);
    const numbers = sent.map(({ envelope }) => (envelope.args[1] as { n: number }).n);
    expect(numbers[1]).toBe((numbers[0] as number) + 1);
  });

  it('go on after one that was refused', async () => {
    const [one, two] = [sendChanges([]), sendChanges([])];
    at(0).answer({ ok: false, code: 'quota', message: 'Full.' });
    await expect(one).rejects.toMatchObject({ code: 'quota' });
    await pass(0);
    at(1).answer(ok([]));
    expect(await two).toEqual([]);
  });

  it('are kept where they are not answered yet, also those that are not sent', async () => {
    const both = [sendChanges([]), sendChanges([])];
    keepUnanswered();
    const [[key, kept]] = Object.entries(background.stored) as [[string, { n: number }[]]];
    expect(key).toMatch(/^unanswered:[\da-f-]{36}$/);
    const first = kept[0]?.n ?? 0;
    expect(kept.map(({ n }) => n - first)).toEqual([0, 1]);
    // And by messages, at once: the first was sent before.
    const numbers = sent.map(({ envelope }) => (envelope.args[1] as { n: number }).n - first);
    expect(numbers).toEqual([0, 0, 1]);
    for (let i = 0; i < 4; i++) {
      at(i).answer(ok([]));
      await pass(0);
    }
    await Promise.all(both);
    background.stored = {};
    keepUnanswered();
    expect(background.stored).toEqual({});
  });
});
