import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { citationKeyOf } from '../../formats/write/citation-key';
import {
  DEFAULT_KEY_PATTERN,
  type PatternMistake,
  parseKeyPattern,
} from '../../formats/write/key-pattern';
import { message } from '../../i18n';
import type { ExportSettings } from '../../storage/export-settings';
import { TeX } from '../../ui/tex';
import type { ExportStore } from './store';

const FIELDS = ['auth', 'authors', 'year', 'year2', 'title-word', 'title-words', 'id'] as const;
const CHANGES = ['capital', 'upper', 'initials', '4'] as const;

interface CardProps {
  readonly store: ExportStore;
  readonly settings: ExportSettings;
}

/** Edits the pattern of citation keys, with the key of one of the user's own papers as an example. */
export function KeyPatternCard({ store, settings }: CardProps) {
  /** The typed pattern while it has a mistake. Until it is corrected, the saved one stays. */
  const wrong = useSignal<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const text = wrong.value ?? settings.keyPattern;
  const pattern = parseKeyPattern(text);
  const { paper } = store.example.value;

  function take(typed: string): void {
    const isRight = parseKeyPattern(typed).mistakes.length === 0;
    wrong.value = isRight ? undefined : typed;
    if (isRight && typed !== settings.keyPattern) void store.set({ keyPattern: typed });
  }

  return (
    <div class="card stage">
      <div class="heading">
        <h3>
          <label for="keyPattern">{message('data_keys')}</label>
        </h3>
        {text !== DEFAULT_KEY_PATTERN && (
          <button
            type="button"
            name="reset-keys"
            onClick={() => {
              take(DEFAULT_KEY_PATTERN);
              // The button disappears, and would take the focus with it.
              field.current?.focus();
            }}
          >
            {message('data_reset')}
          </button>
        )}
      </div>
      <input
        type="text"
        ref={field}
        id="keyPattern"
        name="keyPattern"
        class="code"
        maxLength={200}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={pattern.mistakes.length > 0}
        aria-describedby="key-mistakes key-example"
        value={text}
        onInput={(event) => take(event.currentTarget.value)}
      />
      <div id="key-mistakes" role="alert" class="wrong">
        {pattern.mistakes.map((mistake) => (
          <p key={`${mistake.code} ${mistake.from}`}>{mistakeText(mistake, text)}</p>
        ))}
        {wrong.value !== undefined && <p>{message('data_keys_not_saved', settings.keyPattern)}</p>}
      </div>
      <p id="key-example" class="example">
        <code>{citationKeyOf(paper, pattern)}</code>{' '}
        <span class="soft">
          <TeX text={paper.title} />
        </span>
      </p>
      <KeyPatternParts />
    </div>
  );
}

/** Lists the fields that a pattern can use, and how each can be changed. */
function KeyPatternParts() {
  return (
    <details>
      <summary>{message('data_keys_parts')}</summary>
      <dl>
        {FIELDS.map((name) => (
          <div key={name}>
            <dt>
              <code>[{name}]</code>
            </dt>
            <dd>{message(`data_keys_field_${name.replace('-', '_')}`)}</dd>
          </div>
        ))}
        {CHANGES.map((name) => (
          <div key={name}>
            <dt>
              <code>[auth:{name}]</code>
            </dt>
            <dd>{message(`data_keys_change_${name}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function mistakeText({ code, from, to }: PatternMistake, text: string): string {
  const part = text.slice(from, to);
  // Between quotation marks nobody sees it.
  return part.trim() === '' && code === 'character'
    ? message('data_keys_mistake_space')
    : message(`data_keys_mistake_${code}`, part);
}
