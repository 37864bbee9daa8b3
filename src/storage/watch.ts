import browser from '../ext';

/** What changed in `storage.local`, by key; a removed value has no `newValue`. */
export type StorageChanges = Readonly<Record<string, { readonly newValue?: unknown }>>;

/** Calls `follow` with each change of `storage.local`, in whatever context it was made, until the signal. */
export function watchStorage(follow: (changes: StorageChanges) => void, signal: AbortSignal): void {
  const listen = (changes: StorageChanges, area: string): void => {
    if (area === 'local') follow(changes);
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => {
    // Throws when the extension was updated or removed under the page; nobody calls the listener then.
    try {
      browser.storage.onChanged.removeListener(listen);
    } catch {}
  });
}
