import { useSignal } from '@preact/signals';
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import type { Paper } from '../../paper/paper';
import { NAME_FIELDS, TEXT_FIELDS } from '../../paper/publication';
import type { Page } from '../page';
import { PublicationForm } from './publication-form';
import { labelOf, typeName } from './publication-names';

interface PublicationProps {
  readonly page: Page;
  readonly entry: Entry;
}

/** Shows what files say of the publication, and lets the user change it. */
export function Publication({ page, entry: { paper } }: PublicationProps) {
  const isEdited = useSignal(false);
  const isBin = page.store.address.listQuery.value.view === 'bin';
  const facts = factsOf(paper);
  if (isBin && facts.length === 0) return null;
  return (
    <section class="publication">
      <div class="heading">
        <h3>{message('list_publication')}</h3>
        {!isBin && !isEdited.value && (
          <button
            type="button"
            class="plain"
            id="edit-publication"
            onClick={() => {
              isEdited.value = true;
            }}
          >
            {message('list_publication_edit')}
          </button>
        )}
      </div>
      {isEdited.value ? (
        <PublicationForm
          paper={paper}
          onDone={() => {
            isEdited.value = false;
            // The button comes back with the next rendering.
            requestAnimationFrame(() => document.getElementById('edit-publication')?.focus());
          }}
        />
      ) : (
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Returns what is shown, with its label. Venue and date stand above. */
function factsOf(paper: Paper): (readonly [label: string, value: string])[] {
  const { type, key, fields = {}, bibtex } = paper;
  const texts = TEXT_FIELDS.map((name) => [labelOf(name), fields[name] ?? ''] as const);
  const names = NAME_FIELDS.map((name) => [labelOf(name), fields[name]?.join(', ') ?? ''] as const);
  const others = Object.entries(bibtex?.fields ?? {}).map(([name, text]) => `${name} = {${text}}`);
  const all = [
    [labelOf('type'), type ? typeName(type) : ''] as const,
    [labelOf('key'), key ?? ''] as const,
    ...names,
    ...texts,
    [message('list_publication_bibtex'), others.join('\n')] as const,
  ];
  return all.filter(([, value]) => value !== '');
}
