import { useRef } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { formatMoment } from '../../ui/dates';
import { readImportId } from './import-id';
import type { PastImports } from './past-imports';

interface PastImportListProps {
  readonly past: PastImports;
  undo(id: string): Promise<void>;
}

/** Lists the last imports, each with Undo. */
export function PastImportList({ past, undo }: PastImportListProps) {
  const list = past.list.value ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  if (list.length === 0) return null;
  return (
    <div class="card">
      <h3 id="past-imports" ref={heading} tabIndex={-1}>
        {message('data_past_imports')}
      </h3>
      <ul aria-labelledby="past-imports">
        {list.map(({ id, at, count: papers }) => {
          const file = readImportId(id)?.file || message('data_pasted');
          return (
            <li key={id} class="row" data-import={id}>
              <div class="words">
                <p>{file}</p>
                <p class="soft">
                  {formatMoment(at)} · {plural('data_papers', papers)}
                </p>
              </div>
              <button
                type="button"
                disabled={past.undoing.value !== undefined}
                aria-label={message('data_undo_of', file)}
                onClick={() => {
                  // The button disappears, and would take the focus with it.
                  void undo(id).then(() => (heading.current ?? fallback())?.focus());
                }}
              >
                {message(past.undoing.value === id ? 'data_undoing' : 'data_undo')}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Returns where the focus goes when the list disappears with its last import. */
const fallback = (): HTMLElement | null => document.querySelector('[data-first]');
