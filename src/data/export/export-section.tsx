import { message } from '../../i18n';
import { KeyPatternCard } from './key-pattern-card';
import type { ExportStore } from './store';
import { TemplateCard } from './template-card';

/** Sets up exports: citation keys, Markdown files and Obsidian. */
export function ExportSection({ store }: { store: ExportStore }) {
  const settings = store.settings.value;
  return (
    <section aria-labelledby="export">
      <h2 id="export">{message('data_export')}</h2>
      <p class="soft">{message('data_export_hint')}</p>
      {settings && (
        <>
          <KeyPatternCard store={store} settings={settings} />
          <TemplateCard store={store} settings={settings} />
          <div class="card stage obsidian">
            <h3>{message('data_obsidian')}</h3>
            <p class="soft">{message('data_obsidian_hint')}</p>
            {(['vault', 'vaultFolder'] as const).map((name) => (
              <label key={name} class="field">
                <span>{message(`data_obsidian_${name}`)}</span>
                <input
                  type="text"
                  name={name}
                  maxLength={500}
                  autocomplete="off"
                  spellcheck={false}
                  placeholder={message(`data_obsidian_${name}_example`)}
                  value={settings[name]}
                  onInput={(event) => void store.set({ [name]: event.currentTarget.value })}
                />
              </label>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
