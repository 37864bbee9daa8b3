/** The tasks of a page's main thread, from Chromium's own trace of a load. */
import { type Chromium, type Extension, withPage } from './chromium';
import type { BenchPage } from './pages';

export interface Task {
  /** Processor time in ms. */
  readonly ms: number;
  /** The part of it with a script of an extension on the stack, by the profiler's samples. */
  readonly own: number;
  /** Whether the page was laid out or painted in it. */
  readonly rendering: boolean;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, as are the next two. */
  readonly ts: number;
  readonly dur?: number;
  /** The thread's processor time. */
  readonly tdur?: number;
  readonly id?: string;
  readonly args: {
    readonly beginData?: { readonly url?: string };
    readonly data?: {
      readonly startTime?: number;
      readonly cpuProfile?: { readonly nodes?: ProfileNode[]; readonly samples?: number[] };
      readonly timeDeltas?: number[];
    };
  };
}

interface ProfileNode {
  readonly id: number;
  readonly parent?: number;
  readonly callFrame: { readonly url?: string; readonly functionName: string };
}

const CATEGORIES = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
];
const RENDERING = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize']);

/** Reads the tasks of the page's main thread while it loads and settles, in order. */
export async function traceTasks(
  chromium: Chromium,
  benchPage: BenchPage,
  extension: Extension,
): Promise<Task[]> {
  const text = await withPage(
    chromium,
    benchPage,
    { extension, prepare: (page) => page.tracing.start({ categories: CATEGORIES }) },
    (page) => page.tracing.stop(),
  );
  const { traceEvents } = JSON.parse(new TextDecoder().decode(text)) as {
    traceEvents: TraceEvent[];
  };
  return tasksIn(traceEvents, benchPage.address);
}

function tasksIn(events: readonly TraceEvent[], address: string): Task[] {
  const main = events.find(
    ({ name, args }) => name === 'ParseHTML' && args.beginData?.url === address,
  );
  if (!main) throw new Error(`The trace does not have ${address}.`);
  const here = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid);
  const samples = samplesIn(events.filter(({ pid }) => pid === main.pid));
  const rendered = here.filter(({ name }) => RENDERING.has(name)).map(({ ts }) => ts);
  rendered.sort((a, b) => a - b);

  const tasks: Task[] = [];
  const runs = here.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  runs.sort((a, b) => a.ts - b.ts);
  let sample = 0;
  let render = 0;
  for (const { ts, dur = 0, tdur = dur } of runs) {
    const end = ts + dur;
    while ((samples[sample]?.at ?? end) < ts) sample++;
    while ((rendered[render] ?? end) < ts) render++;
    let all = 0;
    let own = 0;
    for (; (samples[sample]?.at ?? end) < end; sample++) {
      all++;
      if (samples[sample]?.isOwn) own++;
    }
    const ms = tdur / 1_000;
    tasks.push({
      ms,
      own: all > 0 ? (ms * own) / all : 0,
      rendering: (rendered[render] ?? end) < end,
    });
  }
  return tasks;
}

interface Sample {
  readonly at: number;
  readonly isOwn: boolean;
}

/** Reads what the profiler saw on the stack, in order. It samples by the clock, in even steps. */
function samplesIn(events: readonly TraceEvent[]): Sample[] {
  const samples: Sample[] = [];
  for (const profile of events.filter(({ name }) => name === 'Profile')) {
    const own = new Map<number, boolean>();
    let at = profile.args.data?.startTime ?? profile.ts;
    for (const { name, id, args } of events) {
      if (name !== 'ProfileChunk' || id !== profile.id) continue;
      for (const { id, parent, callFrame } of args.data?.cpuProfile?.nodes ?? []) {
        const isOwn = callFrame.url?.startsWith('chrome-extension://') ?? false;
        own.set(id, isOwn || (parent !== undefined && own.get(parent) === true));
      }
      args.data?.cpuProfile?.samples?.forEach((node, i) => {
        at += args.data?.timeDeltas?.[i] ?? 0;
        samples.push({ at, isOwn: own.get(node) ?? false });
      });
    }
  }
  return samples.sort((a, b) => a.at - b.at);
}
