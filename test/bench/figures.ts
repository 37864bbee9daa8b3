/** The result of a row of the benchmark, and how it is printed. */
import type { Web } from '../browser/harness/web';

export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly dogear: number;
  /** The same for the bare baseline, from the same run. */
  readonly beside?: number | undefined;
  readonly besideWhat?: string | undefined;
  /** The limit: for the ratio where `of` says so, else for Dogear's own figure. */
  readonly bar?: { readonly most: number; readonly of?: 'ratio' } | undefined;
}

export interface Bench {
  readonly web: Web;
  /** The number of times that each thing is measured. */
  readonly rounds: number;
  /** A folder that is removed at the end. */
  readonly folder: string;
}

export interface Row {
  readonly name: string;
  /** One line that says what is measured, and how. */
  readonly says: string;
  run(bench: Bench): Promise<Figure[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export const medianBy = <T>(samples: readonly T[], of: (sample: T) => number): number =>
  median(samples.map(of));

/** Returns the ratio; undefined where there is nothing to divide by. */
export function ratioOf({ dogear, beside }: Figure): number | undefined {
  return beside !== undefined && beside > 0 ? dogear / beside : undefined;
}

/** Returns whether the limit is kept; undefined where the figure has none. */
export function isMet(figure: Figure): boolean | undefined {
  const { bar, dogear } = figure;
  if (!bar) return undefined;
  const value = bar.of === 'ratio' ? ratioOf(figure) : dogear;
  return value !== undefined && value <= bar.most;
}

function format(value: number | undefined): string {
  if (value === undefined) return '';
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

function verdict(figure: Figure): string {
  const met = isMet(figure);
  if (met === undefined || !figure.bar) return '';
  if (met) return 'pass';
  const value = figure.bar.of === 'ratio' ? ratioOf(figure) : figure.dogear;
  if (value === undefined || Number.isNaN(value)) return 'not measured';
  return `over by ${format(value - figure.bar.most)}`;
}

/** Formats the rows as a table for the terminal. */
export function tableOf(results: readonly { row: Row; figures: readonly Figure[] }[]): string {
  const head = ['figure', 'Dogear', 'beside', '', 'ratio', 'bar', ''];
  const lines: string[][] = [head];
  for (const { row, figures } of results) {
    lines.push([`— ${row.name}: ${row.says}`]);
    for (const figure of figures) {
      const { what, unit, dogear, beside, besideWhat = '', bar } = figure;
      lines.push([
        what,
        `${format(dogear)} ${unit}`,
        beside === undefined ? '' : `${format(beside)} ${unit}`,
        besideWhat,
        format(ratioOf(figure)),
        bar ? `≤ ${bar.most}${bar.of === 'ratio' ? '×' : ` ${unit}`}` : '',
        verdict(figure),
      ]);
    }
  }
  const widths = head.map((_, i) =>
    Math.max(...lines.filter((line) => line.length > 1).map((line) => line[i]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line.length === 1
        ? `\n${line[0]}`
        : line
            .map((cell, i) => cell.padEnd(widths[i] ?? 0))
            .join('  ')
            .trimEnd(),
    )
    .join('\n');
}
