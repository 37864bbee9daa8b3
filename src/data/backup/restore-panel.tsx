import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatNumber, message, plural } from '../../i18n';
import { formatMoment } from '../../ui/dates';
import { Progress } from '../../ui/page/progress';
import { damageText } from './damage-text';
import { backupName, type RestorePlan } from './restore-plan';
import type { RestoreStore } from './restore-store';

/** Shows what restoring a backup would change, and the two ways to do it. */
export function RestorePanel({ restoring }: { restoring: RestoreStore }) {
  const phase = restoring.phase.value;
  const plan = restoring.plan.value;
  const isOpen = phase !== 'idle';
  useEffect(() => {
    if (!isOpen) return undefined;
    const before = document.activeElement as HTMLElement | null;
    // The focus goes back to the button that opened the panel, once it can be pressed again.
    return () => setTimeout(() => before?.isConnected && before.focus());
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <div class="card stage restore">
      {phase === 'opening' && (
        <Progress
          label={message('data_opening')}
          onCancel={restoring.close}
          said={saidOf(restoring)}
        />
      )}
      {phase === 'plan' && plan && <Plan restoring={restoring} plan={plan} />}
      {phase === 'writing' && plan && (
        <Progress
          label={message('data_restoring')}
          share={restoring.done.value / Math.max(1, sizeOf(plan))}
        />
      )}
    </div>
  );
}

const saidOf = (restoring: RestoreStore): string =>
  plural('data_papers', Math.floor(restoring.done.value));

const sizeOf = ({ exactly }: RestorePlan): number =>
  exactly.added.length + exactly.changed.length + exactly.same;

function Plan({ restoring, plan }: { restoring: RestoreStore; plan: RestorePlan }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isAsking = useSignal(false);
  useEffect(() => heading.current?.focus(), [plan]);
  const { merge, exactly, damage, source, bringsMore } = plan;
  const isDamaged = damage.length > 0;
  const changes = merge.added.length + merge.changed.length > 0;
  const merges = changes || bringsMore;
  const differs = exactly.added.length + exactly.changed.length + exactly.gone.length > 0;
  return (
    <div class="plan">
      <h3 ref={heading} tabIndex={-1}>
        {message('data_restore_title', backupName(plan))}
      </h3>
      {typeof source !== 'number' && Number.isFinite(plan.at) && (
        <p class="soft">{message('data_made_at', formatMoment(plan.at))}</p>
      )}
      {isDamaged && <DamageReport plan={plan} canMerge={merges} />}
      {!isDamaged && !differs && !bringsMore && (
        <p class="lead">{message('data_nothing_changes')}</p>
      )}
      {bringsMore && <p class={differs ? 'soft' : 'lead'}>{message('data_brings_more')}</p>}
      {(changes || (differs && !isDamaged)) && (
        <PlanTable merge={changes ? merge : undefined} exactly={isDamaged ? undefined : exactly} />
      )}
      <div class="buttons">
        <button type="button" onClick={restoring.close}>
          {message('data_leave_it')}
        </button>
        {!isDamaged && differs && (
          <button
            type="button"
            name="exactly"
            onClick={() => {
              isAsking.value = true;
            }}
          >
            {message('data_exactly')}
          </button>
        )}
        {merges && (
          <button
            type="button"
            name="merge"
            class="main"
            onClick={() => void restoring.restore('merge')}
          >
            {message(isDamaged && changes ? 'data_save' : 'data_merge')}
          </button>
        )}
      </div>
      {isAsking.value && (
        <Question
          plan={plan}
          onAnswer={(isYes) => {
            isAsking.value = false;
            if (isYes) void restoring.restore('exactly');
          }}
        />
      )}
    </div>
  );
}

function DamageReport({ plan, canMerge }: { plan: RestorePlan; canMerge: boolean }) {
  return (
    <div role="alert">
      {plan.damage.map((one) => (
        <p key={JSON.stringify(one)} class="wrong">
          {damageText(one)}
        </p>
      ))}
      <p>{canMerge ? plural('data_can_save', sizeOf(plan)) : message('data_nothing_to_save')}</p>
    </div>
  );
}

interface PlanTableProps {
  /** Undefined if merging would change no paper. */
  readonly merge: RestorePlan['merge'] | undefined;
  /** Undefined if the backup is too damaged for it. */
  readonly exactly: RestorePlan['exactly'] | undefined;
}

function PlanTable({ merge, exactly }: PlanTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{message('data_col_added')}</th>
          <th scope="col">{message('data_col_changed')}</th>
          <th scope="col">{message('data_col_gone')}</th>
        </tr>
      </thead>
      <tbody>
        {merge && <PlanRow name={message('data_merge')} numbers={merge} />}
        {exactly && <PlanRow name={message('data_exactly')} numbers={exactly} />}
      </tbody>
    </table>
  );
}

interface PlanRowProps {
  readonly name: string;
  readonly numbers: RestorePlan['merge'];
}

function PlanRow({ name, numbers: { added, changed, gone } }: PlanRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {[added, changed, gone].map((ids, i) => (
        <td key={i}>{formatNumber(ids.length)}</td>
      ))}
    </tr>
  );
}

/** Asks before the library is made exactly what it was, and says what that would change. */
function Question({ plan, onAnswer }: { plan: RestorePlan; onAnswer: (isYes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { added, changed, gone } = plan.exactly;
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="question" onClose={() => onAnswer(false)}>
      <h3 id="question">{message('data_exactly_title')}</h3>
      <ul>
        {added.length > 0 && <li>{plural('data_exactly_added', added.length)}</li>}
        {changed.length > 0 && <li>{plural('data_exactly_changed', changed.length)}</li>}
        {gone.length > 0 && <li>{plural('data_exactly_gone', gone.length)}</li>}
      </ul>
      <p class="soft">{message('data_exactly_backup')}</p>
      <div class="buttons">
        <button type="button" onClick={() => onAnswer(false)}>
          {message('page_cancel')}
        </button>
        <button type="button" name="exactly-yes" class="main" onClick={() => onAnswer(true)}>
          {message('data_exactly')}
        </button>
      </div>
    </dialog>
  );
}
