import { makeBare } from './bare';
import { type Chromium, DOGEAR, type Extension, launchChromium, withPage } from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import { type BenchPage, PAGES } from './pages';
import { type Task, traceTasks } from './trace';

const EXTENSIONS: readonly Extension[] = ['none', 'bare', 'dogear'];

/** The main thread's own processor time, in ms: what else the machine does adds nothing. */
export interface Times {
  readonly task: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

export const mainThread: Row = {
  name: 'main-thread',
  says: 'processor time of the main thread until the page has settled: with, less without',
  async run({ web, folder, rounds }) {
    const bare = makeBare(folder, 'cards');
    const folders = { none: undefined, bare, dogear: DOGEAR };
    const chromiums = new Map<Extension, Chromium>();
    try {
      for (const extension of EXTENSIONS) {
        const options = { port: web.port, extension: folders[extension] };
        chromiums.set(extension, await launchChromium(options));
      }
      const figures: Figure[] = [];
      for (const page of PAGES) {
        web.put(page.address, page.html());
        const times: Record<Extension, Times[]> = { none: [], bare: [], dogear: [] };
        const tasks: Record<Extension, Task[][]> = { none: [], bare: [], dogear: [] };
        // The first round warms up the browsers, and is thrown away.
        for (let round = 0; round <= rounds; round++) {
          for (const [extension, chromium] of chromiums) {
            const time = await timeLoad(chromium, page, extension);
            const traced = await traceTasks(chromium, page, extension);
            if (round === 0) continue;
            times[extension].push(time);
            tasks[extension].push(traced);
          }
        }
        figures.push(...timeFigures(page, times), ...taskFigures(page, tasks));
      }
      return figures;
    } finally {
      for (const chromium of chromiums.values()) await chromium.close();
    }
  },
};

/** Loads the page once, and resolves to what it cost. */
export function timeLoad(
  chromium: Chromium,
  page: BenchPage,
  extension: Extension,
): Promise<Times> {
  return withPage(
    chromium,
    page,
    {
      extension,
      async prepare(_, cdp) {
        await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
      },
    },
    async (_, cdp) => timesIn((await cdp.send('Performance.getMetrics')).metrics),
  );
}

function timesIn(metrics: readonly { name: string; value: number }[]): Times {
  const ms = (name: string): number =>
    1_000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN);
  return {
    // Looking whether the page has settled is no work of the page's.
    task: ms('TaskDuration') - ms('DevToolsCommandDuration'),
    script: ms('ScriptDuration'),
    style: ms('RecalcStyleDuration'),
    layout: ms('LayoutDuration'),
  };
}

function timeFigures(
  { name, hydrates }: BenchPage,
  { none, bare, dogear }: Record<Extension, Times[]>,
): Figure[] {
  /** The figures of each round, since a machine's speed drifts. */
  const added = (samples: Times[], part: keyof Times): number =>
    medianBy(
      samples.map((sample, i) => sample[part] - (none[i]?.[part] ?? 0)),
      (ms) => ms,
    );
  const figure = (what: string, part: keyof Times): Figure => ({
    what: `${name}: ${what}`,
    unit: 'ms',
    dogear: added(dogear, part),
    beside: added(bare, part),
    besideWhat: 'bare script',
  });
  return [
    { ...figure('added in all', 'task'), bar: { most: hydrates ? 1.5 : 1.1, of: 'ratio' } },
    figure('· of it script', 'script'),
    figure('· of it style', 'style'),
    figure('· of it layout', 'layout'),
    {
      what: `${name}: (the page, by itself)`,
      unit: 'ms',
      dogear: medianBy(dogear, ({ task }) => task),
      beside: medianBy(none, ({ task }) => task),
      besideWhat: 'without',
    },
  ];
}

function taskFigures({ name }: BenchPage, tasks: Record<Extension, Task[][]>): Figure[] {
  const longest = (samples: Task[][], of: (task: Task) => number): number =>
    medianBy(samples, (sample) => Math.max(0, ...sample.map(of)));
  const rendering = (task: Task): number => (task.rendering ? task.ms : 0);
  return [
    {
      what: `${name}: longest task, the extension’s part in it`,
      unit: 'ms',
      dogear: longest(tasks.dogear, ({ own }) => own),
      beside: longest(tasks.bare, ({ own }) => own),
      besideWhat: 'bare script',
      bar: { most: 25 },
    },
    {
      what: `${name}: longest task in which it ran, the page’s part too`,
      unit: 'ms',
      dogear: longest(tasks.dogear, ({ own, ms }) => (own > 0 ? ms : 0)),
      beside: longest(tasks.bare, ({ own, ms }) => (own > 0 ? ms : 0)),
      besideWhat: 'bare script',
    },
    {
      what: `${name}: longest style, layout and paint task`,
      unit: 'ms',
      dogear: longest(tasks.dogear, rendering),
      beside: longest(tasks.none, rendering),
      besideWhat: 'without',
    },
    {
      what: `${name}: tasks over 50 ms`,
      unit: '',
      dogear: medianBy(tasks.dogear, (sample) => sample.filter(({ ms }) => ms > 50).length),
      beside: medianBy(tasks.none, (sample) => sample.filter(({ ms }) => ms > 50).length),
      besideWhat: 'without',
    },
  ];
}
