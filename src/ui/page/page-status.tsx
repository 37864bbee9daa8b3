import { message } from '../../i18n';
import { Icon } from '../icons';
import type { NoticeStore } from './notice';

/** The feedback line in the header of a page, always in the same place. */
export function PageStatus({ notices }: { notices: NoticeStore }) {
  const notice = notices.notice.value;
  return (
    <div class="status">
      <p role="status">
        {notice && !notice.isFailure && (
          <span key={notice.number} class="saved">
            <Icon name="read" />
            {notice.text}
          </span>
        )}
      </p>
      <p role="alert" class="wrong">
        {notice?.isFailure && notice.text}
      </p>
      {notice?.undo && (
        <button type="button" class="plain" onClick={notice.undo}>
          {message('notice_undo')}
        </button>
      )}
    </div>
  );
}
