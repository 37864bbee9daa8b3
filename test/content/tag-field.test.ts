import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTagField, type TagFieldContext } from '../../src/content/tag-field';
import { fake } from './fake-browser';
import { dispatchTrusted } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  // jsdom keeps the focus on what is removed from a shadow root.
  (document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined)?.blur();
  document.body.replaceChildren();
});

function begin(tags: readonly string[], more: Partial<TagFieldContext> = {}) {
  const tag = vi.fn();
  const context = { tag, tagsInUse: async () => ['maths', 'to read'], ...more };
  const field = createTagField(context, stay.signal);
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.append(...field.elements);
  document.body.append(host);
  field.show(tags);
  const input = root.querySelector('input') as HTMLInputElement;
  return {
    ...{ field, root, input, tag },
    chips: () => [...root.querySelectorAll<HTMLButtonElement>('.chips button')],
    list: () => root.querySelector('datalist') as HTMLDataListElement,
    type(value: string, inputType = 'insertText') {
      input.value = value;
      dispatchTrusted(input, new InputEvent('input', { inputType }));
    },
  };
}

describe('the chips', () => {
  it('are the tags, each of which says that it takes the tag away', () => {
    const { chips, field } = begin(['maths', 'to read']);
    expect(chips().map(({ textContent, title }) => [textContent, title])).toEqual([
      ['maths', 'overlay_untag maths'],
      ['to read', 'overlay_untag to read'],
    ]);
    field.show([]);
    expect(chips()).toEqual([]);
  });

  it('take their tag away when the user presses them, and not when the page does', () => {
    const { chips, tag } = begin(['maths']);
    chips()[0]?.click();
    expect(tag).not.toHaveBeenCalled();
    dispatchTrusted(chips()[0] as HTMLElement, new MouseEvent('click'));
    expect(tag.mock.calls).toEqual([['maths', false]]);
  });

  it('keep the focus where the tags are the same, and give it to the field where they are not', () => {
    const { chips, field, root, input } = begin(['maths', 'to read']);
    const [chip] = chips();
    chip?.focus();
    field.show(['maths', 'to read']);
    expect(root.activeElement).toBe(chip);
    field.show(['to read']);
    expect(root.activeElement).toBe(input);
    expect(field.isFocused).toBe(true);
  });
});

describe('the field', () => {
  it('adds a tag at a comma, and is empty again', () => {
    const { type, input, tag } = begin([]);
    type('phys');
    expect(tag).not.toHaveBeenCalled();
    type('physics,');
    expect(tag.mock.calls).toEqual([['physics', true]]);
    expect(input.value).toBe('');
  });

  it('adds a tag that is chosen from the list, or that is left', () => {
    const { type, input, tag } = begin([]);
    type('to read', 'insertReplacementText');
    expect(tag).toHaveBeenLastCalledWith('to read', true);
    type('physics');
    dispatchTrusted(input, new Event('change'));
    expect(tag).toHaveBeenLastCalledWith('physics', true);
    expect(tag).toHaveBeenCalledTimes(2);
  });

  it('adds each of several tags once, and none that the paper has', () => {
    const { type, field, tag } = begin(['maths']);
    type('a, b ,,a, maths');
    field.addTyped();
    expect(tag.mock.calls).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it('takes nothing that the page writes into it', () => {
    const { input, field, tag } = begin([]);
    input.value = 'by the page,';
    input.dispatchEvent(new InputEvent('input'));
    input.dispatchEvent(new Event('change'));
    field.addTyped();
    expect(tag).not.toHaveBeenCalled();
  });

  it('hears nothing after the signal', () => {
    const { type, tag } = begin([]);
    stay.abort();
    type('physics,');
    expect(tag).not.toHaveBeenCalled();
  });
});

describe('the list', () => {
  it('proposes the tags that other papers have', async () => {
    const { list } = begin([]);
    await vi.waitFor(() =>
      expect(Array.from(list().options, ({ value }) => value)).toEqual(['maths', 'to read']),
    );
  });

  it('stays empty where they are not known, and the field works', async () => {
    const { list, type, tag } = begin([], { tagsInUse: () => Promise.reject(new Error('No.')) });
    await Promise.resolve();
    expect(list().options).toHaveLength(0);
    type('physics,');
    expect(tag).toHaveBeenCalledWith('physics', true);
  });
});
