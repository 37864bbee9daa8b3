/** A table of one row. */
export const table = (cells: Record<string, string>, delimiter = ','): string =>
  [Object.keys(cells), Object.values(cells)]
    .map((row) =>
      delimiter === '\t'
        ? row.join('\t')
        : row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter),
    )
    .join('\r\n');
