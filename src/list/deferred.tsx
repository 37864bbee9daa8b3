import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { painted } from '../ui/page/first-rows';
import type { Page } from './page';

/** What is loaded once the first rows are on the screen: they do not wait for it. */
interface Later {
  readonly Detail: FunctionComponent<{ page: Page }>;
  readonly Dialogs: FunctionComponent<{ page: Page }>;
}

let loaded: Later | undefined;

async function load(): Promise<Later> {
  await painted();
  const [{ Detail }, { Dialogs }] = await Promise.all([
    import('./detail/detail'),
    import('./dialogs/dialogs'),
  ]);
  return { Detail, Dialogs };
}

/** The pane and the dialogs, as soon as they are there. */
export function useLater(): Later | undefined {
  const [later, setLater] = useState(loaded);
  useEffect(() => {
    if (later) return;
    load()
      .then((found) => {
        loaded = found;
        setLater(found);
      })
      .catch(console.error);
  }, []);
  return later;
}
