/** Requests to the background, as the overlay and the pages send them. */
import type { Page } from 'puppeteer-core';
import type { Answer, Arguments, RequestName } from '../../../src/protocol/requests';
import type { Extension } from './globals';

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Sends one request from a page of the extension, again while the background is only starting.
 * @param args anything that JSON can say, also what the background has to refuse
 */
export async function send(page: Page, request: string, ...args: unknown[]): Promise<Reply> {
  return page.evaluate(
    async (envelope) => {
      const { chrome } = globalThis as unknown as Extension;
      for (let tries = 0; ; tries++) {
        try {
          return (await chrome.runtime.sendMessage(envelope)) as Reply;
        } catch (error) {
          if (tries > 100) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    { request, args },
  );
}

/**
 * Sends one request and resolves to its answer.
 * @throws with the background's message where it refuses
 */
export async function ask<N extends RequestName>(
  page: Page,
  request: N,
  ...args: Arguments<N> | unknown[]
): Promise<Answer<N>> {
  const reply = await send(page, request, ...args);
  if (!reply?.ok) throw new Error(`${request}: ${reply?.message ?? 'no answer'}`);
  return reply.value as Answer<N>;
}
