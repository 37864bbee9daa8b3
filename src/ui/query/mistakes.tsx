import type { RefObject } from 'preact';
import { message } from '../../i18n';
import type { Query } from '../../search/query';
import { splitAtMistakes } from './split-mistakes';

/** Most characters of a mistake that are quoted. */
const LONGEST_QUOTE = 60;

/** Underlines what is wrong in a query. It lies under the search box and has the same size. */
export function MistakeUnderlines({
  query,
  place,
}: {
  query: Query;
  place: RefObject<HTMLDivElement | null>;
}) {
  return (
    <div class="mirror" ref={place} aria-hidden="true">
      {splitAtMistakes(query.text, query.mistakes).map(({ text, isWrong }, i) =>
        isWrong ? <mark key={i}>{text}</mark> : text,
      )}
    </div>
  );
}

/** Says in one sentence what is wrong in a query. If there are several mistakes, it names the first. */
export function MistakeLine({ query: { text, mistakes } }: { query: Query }) {
  const [mistake] = mistakes;
  return (
    <p id="mistake" class={mistake ? 'mistake' : 'mistake none'} role="status">
      {mistake &&
        message(
          `search_mistake_${mistake.code}`,
          text.slice(mistake.from, mistake.to).slice(0, LONGEST_QUOTE),
        )}
    </p>
  );
}
