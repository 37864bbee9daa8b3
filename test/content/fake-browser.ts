import type { Delivery } from '../../src/paper/delivery';
import type { PaperId } from '../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkChange } from '../../src/paper/mark';

type Change = Record<string, { newValue?: unknown }>;
type Listener = (changes: Change, area: string) => void;

/** What the background answers to a request; it throws to refuse. */
type Answer = (...args: never[]) => unknown;

/**
 * The browser as the content script sees it, with a background that answers from `answers` and keeps
 * marks in memory. Reset before each test.
 */
export const fake = {
  answers: new Map<string, Answer>(),
  /** The requests that were sent, with their arguments. */
  requests: [] as (readonly [name: string, ...args: unknown[]])[],
  /** What named the requests to change marks. */
  deliveries: [] as Delivery[],
  stored: {} as Record<string, unknown>,
  marks: new Map<PaperId, Mark>(),
  isPrivate: false,
  isOrphaned: false,
  listeners: new Set<Listener>(),
  seq: 0,

  reset(): void {
    fake.answers.clear();
    fake.requests.length = 0;
    fake.deliveries.length = 0;
    fake.stored = {};
    fake.marks.clear();
    fake.listeners.clear();
    fake.isPrivate = false;
    fake.isOrphaned = false;
    fake.seq = 0;
    fake.answer('marksOf', (ids: PaperId[]) => ids.map((id) => fake.marks.get(id) ?? null));
    fake.answer('markAll', (changes: MarkChange[]) => changes.map(commit));
    fake.answer('sheet', () => '');
    fake.answer('tags', () => []);
    fake.answer('visit', () => null);
    fake.answer('lastVisit', () => null);
    fake.answer('bareOf', () => []);
    fake.answer('firstSeen', () => null);
    fake.answer('cameFromDigest', () => false);
    fake.answer('keepPlace', () => null);
    fake.answer('placeOf', () => null);
    fake.answer('openOptions', () => null);
    fake.answer('keepStep', () => null);
    fake.answer('dropStep', () => null);
    fake.answer('keptSteps', () => []);
    fake.answer('undoStep', () => null);
  },

  answer(request: string, answer: Answer): void {
    fake.answers.set(request, answer);
  },

  /** Returns the arguments of each request of a name. */
  sent: (name: string): unknown[][] =>
    fake.requests.filter(([sent]) => sent === name).map(([, ...args]) => args),

  /** Tells all listeners of a change of `storage.local`. */
  store(values: Record<string, unknown>): void {
    Object.assign(fake.stored, values);
    const changes = Object.fromEntries(
      Object.entries(values).map(([key, newValue]) => [key, { newValue }]),
    );
    for (const listener of [...fake.listeners]) listener(changes, 'local');
  },
};

function commit({ paper, patch }: MarkChange): Mark {
  fake.seq++;
  const before = fake.marks.get(paper.id) ?? emptyMark(paper.id);
  const after = { ...applyPatch(before, patch, Date.now(), '' as never), seq: fake.seq };
  fake.marks.set(paper.id, after);
  return after;
}

const isDelivery = (arg: unknown): arg is Delivery =>
  typeof (arg as Delivery | null)?.sender === 'string';

const nothing = { addListener() {}, removeListener() {} };

const browser = {
  runtime: {
    get id() {
      return fake.isOrphaned ? undefined : 'dogear';
    },
    getManifest: () => ({ version: '1.2.3' }),
    onMessage: nothing,
    async sendMessage({ request, args: all }: { request: string; args: never[] }) {
      const args = all.filter((one) => !isDelivery(one));
      fake.deliveries.push(...all.filter(isDelivery));
      fake.requests.push([request, ...args]);
      const answer = fake.answers.get(request);
      try {
        if (!answer) throw new Error(`There is no answer to ${request}.`);
        return { ok: true, value: await answer(...args) };
      } catch (error) {
        const { code = 'internal', message } = error as { code?: string; message: string };
        return { ok: false, code, message };
      }
    },
  },
  storage: {
    local: {
      get: async (keys: string[]) =>
        Object.fromEntries(
          keys.flatMap((key) => (key in fake.stored ? [[key, fake.stored[key]]] : [])),
        ),
      set: async (values: Record<string, unknown>) => fake.store(values),
    },
    onChanged: {
      addListener: (listener: Listener) => fake.listeners.add(listener),
      removeListener: (listener: Listener) => fake.listeners.delete(listener),
    },
  },
  extension: {
    get inIncognitoContext() {
      return fake.isPrivate;
    },
  },
  i18n: {
    getMessage: (key: string, substitutions: string[]) => [key, ...substitutions].join(' '),
    getUILanguage: () => 'en',
  },
};

export default browser;
