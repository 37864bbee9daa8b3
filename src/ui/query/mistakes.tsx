import type { RefObject } from 'preact';
import { message } from '../../i18n';
import type { Query } from '../../search/query';
import { splitAtMistakes } from './split-mistakes';

/** What a mistake is quoted by, in characters. */
const LONGEST_QUOTE = 60;

/** Lies under a search box, of the same measure, and carries the lines under what is wrong in it. */
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

/** What is wrong, in one sentence: of several mistakes, the first. */
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
