import { message } from '../i18n';
import { SITES } from '../sites';
import type { SiteInfo } from '../sites/site';
import { HIDABLE, HIDE_AS, type HideAs } from '../storage/settings';
import type { OptionsStore } from './store';
import { SwitchRow } from './switch-row';

/** The settings of each site: whether Dogear works there, and what it hides there, and how. */
export function Sites({ store }: { store: OptionsStore }) {
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">{message('options_sites')}</h2>
      <p class="soft">{message('options_sites_hint')}</p>
      {SITES.map((site) => (
        <SiteCard key={site.id} site={site} store={store} />
      ))}
    </section>
  );
}

function SiteCard({ site, store }: { site: SiteInfo; store: OptionsStore }) {
  const isOff = !store.get(`on:${site.id}`);
  const isShown = !store.get(`hideRead:${site.id}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not stand in the row of its switch
    <div class="card" role="group" aria-label={site.name}>
      <SwitchRow store={store} name={`on:${site.id}`} label={site.name} hint={addressOf(site)} />
      <SwitchRow
        store={store}
        name={`hideRead:${site.id}`}
        label={message('options_hide_read')}
        isDisabled={isOff}
      >
        <HidesChoice site={site} store={store} isDisabled={isOff || isShown} />
        <HideAsChoice site={site} store={store} isDisabled={isOff || isShown} />
      </SwitchRow>
    </div>
  );
}

/** "huggingface.co/papers" */
const addressOf = ({ matches }: SiteInfo): string =>
  matches.map((pattern) => pattern.replace(/^https:\/\/|\/?\*$/g, '')).join(', ');

interface ChoiceProps {
  readonly site: SiteInfo;
  readonly store: OptionsStore;
  readonly isDisabled: boolean;
}

function HidesChoice({ site, store, isDisabled }: ChoiceProps) {
  const name = `hides:${site.id}` as const;
  const chosen = store.get(name);
  return (
    <fieldset class="choice several" disabled={isDisabled}>
      <legend class="unseen">{message('options_hides')}</legend>
      {HIDABLE.map((flag) => (
        <label key={flag}>
          <input
            type="checkbox"
            name={name}
            value={flag}
            checked={chosen.includes(flag)}
            onChange={({ currentTarget }) => {
              const others = store.get(name).filter((one) => one !== flag);
              void store.set(name, currentTarget.checked ? [...others, flag] : others);
            }}
          />
          {message(`options_hides_${flag}`)}
        </label>
      ))}
    </fieldset>
  );
}

function HideAsChoice({ site, store, isDisabled }: ChoiceProps) {
  const name = `hideAs:${site.id}` as const;
  return (
    <fieldset class="choice" disabled={isDisabled}>
      <legend class="unseen">{message('options_hide_as')}</legend>
      {HIDE_AS.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={store.get(name) === value}
            onChange={() => void store.set(name, value)}
          />
          <Sketch as={value} />
          {message(`hide_as_${value}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** A drawing of three papers, of which the middle one is marked. */
function Sketch({ as }: { as: HideAs }) {
  const [first, last] = { hidden: [4, 11.5], folded: [2, 13.5], dimmed: [0, 15.5] }[as];
  return (
    <svg class="sketch" viewBox="0 0 22 20" aria-hidden="true">
      <rect y={first} width="22" height="4.5" rx="1.5" />
      {as === 'dimmed' && <rect class="pale" y="7.75" width="22" height="4.5" rx="1.5" />}
      {as === 'folded' && <rect y="9.25" width="22" height="1.5" rx=".75" />}
      <rect y={last} width="22" height="4.5" rx="1.5" />
    </svg>
  );
}
