import { useEffect, useRef } from 'preact/hooks';
import { formatNumber, message, plural } from '../../i18n';
import { ImportList } from './import-list';
import { ProblemList } from './problem-list';
import { problemText } from './problem-text';
import type { Filter, Review } from './review';
import type { ImportStore } from './store';

const FILTERS: readonly Filter[] = ['all', 'new', 'changed', 'same', 'problems'];

/** Shows what the file holds and what importing it would do. */
export function ImportPreview({ imports }: { imports: ImportStore }) {
  const { review } = imports;
  const read = review.file.value;
  const counts = review.counts.value;
  const chosen = review.chosenCount.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (!read) return null;
  const { format, name, outcomes, problems } = read;
  const refusal = outcomes.length === 0 ? problems[0] : undefined;
  const hasList = outcomes.length > 0 || (format !== undefined && problems.length > 0);
  return (
    <div class="preview">
      <div class="file">
        <h3 ref={heading} tabIndex={-1} data-first>
          {name || message('data_pasted')}
        </h3>
        {format && <p class="soft">{message(`data_format_${format.replaceAll('-', '_')}`)}</p>}
      </div>
      <div role="status">
        {outcomes.length > 0 && <p class="lead">{summaryOf(counts)}</p>}
        {refusal && <p class="wrong">{problemText(refusal)}</p>}
      </div>
      {hasList && (
        <>
          <Filters review={review} />
          {review.filter.value === 'problems' ? (
            <ProblemList read={read} />
          ) : (
            <ImportList imports={imports} />
          )}
        </>
      )}
      <div class="buttons">
        {counts.new > 0 && (
          <label class="check">
            <input
              type="checkbox"
              name="stars-new"
              checked={review.starsNew.value}
              onChange={(event) => {
                review.starsNew.value = event.currentTarget.checked;
              }}
            />
            {message('data_star_new')}
          </label>
        )}
        <button type="button" name="back" onClick={imports.reset}>
          {message(outcomes.length > 0 ? 'data_do_not_import' : 'data_choose_other')}
        </button>
        {counts.new + counts.changed > 0 && (
          <button
            type="button"
            class="main"
            disabled={chosen === 0}
            onClick={() => void imports.write()}
          >
            {plural('data_do_import', chosen)}
          </button>
        )}
      </div>
    </div>
  );
}

/** "12 papers: 8 are new, 3 would change, 1 is there already." */
function summaryOf(counts: Readonly<Record<Filter, number>>): string {
  if (counts.new + counts.changed === 0) return message('data_nothing_new');
  const parts = (['new', 'changed', 'same'] as const).filter((key) => counts[key] > 0);
  return [
    plural('data_found', counts.all),
    ...parts.map((key) => plural(`data_found_${key}`, counts[key])),
  ].join(' ');
}

function Filters({ review }: { review: Review }) {
  const counts = review.counts.value;
  const present = FILTERS.filter((filter) => filter !== 'all' || counts.all > 0).filter(
    (filter) => filter === 'all' || counts[filter] > 0,
  );
  if (present.length < 2) return null;
  return (
    <fieldset class="choice filters">
      <legend class="unseen">{message('data_filter')}</legend>
      {present.map((filter) => (
        <label key={filter}>
          <input
            type="radio"
            name="filter"
            value={filter}
            checked={review.filter.value === filter}
            onChange={() => {
              review.filter.value = filter;
            }}
          />
          {message(`data_filter_${filter}`)} <b>{formatNumber(counts[filter])}</b>
        </label>
      ))}
    </fieldset>
  );
}
