import { message } from '../i18n';
import { Icon } from '../ui/icons';
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
        <Status store={store} />
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

/** What became of the last change, in the same place for all of them. */
function Status({ store }: { store: OptionsStore }) {
  const notice = store.notice.value;
  return (
    <div class="status">
      <p role="status">
        {notice && !notice.isFailure && (
          <span key={notice.turn} class="saved">
            <Icon name="read" />
            {notice.text}
          </span>
        )}
      </p>
      <p role="alert" class="wrong">
        {notice?.isFailure && notice.text}
      </p>
      {notice?.undo && (
        <button type="button" class="plain" onClick={notice.undo}>
          {message('options_undo')}
        </button>
      )}
    </div>
  );
}
