import { useRef } from 'preact/hooks';
import type { FileProblem } from '../../formats/read';
import { formatNumber, message, plural } from '../../i18n';
import { remToPixels, useVirtualList } from '../../ui/virtual-list';
import { isDetailSaid, problemText } from './problem-text';
import type { ReadFile } from './review';

/** Row height, in rem. */
const ROW_REM = 4.5;

/** Lists what could not be read, with its line and the reason. */
export function ProblemList({ read }: { read: ReadFile }) {
  const list = useRef<HTMLUListElement>(null);
  const { problems, problemCount } = read;
  const scroller = useVirtualList({
    count: problems.length,
    rowHeight: remToPixels(ROW_REM),
    scrolled: () => list.current,
    pinned: -1,
  });
  return (
    <>
      <ul
        ref={list}
        class="rows"
        style={{ '--rows': `${scroller.getTotalSize()}px` }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and is scrolled with the keys
        tabIndex={0}
        aria-label={message('data_filter_problems')}
      >
        <li class="stretch" aria-hidden="true" style={heightOf(scroller.getTotalSize())} />
        {scroller.getVirtualItems().map(({ index, start }) => (
          <ProblemRow
            key={index}
            problem={problems[index] as FileProblem}
            top={start}
            place={index + 1}
            total={problems.length}
          />
        ))}
      </ul>
      {problemCount > problems.length && (
        <p class="soft">{plural('data_first_problems', problems.length)}</p>
      )}
    </>
  );
}

const heightOf = (pixels: number) => ({ blockSize: `${pixels}px` });

interface ProblemRowProps {
  readonly problem: FileProblem;
  readonly top: number;
  readonly place: number;
  readonly total: number;
}

function ProblemRow({ problem, top, place, total }: ProblemRowProps) {
  const { line, column, detail } = problem;
  const where = column
    ? message('data_line_column', formatNumber(line), formatNumber(column))
    : message('data_line', formatNumber(line));
  return (
    <li
      class="entry problem"
      style={{ insetBlockStart: `${top}px` }}
      aria-setsize={total}
      aria-posinset={place}
    >
      <div>
        <p>{problemText(problem)}</p>
        {!isDetailSaid(problem) && detail && <p class="soft">{detail}</p>}
      </div>
      {line > 0 && <span class="soft">{where}</span>}
    </li>
  );
}
