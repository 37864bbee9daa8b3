import { describe, it } from 'vitest';
import { RECENT, sampleId } from '../../demo/sample';
import { useBrowser } from '../harness/testbed';
import { openDigest, untilFocus, untilMark } from './page';

// In one browser: the other's driver has no key of a keyboard in another script.
describe('keys of a keyboard in Russian', () => {
  const testbed = useBrowser('chromium');

  it('go through a digest by their places, and with Caps Lock as without', async () => {
    const page = await openDigest(testbed, RECENT);
    const driver = await page.createCDPSession();
    const press = async (key: string, code: string): Promise<void> => {
      for (const type of ['keyDown', 'keyUp'] as const)
        await driver.send('Input.dispatchKeyEvent', { type, key, code, text: '' });
    };
    await press('о', 'KeyJ');
    await press('о', 'KeyJ');
    await untilFocus(page, { ring: sampleId(1) });
    await press('ы', 'KeyS');
    await untilMark(testbed, 1, (mark) => mark?.starredAt !== undefined);
    await press('R', 'KeyR');
    await untilMark(testbed, 1, (mark) => mark?.readAt !== undefined);
  });
});
