import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n';
import type { Paper } from '../../paper/paper';
import {
  type CslType,
  isNameField,
  NAME_FIELDS,
  type NameField,
  type PaperFields,
  TEXT_FIELDS,
  type TextField,
} from '../../paper/publication';
import type { PublicationFacts } from '../../protocol/requests';
import { call } from '../../protocol/rpc';
import { labelOf, NAMED_TYPES, typeName } from './publication-names';

interface PublicationFormProps {
  readonly paper: Paper;
  onDone(): void;
}

type FieldName = TextField | NameField;

/** Fields that are offered at once; the others can be added. */
const USUAL: readonly FieldName[] = ['volume', 'issue', 'page', 'publisher', 'editor'];

/** Edits what is known of a publication. Escape leaves it as it was. */
export function PublicationForm({ paper, onDone }: PublicationFormProps) {
  const { fields = {} } = paper;
  const all: readonly FieldName[] = [...TEXT_FIELDS, ...NAME_FIELDS];
  const added = useSignal<readonly FieldName[]>([]);
  const problem = useSignal('');
  const form = useRef<HTMLFormElement>(null);
  const shown = all.filter(
    (name) => fields[name] !== undefined || USUAL.includes(name) || added.value.includes(name),
  );
  useEffect(() => form.current?.querySelector('select')?.focus(), []);

  async function save(): Promise<void> {
    if (!form.current) return;
    try {
      const answer = await call('editPublication', paper.id, factsIn(form.current));
      if (typeof answer !== 'string') return onDone();
      problem.value = message('list_publication_key_taken', answer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problem.value = message('list_publication_invalid', reason);
    }
  }

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <label>
        <span>{labelOf('type')}</span>
        <select name="type" defaultValue={paper.type ?? ''}>
          <option value="" selected={!paper.type}>
            {message('list_publication_auto')}
          </option>
          {typesFor(paper.type).map((type) => (
            <option key={type} value={type} selected={type === paper.type}>
              {typeName(type)}
            </option>
          ))}
        </select>
      </label>
      {(['key', 'venue', 'published'] as const).map((name) => (
        <label key={name}>
          <span>{labelOf(name)}</span>
          <input name={name} defaultValue={paper[name] ?? ''} dir="auto" spellcheck={false} />
        </label>
      ))}
      {shown.map((name) => (
        <Field key={name} name={name} value={fields[name]} />
      ))}
      <label>
        <span />
        <select
          aria-label={message('list_publication_add')}
          value=""
          onChange={({ currentTarget }) => {
            added.value = [...added.value, currentTarget.value as FieldName];
            currentTarget.value = '';
          }}
        >
          <option value="">{message('list_publication_add')}</option>
          {all
            .filter((name) => !shown.includes(name))
            .map((name) => (
              <option key={name} value={name}>
                {labelOf(name)}
              </option>
            ))}
        </select>
      </label>
      {problem.value && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      <div class="buttons">
        <button type="submit">{message('list_publication_save')}</button>
        <button type="button" onClick={onDone}>
          {message('list_publication_cancel')}
        </button>
      </div>
    </form>
  );
}

function Field({ name, value }: { name: FieldName; value: PaperFields[FieldName] }) {
  if (!isNameField(name)) {
    return (
      <label>
        <span>{labelOf(name)}</span>
        <input name={name} defaultValue={(value as string | undefined) ?? ''} dir="auto" />
      </label>
    );
  }
  const names = (value as readonly string[] | undefined) ?? [];
  return (
    <label>
      <span>
        {labelOf(name)} <small>{message('list_publication_lines')}</small>
      </span>
      <textarea
        name={name}
        rows={Math.min(6, Math.max(1, names.length))}
        defaultValue={names.join('\n')}
        dir="auto"
      />
    </label>
  );
}

/** The types to choose from, and the paper's own. */
const typesFor = (own: CslType | undefined): readonly CslType[] =>
  own && !(NAMED_TYPES as readonly CslType[]).includes(own) ? [own, ...NAMED_TYPES] : NAMED_TYPES;

/** Returns what a form says; what is empty is absent. */
function factsIn(form: HTMLFormElement): PublicationFacts {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const fields: Record<string, unknown> = {};
  for (const name of [...TEXT_FIELDS, ...NAME_FIELDS]) {
    const value = text(name).replace(/\r/g, '');
    const names = value.split('\n').flatMap((line) => line.trim() || []);
    if (value) fields[name] = isNameField(name) ? names : value;
  }
  const [type, key, venue, published] = ['type', 'key', 'venue', 'published'].map(text);
  return {
    ...(type && { type: type as CslType }),
    ...(key && { key }),
    ...(venue && { venue }),
    ...(published && { published }),
    ...(Object.keys(fields).length > 0 && { fields: fields as PaperFields }),
  };
}
