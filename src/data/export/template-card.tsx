import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { citationKeyOf } from '../../formats/write/citation-key';
import { parseKeyPattern } from '../../formats/write/key-pattern';
import { DEFAULT_TEMPLATE, previewTemplate } from '../../formats/write/markdown-files';
import { PLACEHOLDERS } from '../../formats/write/placeholders';
import type { TemplateMistake } from '../../formats/write/template';
import { formatNumber, message } from '../../i18n';
import type { ExportSettings } from '../../storage/export-settings';
import type { ExportStore } from './store';

interface CardProps {
  readonly store: ExportStore;
  readonly settings: ExportSettings;
}

/** Most characters of a template that are kept (src/storage/export-settings.ts). */
const LONGEST = 20_000;

/** Edits the template of Markdown files, with a preview of one of the user's own papers. */
export function TemplateCard({ store, settings }: CardProps) {
  const isPreview = useSignal(false);
  /** The typed text. It can be empty, which is saved as the default. */
  const typed = useSignal<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = typed.value ?? (settings.template || DEFAULT_TEMPLATE);
  const entry = store.example.value;
  const key = citationKeyOf(entry.paper, parseKeyPattern(settings.keyPattern));
  const preview = previewTemplate(text || DEFAULT_TEMPLATE, entry, key);

  return (
    <div class="card stage">
      <div class="heading">
        <h3>
          <label for="template">{message('data_template')}</label>
        </h3>
        {text !== DEFAULT_TEMPLATE && (
          <button
            type="button"
            name="reset-template"
            onClick={() => {
              typed.value = undefined;
              void store.set({ template: '' });
              // The button disappears, and would take the focus with it.
              field.current?.focus();
            }}
          >
            {message('data_reset')}
          </button>
        )}
        <button
          type="button"
          name="preview-template"
          aria-pressed={isPreview.value}
          onClick={() => {
            isPreview.value = !isPreview.value;
          }}
        >
          {message('data_preview')}
        </button>
      </div>
      <p class="soft">{message('data_template_hint')}</p>
      <div class={isPreview.value ? 'beside' : ''}>
        <textarea
          ref={field}
          id="template"
          name="template"
          class="code"
          rows={14}
          maxLength={LONGEST}
          spellcheck={false}
          aria-invalid={preview.mistakes.length > 0}
          aria-describedby="template-mistakes"
          placeholder={message('data_template_empty')}
          value={text}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            void store.set({ template: typed.value });
          }}
        />
        {isPreview.value && <TemplatePreview name={preview.name} text={preview.text} />}
      </div>
      <div id="template-mistakes" role="alert" class="wrong">
        {preview.mistakes.map((mistake) => (
          <p key={`${mistake.code} ${mistake.from}`}>{mistakeText(mistake, text)}</p>
        ))}
      </div>
      <TemplateParts />
    </div>
  );
}

/** Shows one of the user's papers as a file: its name, and what stands in it. */
function TemplatePreview({ name, text }: { name: string; text: string }) {
  return (
    <figure>
      <figcaption class="soft">{name}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and is scrolled with the keys */}
      <pre class="code" tabIndex={0}>
        {text}
      </pre>
    </figure>
  );
}

/** Lists the placeholders that a template can use. */
function TemplateParts() {
  return (
    <details>
      <summary>{message('data_template_parts')}</summary>
      <p class="soft">{message('data_template_how')}</p>
      <p class="names">
        {Object.keys(PLACEHOLDERS).map((name) => (
          <code key={name}>{`{{${name}}}`}</code>
        ))}
      </p>
    </details>
  );
}

/** Returns "Line 5: there is nothing called “titel”." */
function mistakeText({ code, from, name }: TemplateMistake, text: string): string {
  const line = formatNumber(text.slice(0, from).split('\n').length);
  return message(`data_template_mistake_${code}`, line, name);
}
