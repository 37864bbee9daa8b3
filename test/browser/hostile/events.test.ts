import { describe, expect, it } from 'vitest';
import { arxivList, sampleId } from '../../demo/sample';
import { cardsOf, clickInside, press } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { editorOf, markOf, openAt, openEditor, readDisk, untilWhole, withParts } from './page';

/** Makes by script each event that a user could make. Runs in the page, and sees nothing of this file. */
function fakeEverything(): void {
  const all = (name: string) => [...document.querySelectorAll<HTMLElement>(name)];
  const inside = <E extends HTMLElement>(host: HTMLElement, name: string) => [
    ...(host.shadowRoot?.querySelectorAll<E>(name) ?? []),
  ];
  const init = { bubbles: true, cancelable: true, composed: true };
  const click = (target: EventTarget): void => {
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick']) {
      target.dispatchEvent(new MouseEvent(type, init));
    }
    if (target instanceof HTMLElement) target.click();
  };
  const type = (target: EventTarget): void => {
    for (const key of ['j', 's', 'r', 'x', 'z', 'Enter', ' ', 'Escape']) {
      for (const name of ['keydown', 'keypress', 'keyup']) {
        target.dispatchEvent(new KeyboardEvent(name, { ...init, key }));
      }
    }
  };
  const [note] = all('dogear-note');
  if (!note) throw new Error('no note');
  for (const field of inside<HTMLTextAreaElement>(note, 'textarea, input')) {
    field.value = 'evil';
    for (const name of ['beforeinput', 'input']) field.dispatchEvent(new InputEvent(name, init));
    field.dispatchEvent(new Event('change', init));
    type(field);
    field.dispatchEvent(new Event('blur', init));
  }
  for (const bar of all('dogear-bar')) {
    for (const box of inside<HTMLInputElement>(bar, 'input, label')) {
      click(box);
      box.checked = !box.checked;
      box.dispatchEvent(new Event('input', init));
      box.dispatchEvent(new Event('change', init));
      click(box);
      box.click();
    }
    for (const select of inside<HTMLSelectElement>(bar, 'select')) {
      select.value = 'dimmed';
      select.dispatchEvent(new Event('input', init));
      select.dispatchEvent(new Event('change', init));
    }
    inside(bar, 'button').forEach(click);
  }
  for (const control of all('dogear-control')) inside(control, 'button').forEach(click);
  for (const link of all('dt a')) {
    link.addEventListener('click', (event) => event.preventDefault());
    click(link);
  }
  for (const target of [window, document, document.body, ...all('dt, dogear-control')])
    type(target);
  for (const name of ['dogear:leave', 'DOMContentLoaded', 'load', 'pageshow', 'pagehide']) {
    for (const target of [document, window]) target.dispatchEvent(new Event(name));
  }
}

describe.each(KINDS)('events of a hostile page in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('are not the user’s: nothing is written', async () => {
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AE/recent',
      withParts(arxivList(), { root: 'class="x"' }),
    );
    await untilWhole(page);
    await openEditor(page, sampleId(0));
    await page.keyboard.type('mine');
    await until(async () => (await markOf(testbed, sampleId(0)))?.note === 'mine');
    const before = await readDisk(testbed);
    await page.evaluate(fakeEverything);
    // Still there, and after what came before it: the user's own click.
    await press(page, sampleId(8), 'Star');
    await until(async () => (await markOf(testbed, sampleId(8)))?.starredAt !== undefined);
    const after = await readDisk(testbed);
    const without = ({ marks, papers, settings }: Awaited<ReturnType<typeof readDisk>>) => ({
      marks: marks.filter(({ id }) => id !== sampleId(8)),
      papers: papers.filter(({ id }) => id !== sampleId(8)),
      settings,
    });
    expect(without(after)).toEqual(without(before));
    // Nor is what the page wrote into the editor sent along when the user closes it.
    await clickInside(page, 'dogear-note[data-open]', 'textarea');
    await page.keyboard.press('Escape');
    await until(async () => (await editorOf(page)) === undefined);
    // By then a tag of it would be there, too: one answer comes after the other.
    await press(page, sampleId(8), 'Star');
    await until(async () => (await markOf(testbed, sampleId(8)))?.starredAt === undefined);
    expect(await markOf(testbed, sampleId(0))).toMatchObject({ note: 'mine' });
    expect((await markOf(testbed, sampleId(0)))?.tags).toBeUndefined();
  });

  it('are not in the user’s way: what is typed reaches the note, and no shortcut', async () => {
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AF/recent',
      withParts(arxivList(), {
        head: `<script>
          window.keys = [];
          for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'paste']) {
            window.addEventListener(type, (event) => {
              keys.push(type + ' ' + event.key);
              event.preventDefault();
              event.stopImmediatePropagation();
            }, true);
          }
        </script>`,
      }),
    );
    await untilWhole(page);
    const keysOf = () => page.evaluate(() => (window as unknown as { keys: string[] }).keys);
    await openEditor(page, sampleId(1));
    await page.keyboard.type('jump, star; rex? Hz');
    await page.keyboard.press('Enter');
    await page.keyboard.type('x');
    const text = 'jump, star; rex? Hz\nx';
    expect((await editorOf(page))?.text).toBe(text);
    await until(async () => (await markOf(testbed, sampleId(1)))?.note === text);
    await page.keyboard.press('Escape');
    await until(async () => (await editorOf(page)) === undefined);
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    const marked = (): Promise<string[]> =>
      cardsOf(page).then((cards) => cards.flatMap((c) => (c.starred ? [c.id] : [])));
    await until(async () => (await marked()).length === 1);
    expect(await keysOf()).toEqual([]);
    await page.keyboard.press('s');
    await until(async () => (await marked()).length === 0);
    // What is none of ours is the page's.
    await page.keyboard.press('q');
    expect(await keysOf()).toContain('keydown q');
  });
});
