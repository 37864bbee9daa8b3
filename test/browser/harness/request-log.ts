/** Which requests reach the background, heard by a page of the extension beside it. */
import type { Testbed } from './testbed';
import { until } from './wait';

export interface RequestLog {
  /** The names of the requests since the log began, in order. */
  requests(): Promise<string[]>;
  /** The number of ids in each request for marks. */
  batches(): Promise<number[]>;
  untilAsked(request: string, times?: number): Promise<void>;
}

interface Heard {
  readonly requests: string[];
  readonly batches: number[];
}

interface Listener {
  readonly chrome: {
    readonly runtime: {
      readonly onMessage: {
        addListener(listen: (message: { request?: string; args?: unknown[] }) => void): void;
      };
    };
  };
}

/** Begins to log requests. */
export async function logRequests(testbed: Testbed): Promise<RequestLog> {
  const page = await testbed.open('/icons/dogear-16.png');
  await page.evaluate(() => {
    const heard: Heard = { requests: [], batches: [] };
    const { chrome } = self as unknown as Listener;
    chrome.runtime.onMessage.addListener(({ request = '', args = [] }) => {
      heard.requests.push(request);
      if (request === 'marksOf') heard.batches.push((args[0] as unknown[]).length);
    });
    Object.assign(self, heard);
  });
  const requests = () => page.evaluate(() => (self as unknown as Heard).requests);
  return {
    requests,
    batches: () => page.evaluate(() => (self as unknown as Heard).batches),
    untilAsked: (request, times = 1) =>
      until(async () => (await requests()).filter((one) => one === request).length >= times),
  };
}
