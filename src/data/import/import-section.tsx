import { useEffect, useRef } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { listOfAdded } from '../../ui/list-address';
import { Progress } from '../../ui/page/progress';
import { Chooser, useDrop } from './chooser';
import { ImportPreview } from './import-preview';
import { PastImportList } from './past-import-list';
import type { ImportStore } from './store';

/** Imports papers: a file is chosen, reviewed and written. */
export function ImportSection({ imports }: { imports: ImportStore }) {
  return (
    <section aria-labelledby="import">
      <h2 id="import">{message('data_import')}</h2>
      <p class="soft">{message('data_import_hint')}</p>
      <div class="card">
        <Stage imports={imports} />
      </div>
      <PastImportList past={imports.past} undo={imports.undo} />
    </section>
  );
}

function Stage({ imports }: { imports: ImportStore }) {
  const phase = imports.phase.value;
  const stage = useRef<HTMLDivElement>(null);
  const now = `${phase} ${imports.finished.value?.isUndone ?? false}`;
  const before = useRef(now);
  const isOver = useDrop((file) => {
    // An import that is being written goes on.
    if (phase !== 'writing') void imports.choose(file, file.name);
  });
  useEffect(() => {
    // The button that was pressed is gone, and the focus with it.
    if (before.current !== now && !stage.current?.contains(document.activeElement)) {
      stage.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    }
    before.current = now;
  }, [now]);
  return (
    <div ref={stage} class="stage">
      {phase === 'choose' && <Chooser imports={imports} isOver={isOver} />}
      {phase === 'reading' && (
        <Progress
          label={message('data_reading')}
          share={imports.share.value}
          onCancel={imports.cancel}
        />
      )}
      {phase === 'review' && <ImportPreview imports={imports} />}
      {phase === 'writing' && (
        <Progress
          label={plural('data_importing', imports.review.chosenCount.value)}
          share={imports.share.value}
          onCancel={imports.cancel}
        />
      )}
      {phase === 'finished' && <Finished imports={imports} />}
    </div>
  );
}

/** Shows what became of the import, with what it added and Undo. */
function Finished({ imports }: { imports: ImportStore }) {
  const done = imports.finished.value;
  if (!done) return null;
  const { id, at, added, changed, refused, left, reason, isUndone } = done;
  const isBusy = imports.past.undoing.value !== undefined;
  return (
    <div class="finished">
      <div role="status">
        {isUndone ? (
          <p class="lead">{message('data_import_undone')}</p>
        ) : (
          <p class="lead">
            {[
              ...(added > 0 ? [plural('data_added', added)] : []),
              ...(changed > 0 ? [plural('data_changed', changed)] : []),
            ].join(' ') || message('data_nothing_written')}
          </p>
        )}
        {!isUndone && left > 0 && (
          <p class="soft">{plural(reason ? 'data_left_over' : 'data_cancelled', left)}</p>
        )}
        {reason && <p class="wrong">{message('data_import_failed', reason)}</p>}
        {refused.length > 0 && (
          <p class="wrong">
            {plural('data_refused', refused.length)} {refused.slice(0, 3).join(' · ')}
          </p>
        )}
      </div>
      <div class="buttons">
        {!isUndone && added > 0 && (
          <a href={listOfAdded(at)} target="_blank" rel="noopener" data-show>
            {message('data_show_imported')}
          </a>
        )}
        {!isUndone && added + changed > 0 && (
          <button
            type="button"
            name="undo-import"
            disabled={isBusy}
            onClick={() => void imports.undo(id)}
          >
            {message('data_undo_import')}
          </button>
        )}
        <button type="button" name="back" data-first onClick={imports.reset}>
          {message('data_import_more')}
        </button>
      </div>
    </div>
  );
}
