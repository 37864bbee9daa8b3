import { useSignal } from '@preact/signals';
import { message, plural } from '../../i18n';
import { TAG_COLOURS } from '../../paper/mark';
import type { Page } from '../page';
import { LONGEST_TAG, tagFrom } from '../tags/tag-names';
import { DialogFrame } from './dialog-frame';
import { NameField } from './name-field';

/** Changes a tag's name and colour. Giving it another tag's name merges the two. */
export function EditTagDialog({ page, name }: { page: Page; name: string }) {
  const typed = useSignal(name);
  const colour = useSignal(page.tags.colourOf(name) ?? null);
  const wanted = tagFrom(typed.value);
  const other = page.tags.all.value.find((tag) => tag.name === wanted && tag.name !== name);
  const own = page.tags.all.value.find((tag) => tag.name === name);

  async function save(): Promise<void> {
    const to = tagFrom(typed.peek());
    if (!to) return;
    page.dialog.value = undefined;
    if (to !== name) await page.actions.renameTag(name, to);
    const before = page.tags.colourOf(name) ?? null;
    // A merged tag keeps the colour of the other one.
    if (!other && colour.peek() !== before) await page.actions.colourTag(to, colour.peek());
    await page.tags.read().catch(page.store.fail);
    followRename(page, name, to);
  }

  async function remove(): Promise<void> {
    page.dialog.value = undefined;
    await page.actions.deleteTag(name);
    await page.tags.read().catch(page.store.fail);
  }

  return (
    <DialogFrame page={page} title={message('list_tag_edit')} onSubmit={() => void save()}>
      <NameField name={typed} longest={LONGEST_TAG} />
      {other && (
        <p class="soft">
          {message('list_tag_merges', other.name, plural('list_papers', other.count))}
        </p>
      )}
      {!other && <Colours colour={colour} />}
      <div class="buttons">
        <button type="button" class="plain danger" onClick={() => void remove()}>
          {message('list_tag_delete', plural('list_papers', own?.count ?? 0))}
        </button>
        <span class="space" />
        <button type="submit" class="main">
          {message(other ? 'list_tag_merge' : 'list_save')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Keeps showing the papers of a renamed tag, where they were shown. */
function followRename(page: Page, from: string, to: string): void {
  const { address } = page.store;
  const { query } = address.listQuery.peek();
  for (const name of [`tag:${from}`, `tag:"${from}"`]) {
    if (query.trim() === name) address.go({ query: `tag:"${to}"` });
  }
}

/** Makes a tag that no paper has yet. */
export function NewTagDialog({ page }: { page: Page }) {
  const typed = useSignal('');
  const colour = useSignal<string | null>('grey');

  async function save(): Promise<void> {
    const name = tagFrom(typed.peek());
    if (!name) return;
    page.dialog.value = undefined;
    await page.actions.colourTag(name, colour.peek() ?? 'grey');
    await page.tags.read().catch(page.store.fail);
  }

  return (
    <DialogFrame page={page} title={message('list_tag_new')} onSubmit={() => void save()}>
      <NameField name={typed} longest={LONGEST_TAG} />
      <Colours colour={colour} />
      <div class="buttons">
        <span class="space" />
        <button type="submit" class="main">
          {message('list_save')}
        </button>
      </div>
    </DialogFrame>
  );
}

function Colours({ colour }: { colour: { value: string | null } }) {
  return (
    <fieldset class="colours">
      <legend>{message('list_colour')}</legend>
      {TAG_COLOURS.map((name) => (
        <label key={name} title={message(`list_colour_${name}`)}>
          <input
            type="radio"
            name="colour"
            value={name}
            aria-label={message(`list_colour_${name}`)}
            checked={(colour.value ?? 'grey') === name}
            onChange={() => {
              colour.value = name;
            }}
          />
          <span class="dot" data-colour={name} />
        </label>
      ))}
    </fieldset>
  );
}
