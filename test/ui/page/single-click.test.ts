import { expect, it, vi } from 'vitest';
import { onSingleClick } from '../../../src/ui/page/single-click';

it('hears a click and a key that presses the button, and not the rest of a double click', () => {
  const act = vi.fn();
  const onClick = onSingleClick(act);
  const click = (detail: number) => ({ detail }) as MouseEvent;
  for (const detail of [0, 1, 2, 3, 1]) onClick(click(detail));
  expect(act.mock.calls).toEqual([[click(0)], [click(1)], [click(1)]]);
});
