import { message } from '../i18n';
import { PageStatus } from '../ui/page/page-status';
import { About } from './about';
import { DataSection } from './data';
import { KeysSection } from './keys';
import { Reading } from './reading';
import { Sites } from './sites';
import type { OptionsStore } from './store';

export function App({ store }: { store: OptionsStore }) {
  return (
    <>
      <header>
        <img src="/icons/dogear-48.png" alt="" width="28" height="28" />
        <h1>{message('options_title')}</h1>
        <PageStatus notices={store.notices} />
      </header>
      <main>
        <Sites store={store} />
        <Reading store={store} />
        <KeysSection store={store} />
        <DataSection />
        <About />
      </main>
    </>
  );
}
