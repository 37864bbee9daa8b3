import { useEffect, useState } from 'preact/hooks';
import { word } from '../words';

interface ProgressProps {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  onCancel?(): void;
}

/** Said aloud so often, in ms: each step of a hundredth would be said over the last. */
const SAID_EVERY_MS = 3_000;

/** How far something has come, with the way out of it. */
export function Progress({ label, share, onCancel }: ProgressProps) {
  const percent = Math.floor(share * 100);
  const [said, setSaid] = useState(percent);
  useEffect(() => {
    const timer = setTimeout(setSaid, SAID_EVERY_MS, percent);
    return () => clearTimeout(timer);
  }, [Math.floor(percent / 10)]);
  return (
    <div class="progress">
      <label>
        <span class="lead">{label}</span>
        <progress max={100} value={percent} />
      </label>
      <p role="status" class="unseen">
        {label} {word('data_percent', said)}
      </p>
      {onCancel && (
        <button type="button" data-first onClick={onCancel}>
          {word('data_cancel')}
        </button>
      )}
    </div>
  );
}
