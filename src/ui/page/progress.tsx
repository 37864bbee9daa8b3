import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../i18n';

interface ProgressProps {
  readonly label: string;
  /** 0 to 1; undefined if nobody knows how much there is. */
  readonly share?: number;
  /** Text in place of the percentage. */
  readonly said?: string;
  onCancel?(): void;
}

/** How often progress is announced, in ms. Announcing each percent would interrupt the one before. */
const SAID_EVERY_MS = 3_000;

/** Shows how far something is, with a button to cancel it. */
export function Progress({ label, share, said, onCancel }: ProgressProps) {
  const percent = Math.floor((share ?? 0) * 100);
  const now = said ?? message('page_percent', percent);
  const [heard, setHeard] = useState(now);
  const latest = useRef(now);
  latest.current = now;
  useEffect(() => {
    const timer = setInterval(() => setHeard(latest.current), SAID_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="progress">
      <label>
        <span class="lead">{label}</span>
        <progress max={100} value={share === undefined ? undefined : percent} />
      </label>
      <p role="status" class="unseen">
        {label} {heard}
      </p>
      {onCancel && (
        <button type="button" data-first onClick={onCancel}>
          {message('page_cancel')}
        </button>
      )}
    </div>
  );
}
