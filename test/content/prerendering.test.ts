import { afterEach, expect, it, vi } from 'vitest';
import { isPrerendering, whenShown } from '../../src/content/prerendering';

const prerender = (value: boolean) =>
  Object.defineProperty(document, 'prerendering', { value, configurable: true });
afterEach(() => void Reflect.deleteProperty(document, 'prerendering'));

it('runs at once on a page that the user has opened', () => {
  const run = vi.fn();
  whenShown(run);
  expect(isPrerendering()).toBe(false);
  expect(run).toHaveBeenCalledOnce();
});

it('waits for the user on a page that the browser has loaded ahead, and runs once', () => {
  prerender(true);
  const run = vi.fn();
  whenShown(run);
  expect(isPrerendering()).toBe(true);
  expect(run).not.toHaveBeenCalled();
  prerender(false);
  document.dispatchEvent(new Event('prerenderingchange'));
  document.dispatchEvent(new Event('prerenderingchange'));
  expect(run).toHaveBeenCalledOnce();
});
