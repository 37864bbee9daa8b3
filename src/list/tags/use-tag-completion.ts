import { useSignal } from '@preact/signals';
import type { TagCount } from '../../library/tags';
import { completionsOf, tagFrom } from './tag-names';

interface TagCompletionOptions {
  readonly tags: readonly TagCount[];
  /** Tags that are not offered. */
  readonly without: readonly string[];
  readonly onPick: (name: string) => void;
  /** Called for Backspace in an empty box. */
  readonly onBack?: (() => void) | undefined;
}

/** A tag while it is typed, and the tags to which it can be completed. */
export interface TagCompletion {
  readonly typed: string;
  readonly offered: readonly TagCount[];
  /** Index of the chosen completion; -1 while the typed text is chosen. */
  readonly chosen: number;
  type(text: string): void;
  open(): void;
  close(): void;
  pick(name: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

export function useTagCompletion(options: TagCompletionOptions): TagCompletion {
  const { tags, without, onPick, onBack } = options;
  const typed = useSignal('');
  const isOpen = useSignal(false);
  const chosen = useSignal(-1);
  const offered = isOpen.value ? completionsOf(typed.value, tags, without) : [];

  function pick(name: string): void {
    const tag = tagFrom(name);
    typed.value = '';
    chosen.value = -1;
    if (tag && !without.includes(tag)) onPick(tag);
  }

  /** Moves from the typed text through the completions, and around. */
  function choose(step: 1 | -1): void {
    isOpen.value = true;
    const choices = completionsOf(typed.peek(), tags, without).length + 1;
    chosen.value = ((chosen.peek() + 1 + step + choices) % choices) - 1;
  }

  /** Returns whether the key was one of the box. */
  function runKey(key: string): boolean {
    const isEmpty = typed.peek().trim() === '';
    const completion = offered[chosen.peek()];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      choose(key === 'ArrowDown' ? 1 : -1);
      return true;
    }
    if (key === 'Enter' || (key === ',' && !isEmpty)) {
      if (isEmpty && !completion) return false;
      pick(completion?.name ?? typed.peek());
      return true;
    }
    if (key === 'Escape' && offered.length > 0) {
      isOpen.value = false;
      return true;
    }
    if (key === 'Backspace' && typed.peek() === '') onBack?.();
    return false;
  }

  return {
    typed: typed.value,
    offered,
    chosen: chosen.value,
    type(text) {
      typed.value = text;
      isOpen.value = true;
      chosen.value = -1;
    },
    open() {
      isOpen.value = true;
    },
    close() {
      isOpen.value = false;
      chosen.value = -1;
    },
    pick,
    onKeyDown(event) {
      if (event.isComposing || !runKey(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
