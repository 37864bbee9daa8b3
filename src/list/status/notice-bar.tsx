import { useEffect } from 'preact/hooks';
import { formatNumber, message } from '../../i18n';
import type { Notice } from '../../ui/page/notice';
import { TeX } from '../../ui/tex';
import { IconButton } from '../buttons';
import type { Page } from '../page';
import type { Feedback, Progress } from '../state/feedback';

/** How long a notice stays that reports success, in ms. */
const SHOWN_MS = 8_000;

/** What the last action did, with Undo, or how far it is. At the foot of the page. */
export function NoticeBar({ page }: { page: Page }) {
  const notice = page.feedback.notice.value;
  const progress = page.feedback.progress.value;
  useFading(page.feedback);
  return (
    <div class={notice || progress ? 'notice' : 'notice none'}>
      {progress && (
        <progress max={progress.total} value={progress.done} aria-label={progress.text} />
      )}
      {/* Always there, since screen readers only announce changes of an element that they know. */}
      <p role="status" class={notice?.isFailure && !progress ? 'wrong' : undefined}>
        {progress ? describeProgress(progress) : notice && <TeX text={notice.text} />}
      </p>
      {notice && !progress && <NoticeButtons page={page} notice={notice} />}
    </div>
  );
}

const describeProgress = ({ text, done, total }: Progress): string =>
  message('list_progress', text, formatNumber(done), formatNumber(total));

function NoticeButtons({ page, notice }: { page: Page; notice: Notice }) {
  return (
    <>
      {notice.undo && (
        <button type="button" class="plain" aria-keyshortcuts="z" onClick={notice.undo}>
          {message('notice_undo')}
        </button>
      )}
      <IconButton
        icon="close"
        label={message('notice_close')}
        onClick={() => {
          page.feedback.notice.value = undefined;
        }}
      />
    </>
  );
}

/** Hides a notice of success after a while, unless the user is about to press a button in it. */
function useFading({ notice }: Feedback): void {
  const shown = notice.value;
  useEffect(() => {
    if (!shown || shown.isFailure) return;
    const timer = setTimeout(() => {
      const isInUse = document.querySelector('.notice:is(:hover, :focus-within)') !== null;
      if (notice.peek() === shown && !isInUse) notice.value = undefined;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
}
