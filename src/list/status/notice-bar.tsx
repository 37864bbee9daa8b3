import { useEffect } from 'preact/hooks';
import { formatNumber, message } from '../../i18n';
import { Icon } from '../../ui/icons';
import { TeX } from '../../ui/tex';
import type { Page } from '../page';

/** A notice that is neither wrong nor the last way back need not stay. */
const SHOWN_MS = 8_000;

/** What was done, with Undo, or how far it is; at the foot of the page. */
export function NoticeBar({ page }: { page: Page }) {
  const { notice, progress } = page.feedback;
  const said = notice.value;
  const going = progress.value;
  useEffect(() => {
    if (!said || said.isFailure) return;
    const timer = setTimeout(() => {
      // Not while the reader is on its way to it.
      if (notice.peek() === said && !document.querySelector('.notice:is(:hover, :focus-within)')) {
        notice.value = undefined;
      }
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <div class={said || going ? 'notice' : 'notice none'}>
      {going && <progress max={going.total} value={going.done} aria-label={going.text} />}
      <p role="status" class={said?.isFailure && !going ? 'wrong' : undefined}>
        {going
          ? message(
              'list_progress',
              going.text,
              formatNumber(going.done),
              formatNumber(going.total),
            )
          : said && <TeX text={said.text} />}
      </p>
      {!going && said?.undo && (
        <button type="button" class="plain" aria-keyshortcuts="z" onClick={said.undo}>
          {message('notice_undo')}
        </button>
      )}
      {!going && said && (
        <button
          type="button"
          class="quiet"
          aria-label={message('notice_close')}
          title={message('notice_close')}
          onClick={() => {
            notice.value = undefined;
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
