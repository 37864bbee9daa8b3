import { type Chromium, DOGEAR, launchChromium } from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import { type Arrival, timeArrival } from './first-controls';
import { profileWith } from './library-of';
import { type Times, timeLoad } from './main-thread';
import { type BenchPage, DAILY_PAPERS, LIST_PAPERS, PAGES } from './pages';

const SMALL = 100;
const LARGE = 100_000;

interface Sample {
  readonly times: Times;
  readonly arrival: Arrival;
}

export const librarySize: Row = {
  name: 'library-size',
  says: `a library of ${LARGE} marks beside one of ${SMALL}, the same of them on the page`,
  async run(bench) {
    const { web, rounds } = bench;
    const read = [
      ...LIST_PAPERS.filter((_, i) => i % 25 === 0),
      ...DAILY_PAPERS.filter((_, i) => i % 3 === 0),
    ].slice(0, SMALL);
    const chromiums: Chromium[] = [];
    try {
      for (const size of [SMALL, LARGE]) {
        const profile = await profileWith(bench, String(size), read, size);
        chromiums.push(await launchChromium({ port: web.port, extension: DOGEAR, profile }));
      }
      const figures: Figure[] = [];
      for (const page of PAGES) {
        web.put(page.address, page.html());
        const samples: Sample[][] = [[], []];
        for (let round = 0; round <= rounds; round++) {
          for (const [i, chromium] of chromiums.entries()) {
            const times = await timeLoad(chromium, page, 'dogear');
            const arrival = await timeArrival(chromium, page);
            if (round > 0) samples[i]?.push({ times, arrival });
          }
        }
        figures.push(...compare(page, samples[0] ?? [], samples[1] ?? []));
      }
      return figures;
    } finally {
      for (const chromium of chromiums) await chromium.close();
    }
  },
};

function compare({ name, hydrates }: BenchPage, small: Sample[], large: Sample[]): Figure[] {
  const since = hydrates ? 'quiet' : 'DOMContentLoaded';
  const figure = (what: string, of: (sample: Sample) => number): Figure => ({
    what: `${name}: ${what}`,
    unit: 'ms',
    dogear: medianBy(large, of),
    beside: medianBy(small, of),
    besideWhat: `${SMALL} marks`,
    bar: { most: 1.2, of: 'ratio' },
  });
  return [
    figure('main thread in all', ({ times }) => times.task),
    figure('marks shown, since the load began', ({ arrival }) => arrival.ready),
    figure(`controls in view, since ${since}`, ({ arrival }) => arrival.controls - arrival.from),
  ];
}
