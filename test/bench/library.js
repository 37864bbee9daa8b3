/**
 * Runs in a page of the extension, as plain JavaScript, since it is sent as text: `fillLibrary(size)`
 * writes a library of papers that do not exist straight into the database, the same every time.
 */
(() => {
  /** Numbers that look random and are always the same (mulberry32, by Tommy Ettinger). */
  const makeRandom = (/** @type {number} */ seed) => {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
  };

  // The commonest words of English, and of machine learning, in about their order; made-up ones after.
  const COMMON =
    `the of and to a in we for is that on with this as are by our an be from model models which learning
    can data it language training have method methods propose performance based show not results task
    tasks these large both more or approach neural using new network networks at such also through
    existing however framework while existing state art deep image has time their between different
    attention trained reasoning information generation problem demonstrate across training address
    sparse transformer transformers graph policy diffusion optimization benchmark representation feature
    features features scale robust efficient novel multi domain self inference human semantic context
    video text vision agents reinforcement retrieval prompt dataset datasets code accuracy gradient
    memory parameter alignment sampling latent adaptive quantum causal kernel bayesian convergence`
      .split(/\s+/)
      .filter((word, i, all) => all.indexOf(word) === i);
  const SYLLABLES =
    'ba be bo ca ce co da de do fa fi fo ga ge go ha he hi ka ke ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za zi tion ment ral tic ing ate'.split(
      ' ',
    );
  const WORDS = 80_000;
  const GIVEN = 2_000;
  const FAMILY = 12_000;
  const CATEGORIES = 'cs.CL cs.LG cs.CV cs.AI cs.IR stat.ML math.OC quant-ph cs.RO eess.AS'.split(
    ' ',
  );
  const VENUES = ['NeurIPS', 'ICML', 'ICLR', 'ACL', 'CVPR', 'Nature Machine Intelligence'];
  const TAGS = Array.from({ length: 40 }, (_, i) => (i % 3 ? `topic ${i}` : `project-${i}`));
  /** 2026-11-01, and a minute less for each mark before the last. */
  const LAST_MARK = 1_793_491_200_000;

  /** @param {() => number} random @param {number} count @param {[least: number, more: number]} syllables */
  const makeWords = (random, count, syllables) => {
    /** @type {Set<string>} */
    const made = new Set();
    while (made.size < count) {
      let word = '';
      const length = syllables[0] + Math.floor(random() * syllables[1]);
      for (let i = 0; i < length; i++) word += SYLLABLES[Math.floor(random() * SYLLABLES.length)];
      made.add(word);
    }
    return [...made];
  };

  /**
   * Picks the n-th word about as often as Zipf's law says: as 1 / (n + 2.7).
   * @param {() => number} random @param {readonly string[]} words
   */
  const makeZipf = (random, words) => {
    const sums = new Float64Array(words.length);
    let sum = 0;
    for (let i = 0; i < words.length; i++) {
      sum += 1 / (i + 2.7);
      sums[i] = sum;
    }
    return () => {
      const wanted = random() * sum;
      let [low, high] = [0, words.length - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (/** @type {number} */ (sums[middle]) < wanted) low = middle + 1;
        else high = middle;
      }
      return /** @type {string} */ (words[low]);
    };
  };

  const capital = (/** @type {string} */ word) => word.charAt(0).toUpperCase() + word.slice(1);

  /** @param {number} size */
  const makeLibrary = (size) => {
    const random = makeRandom(20_261_101);
    const below = (/** @type {number} */ n) => Math.floor(random() * n);
    const words = [...COMMON, ...makeWords(random, WORDS, [2, 4])];
    const word = makeZipf(random, words);
    const given = makeZipf(random, makeWords(random, GIVEN, [1, 3]).map(capital));
    const family = makeZipf(random, makeWords(random, FAMILY, [2, 3]).map(capital));
    const text = (/** @type {number} */ count) => Array.from({ length: count }, word).join(' ');
    const sentence = () => `${capital(text(12 + below(20)))}.`;
    const stampOf = (/** @type {number} */ at) =>
      `${at.toString(36).padStart(9, '0')}-0000-benchmrk`;

    return (/** @type {number} */ n) => {
      const month = `${15 + Math.floor((n * 12) / size)}${String(1 + (n % 12)).padStart(2, '0')}`;
      const number = `${month}.${String(n % 100_000).padStart(5, '0')}`;
      const id = `arxiv:${number}`;
      const at = LAST_MARK - (size - n) * 60_000;
      const time = stampOf(at);
      const [isStarred, isRead, isDismissed] = [n % 5 === 0, n % 10 < 7, n % 10 === 9];
      const note = n % 12 === 0 ? `${sentence()}\n\n${sentence()}` : undefined;
      const tags = n % 7 === 0 ? [...new Set([TAGS[below(40)], TAGS[below(40)]])] : undefined;
      const abstract = Array.from({ length: 5 + below(4) }, sentence).join(' ');
      const paper = {
        id,
        title: capital(text(6 + below(7))),
        authors: Array.from({ length: 1 + below(8) }, () => `${given()} ${family()}`),
        abstract: n % 6 === 0 ? `${abstract} It takes $\\mathcal{O}(n \\log n)$ steps.` : abstract,
        published: `20${month.slice(0, 2)}-${month.slice(2)}-${String(1 + below(28)).padStart(2, '0')}`,
        categories: [...new Set([CATEGORIES[below(10)], CATEGORIES[below(10)]])],
        links: {
          page: `https://arxiv.org/abs/${number}`,
          pdf: `https://arxiv.org/pdf/${number}`,
          ...(n % 4 === 0 ? { code: `https://github.com/example/${number}` } : {}),
        },
        ...(n % 3 === 0 ? { venue: `${VENUES[below(6)]} 20${month.slice(0, 2)}` } : {}),
        seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/new', at: at - 30_000 },
      };
      const mark = {
        id,
        ...(isStarred ? { starredAt: at } : {}),
        ...(isRead ? { readAt: at + 10_000 } : {}),
        ...(isDismissed ? { dismissedAt: at } : {}),
        ...(note ? { note } : {}),
        ...(tags ? { tags } : {}),
        times: {
          ...(isStarred ? { starred: time } : {}),
          ...(isRead ? { read: time } : {}),
          ...(isDismissed ? { dismissed: time } : {}),
          ...(note ? { note: time } : {}),
          ...(tags ? { tags: Object.fromEntries(tags.map((tag) => [tag, time])) } : {}),
        },
        seq: n + 1,
      };
      return { paper, mark };
    };
  };

  const CHUNK = 2_000;

  /** @param {number} size */
  const fillLibrary = async (size) => {
    /** @type {IDBDatabase} */
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const entry = makeLibrary(size);
    for (let first = 0; first < size; first += CHUNK) {
      const tx = db.transaction(['papers', 'marks', 'meta'], 'readwrite', {
        durability: 'relaxed',
      });
      const last = Math.min(size, first + CHUNK);
      for (let n = first; n < last; n++) {
        const { paper, mark } = entry(n);
        tx.objectStore('papers').put(paper);
        tx.objectStore('marks').put(mark);
      }
      const time = (LAST_MARK + 60_000).toString(36).padStart(9, '0');
      const clock = { node: 'benchmrk', seq: last, last: `${time}-0000-benchmrk` };
      tx.objectStore('meta').put(clock, 'clock');
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = () => reject(tx.error);
      });
    }
    db.close();
  };
  Object.assign(globalThis, { fillLibrary });
})();
