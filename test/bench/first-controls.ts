import { makeBare } from './bare';
import {
  ask,
  type Chromium,
  DOGEAR,
  type Extension,
  launchChromium,
  PROBE,
  withPage,
} from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import { type BenchPage, PAGES } from './pages';

/** When a page's controls came, in ms since its load began. */
export interface Arrival {
  /** `DOMContentLoaded`, or where a framework takes over, when the page had gone quiet. */
  readonly from: number;
  /** When the last card in view had its control. */
  readonly controls: number;
  /** When the first marks were shown. */
  readonly ready: number;
}

/** Loads the page once, and resolves to when its controls came. */
export function timeArrival(
  chromium: Chromium,
  page: BenchPage,
  extension: Extension = 'dogear',
): Promise<Arrival> {
  return withPage(
    chromium,
    page,
    {
      extension,
      async prepare(tab) {
        await tab.evaluateOnNewDocument(PROBE);
      },
    },
    async (tab) => {
      const controls = extension === 'bare' ? 'timeOfBare' : 'timeOfControlsInView';
      return {
        from: await ask(tab, page.hydrates ? 'timeOfQuiet' : 'timeOfContent'),
        controls: (await ask(tab, controls)) ?? Number.NaN,
        ready: (await ask(tab, 'timeOfReady')) ?? Number.NaN,
      };
    },
  );
}

export const firstControls: Row = {
  name: 'first-controls',
  says: 'until every card in view has its control, by the clock: what else the machine does counts',
  async run({ web, folder, rounds }) {
    const options = { port: web.port };
    const bare = await launchChromium({ ...options, extension: makeBare(folder, 'cards') });
    const dogear = await launchChromium({ ...options, extension: DOGEAR });
    try {
      const figures: Figure[] = [];
      for (const page of PAGES) {
        web.put(page.address, page.html());
        const arrivals: Arrival[] = [];
        const beside: Arrival[] = [];
        for (let round = 0; round <= rounds; round++) {
          const [other, one] = [
            await timeArrival(bare, page, 'bare'),
            await timeArrival(dogear, page),
          ];
          if (round === 0) continue;
          beside.push(other);
          arrivals.push(one);
        }
        figures.push(...figuresOf(page, arrivals, beside));
      }
      return figures;
    } finally {
      await bare.close();
      await dogear.close();
    }
  },
};

function figuresOf({ name, hydrates }: BenchPage, dogear: Arrival[], bare: Arrival[]): Figure[] {
  const since = hydrates ? 'the page went quiet' : 'DOMContentLoaded';
  const controls = {
    what: `${name}: controls in view, since ${since}`,
    unit: 'ms',
    dogear: medianBy(dogear, ({ controls, from }) => controls - from),
    bar: { most: hydrates ? 300 : 100 },
  };
  const ready = {
    what: `${name}: marks shown, since ${since}`,
    unit: 'ms',
    dogear: medianBy(dogear, ({ ready, from }) => ready - from),
  };
  // Where a page hydrates, the bare script does not wait, as Dogear must.
  if (hydrates) return [controls, ready];
  const buttons = medianBy(bare, ({ controls, from }) => controls - from);
  return [{ ...controls, beside: buttons, besideWhat: 'bare script' }, ready];
}
