import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { painted } from '../ui/page/first-rows';
import type { Page } from './page';

/** The parts of the page that are loaded after the first rows are shown, which do not wait for them. */
interface Deferred {
  readonly Detail: FunctionComponent<{ page: Page }>;
  readonly Dialogs: FunctionComponent<{ page: Page }>;
}

let loaded: Deferred | undefined;

async function load(): Promise<Deferred> {
  await painted();
  const [{ Detail }, { Dialogs }] = await Promise.all([
    import('./detail/detail'),
    import('./dialogs/dialogs'),
  ]);
  return { Detail, Dialogs };
}

/** Returns the detail pane and the dialogs; undefined until they are loaded. */
export function useDeferred(): Deferred | undefined {
  const [deferred, setDeferred] = useState(loaded);
  useEffect(() => {
    if (deferred) return;
    load()
      .then((parts) => {
        loaded = parts;
        setDeferred(parts);
      })
      .catch(console.error);
  }, []);
  return deferred;
}
