/** Firefox's question for a permission, which no driver shows: `--remote-allow-system-access` reaches it. */
import { GECKO_ID, inFirefox } from './gecko';
import type { Session } from './session';
import { until } from './wait';

/** What of browser/modules/PopupNotifications.sys.mjs is used here. */
interface Gecko {
  Services: { wm: { getEnumerator(type: string): Iterable<Window> } };
}

interface Window {
  PopupNotifications: { panel: { state: string; children: Iterable<Notification> } };
}

interface Notification {
  readonly id: string;
  readonly button: { click(): void };
  readonly secondaryButton: { click(): void };
}

/** Waits for the question, and answers it. */
export async function answerPermission(session: Session, isAllowed: boolean): Promise<void> {
  await until(async () => (await inFirefox(session, pressButton, `${isAllowed}`)) === 'pressed');
}

async function pressButton(isAllowed: string): Promise<string> {
  const { wm } = (globalThis as unknown as Gecko).Services;
  for (const { PopupNotifications } of wm.getEnumerator('navigator:browser')) {
    // Before it is open its buttons do nothing.
    if (PopupNotifications.panel.state !== 'open') continue;
    for (const notification of PopupNotifications.panel.children) {
      if (notification.id !== 'addon-webext-permissions-notification') continue;
      notification[isAllowed === 'true' ? 'button' : 'secondaryButton'].click();
      return 'pressed';
    }
  }
  return '';
}

/** toolkit/components/extensions/ExtensionPermissions.sys.mjs */
interface PermissionsModule {
  readonly ChromeUtils: {
    importESModule(address: string): {
      ExtensionPermissions: {
        add(id: string, permissions: object, extension: unknown): Promise<void>;
      };
    };
  };
  readonly WebExtensionPolicy: { getByID(id: string): { extension: unknown } };
}

/** Gives access to addresses without a question. */
export async function grantAccess(session: Session, origin: string): Promise<void> {
  await inFirefox(session, addPermission, GECKO_ID, origin);
}

async function addPermission(id: string, origin: string): Promise<string> {
  const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as PermissionsModule;
  const address = 'resource://gre/modules/ExtensionPermissions.sys.mjs';
  const { ExtensionPermissions } = ChromeUtils.importESModule(address);
  const wanted = { permissions: [], origins: [origin], data_collection: [] };
  await ExtensionPermissions.add(id, wanted, WebExtensionPolicy.getByID(id).extension);
  return '';
}
