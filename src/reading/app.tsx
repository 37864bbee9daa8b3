import { useComputed, useSignal } from '@preact/signals';
import { formatNumber, message } from '../i18n';
import { dayNumber } from '../paper/date';
import { agePicture } from './ages';
import { calendarPicture } from './calendar';
import { yearsOf } from './calendar-series';
import { Figure } from './figure';
import { FLOW_GRAINS, type FlowGrain, flowPicture } from './flow';
import { formatDay } from './locale';
import { sitePicture } from './sites';
import type { ReadingStore } from './store';
import { totalOf } from './sums';
import { categoryPicture, tagPicture } from './topics';

export function App({ store }: { store: ReadingStore }) {
  return (
    <>
      <header>
        <img src="/icons/dogear-48.png" alt="" width="28" height="28" />
        <h1>{message('reading_page_title')}</h1>
        <a href="../list/index.html">{message('reading_back')}</a>
      </header>
      <main>
        <Body store={store} />
      </main>
    </>
  );
}

function Body({ store }: { store: ReadingStore }) {
  const status = store.status.value;
  const { sums } = store.snapshot.value;
  if (status === 'failed') return <Failed store={store} />;
  if (status === 'reading') {
    return (
      <p class="state" role="status">
        {message('reading_opening')}
      </p>
    );
  }
  if (sums.read.size + sums.starred.size + sums.dismissed.size === 0) {
    return <p class="state">{message('reading_empty')}</p>;
  }
  return (
    <>
      <Totals store={store} />
      <Calendar store={store} />
      <Flow store={store} />
      {status === 'open' && <Topics store={store} />}
    </>
  );
}

function Failed({ store }: { store: ReadingStore }) {
  return (
    <div class="state" role="alert">
      <p>{message('reading_failed')}</p>
      <p class="soft">{store.reason.value}</p>
      <button type="button" onClick={() => void store.open()}>
        {message('reading_retry')}
      </button>
    </div>
  );
}

/** Shows the totals. */
function Totals({ store }: { store: ReadingStore }) {
  const { sums } = store.snapshot.value;
  const totals = [
    ['read', message('reading_read_head'), totalOf(sums.read)],
    ['starred', message('reading_starred_head'), totalOf(sums.starred)],
    ['waiting', message('reading_unread_head'), totalOf(sums.waiting)],
    ['dismissed', message('reading_dismissed_head'), totalOf(sums.dismissed)],
  ] as const;
  return (
    <dl class="totals">
      {totals.map(([name, words, n]) => (
        <div key={name} class={name}>
          <dt>{words}</dt>
          <dd>{formatNumber(n)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Calendar({ store }: { store: ReadingStore }) {
  const years = yearsOf(store.snapshot.value.sums);
  const chosen = useSignal<number | undefined>(undefined);
  const last = years[0];
  const picture = useComputed(() => {
    const all = yearsOf(store.snapshot.value.sums);
    const year = chosen.value !== undefined && all.includes(chosen.value) ? chosen.value : all[0];
    return calendarPicture(
      store.snapshot.value,
      year ?? new Date(store.snapshot.value.at).getFullYear(),
    );
  });
  if (last === undefined) return null;
  return (
    <Figure name="calendar" picture={picture}>
      <select
        name="year"
        aria-label={message('reading_year')}
        value={String(chosen.value ?? last)}
        onChange={(event) => {
          chosen.value = Number(event.currentTarget.value);
        }}
      >
        {years.map((year) => (
          <option key={year} value={year}>
            {formatDay(dayNumber(year, 0), { year: 'numeric' })}
          </option>
        ))}
      </select>
    </Figure>
  );
}

function Flow({ store }: { store: ReadingStore }) {
  const grain = useSignal<FlowGrain>('month');
  const picture = useComputed(() => flowPicture(store.snapshot.value, grain.value));
  return (
    <Figure name="flow" picture={picture}>
      <select
        name="grain"
        aria-label={message('reading_grain')}
        value={grain.value}
        onChange={(event) => {
          grain.value = event.currentTarget.value as FlowGrain;
        }}
      >
        {(Object.keys(FLOW_GRAINS) as FlowGrain[]).map((name) => (
          <option key={name} value={name}>
            {message(`reading_by_${name}`)}
          </option>
        ))}
      </select>
    </Figure>
  );
}

/** Shows the figures that need more of the papers than their marks. */
function Topics({ store }: { store: ReadingStore }) {
  const categories = useComputed(() => categoryPicture(store.snapshot.value));
  const tags = useComputed(() => tagPicture(store.snapshot.value));
  const sites = useComputed(() => sitePicture(store.snapshot.value));
  const ages = useComputed(() => agePicture(store.snapshot.value));
  return (
    <div class="pairs">
      <Figure name="categories" picture={categories} />
      <Figure name="tags" picture={tags} />
      <Figure name="sites" picture={sites} />
      <Figure name="ages" picture={ages} />
    </div>
  );
}
