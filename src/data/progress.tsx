import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../i18n';

interface ProgressProps {
  readonly label: string;
  /** 0 to 1; undefined where nobody knows how much there is. */
  readonly share?: number;
  /** In place of the percentage. */
  readonly said?: string;
  onCancel?(): void;
}

/** Said aloud so often, in ms: each step of a hundredth would be said over the last. */
const SAID_EVERY_MS = 3_000;

/** How far something has come, with the way out of it. */
export function Progress({ label, share, said, onCancel }: ProgressProps) {
  const percent = Math.floor((share ?? 0) * 100);
  const now = said ?? message('data_percent', percent);
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
          {message('data_cancel')}
        </button>
      )}
    </div>
  );
}
