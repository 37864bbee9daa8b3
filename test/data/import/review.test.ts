import { describe, expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '../../../src/data/import/import-file';
import { makeReview } from '../../../src/data/import/review';

const fileOf = (outcomes: readonly Outcome[], problemCount = 0) => ({
  ...{ name: 'refs.bib', format: 'bibtex' as const, problems: [], problemCount },
  outcomes: Uint8Array.from(outcomes, (outcome) => OUTCOMES.indexOf(outcome)),
});

function openReview(...outcomes: Outcome[]) {
  const review = makeReview();
  review.open(fileOf(outcomes, 2));
  return review;
}

describe('the review of a file', () => {
  it('counts what importing would do, and the problems', () => {
    const review = openReview('new', 'changed', 'same', 'new');
    expect(review.counts.value).toEqual({ all: 4, new: 2, changed: 1, same: 1, problems: 2 });
  });

  it('chooses everything that would change something', () => {
    const review = openReview('new', 'same', 'changed');
    expect(review.chosen()).toEqual([0, 2]);
    expect(review.chosenCount.value).toBe(2);
  });

  it('leaves out what is unticked, whatever is shown', () => {
    const review = openReview('new', 'new', 'changed');
    review.tick([0, 2], false);
    review.filter.value = 'new';
    expect(review.shown.value).toEqual([0, 1]);
    expect(review.tickedCount.value).toBe(1);
    expect(review.chosen()).toEqual([1]);
    review.tick([2], true);
    expect(review.chosen()).toEqual([1, 2]);
  });

  it('never unticks an entry that would change nothing', () => {
    const review = openReview('same', 'new');
    review.tick([0, 1], false);
    expect(review.unticked.value).toEqual(new Set([1]));
    expect(review.chosenCount.value).toBe(0);
    expect(review.tickable.value).toEqual([1]);
  });

  it('begins anew with another file', () => {
    const review = openReview('new');
    review.tick([0], false);
    review.starsNew.value = true;
    review.filter.value = 'new';
    review.open(fileOf(['new', 'new']));
    expect(review.chosen()).toEqual([0, 1]);
    expect(review.starsNew.value).toBe(false);
    expect(review.filter.value).toBe('all');
  });

  it('shows the problems of a file without papers, and nothing of none', () => {
    const review = openReview();
    expect(review.filter.value).toBe('problems');
    review.open(undefined);
    expect(review.filter.value).toBe('all');
    expect(review.counts.value.all).toBe(0);
    expect(review.chosen()).toEqual([]);
  });
});
