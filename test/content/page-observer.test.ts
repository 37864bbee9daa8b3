import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observePage, type PageListener } from '../../src/content/page-observer';
import { appendHost, createHost } from '../../src/content/shadow';
import { lineOf } from '../../src/sites/dom/text';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame'],
  });
  vi.advanceTimersByTime(1_000);
  vi.stubGlobal('matchMedia', () => new EventTarget());
});
afterEach(() => {
  stay.abort();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  document.body.replaceChildren();
});

function begin(more: Partial<PageListener> = {}) {
  const scan = vi.fn((): boolean | undefined => false);
  const onChange = vi.fn();
  const observer = observePage({ scan, onChange, ...more }, stay.signal);
  return { scan, onChange, observer };
}
/** Lets what was changed be heard of. */
const hear = () => Promise.resolve();
async function addNode(): Promise<void> {
  document.body.append(document.createElement('p'));
  await hear();
}
/** Longer than there is between two frames. */
const nextFrame = () => vi.advanceTimersByTime(20);

it('remembers what a translator replaces, also while it scans', async () => {
  document.body.innerHTML = '<p>One</p><p>Two</p>';
  const [one, two] = document.querySelectorAll('p');
  const translate = (node: Element | undefined): void => {
    const font = document.createElement('font');
    font.textContent = 'Wort';
    node?.firstChild?.replaceWith(font);
  };
  const scan = vi.fn(() => {
    if (scan.mock.calls.length === 2) translate(two);
    return false;
  });
  const { observer } = begin({ scan });
  observer.start(0);
  nextFrame();
  translate(one);
  await hear();
  expect([lineOf(one), lineOf(two)]).toEqual(['One', 'Two']);
});

describe('the first scan', () => {
  it('is at once where the page is there', () => {
    const { scan, observer } = begin();
    observer.start(0);
    expect(scan).toHaveBeenCalledTimes(1);
  });

  it('waits for a page that is coming in, whatever that changes', async () => {
    const { scan, onChange, observer } = begin();
    observer.start(1_000);
    await addNode();
    observer.schedule();
    vi.advanceTimersByTime(900);
    expect(scan).not.toHaveBeenCalled();
    expect(onChange).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(scan).toHaveBeenCalledTimes(1);
  });

  it('is as soon as all of the page is there, and then not again', () => {
    const { scan, observer } = begin();
    observer.start(1_000);
    const state = vi.spyOn(document, 'readyState', 'get');
    for (const name of ['interactive', 'complete'] as const) {
      state.mockReturnValue(name);
      document.dispatchEvent(new Event('readystatechange'));
    }
    vi.advanceTimersByTime(5_000);
    expect(scan).toHaveBeenCalledTimes(1);
  });
});

describe('a change of the page', () => {
  it('is scanned before the frame is drawn, and what follows in the frame once', async () => {
    const { scan, onChange, observer } = begin();
    observer.start(0);
    nextFrame();
    await addNode();
    expect(scan).toHaveBeenCalledTimes(2);
    await addNode();
    await addNode();
    expect(scan).toHaveBeenCalledTimes(2);
    nextFrame();
    expect(scan).toHaveBeenCalledTimes(3);
    expect(onChange).toHaveBeenCalledTimes(3);
  });

  it('can be the address of a link alone', async () => {
    const link = document.createElement('a');
    document.body.append(link);
    const { scan, observer } = begin();
    observer.start(0);
    nextFrame();
    link.title = 'other';
    await hear();
    expect(scan).toHaveBeenCalledTimes(1);
    link.href = '/other';
    await hear();
    expect(scan).toHaveBeenCalledTimes(2);
  });

  it('can be another address in the same document', () => {
    const { scan, observer } = begin();
    observer.start(0);
    nextFrame();
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(scan).toHaveBeenCalledTimes(2);
  });

  it('is none where we appended a host, nor what the scan itself has done', async () => {
    const { scan, onChange, observer } = begin();
    scan.mockImplementation(() => {
      document.body.append(document.createElement('i'));
      return false;
    });
    observer.start(0);
    nextFrame();
    await hear();
    appendHost(document.body, createHost('bar'));
    await hear();
    expect(scan).toHaveBeenCalledTimes(1);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('is scanned at once when the user does something, and only then', async () => {
    const { scan, observer } = begin();
    observer.start(0);
    observer.flush();
    expect(scan).toHaveBeenCalledTimes(1);
    await addNode();
    observer.flush();
    expect(scan).toHaveBeenCalledTimes(2);
    nextFrame();
    expect(scan).toHaveBeenCalledTimes(2);
  });
});

describe('a scan that took long', () => {
  const slowly = (isIdle: boolean) => () => {
    vi.advanceTimersByTime(100);
    return isIdle;
  };

  it('and found nothing new is followed by a rest four times as long', async () => {
    const { scan, observer } = begin();
    scan.mockImplementation(slowly(true));
    observer.start(0);
    await addNode();
    vi.advanceTimersByTime(390);
    expect(scan).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(20);
    expect(scan).toHaveBeenCalledTimes(2);
  });

  it('and found cards is followed by the next with the next frame', async () => {
    const { scan, observer } = begin();
    scan.mockImplementation(slowly(false));
    observer.start(0);
    await addNode();
    nextFrame();
    expect(scan).toHaveBeenCalledTimes(2);
  });
});

describe('a text that the page rewrites', () => {
  const rewrite = async (): Promise<Text> => {
    const text = document.createTextNode('12');
    document.body.append(text);
    await hear();
    text.data = '13';
    await hear();
    return text;
  };

  it('is told where that is asked for, and is no change of the cards', async () => {
    const onText = vi.fn();
    const { onChange, observer } = begin({ onText });
    observer.start(0);
    const text = await rewrite();
    expect(onText.mock.calls).toEqual([[text]]);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('is not heard of otherwise', async () => {
    const { onChange, observer } = begin();
    observer.start(0);
    await rewrite();
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});

it('scans no more after the signal', async () => {
  const { scan, onChange, observer } = begin();
  observer.start(0);
  await addNode();
  scan.mockClear();
  onChange.mockClear();
  stay.abort();
  await addNode();
  observer.schedule();
  observer.flush();
  window.dispatchEvent(new PopStateEvent('popstate'));
  vi.advanceTimersByTime(5_000);
  expect(scan).not.toHaveBeenCalled();
  expect(onChange).not.toHaveBeenCalled();
});
