/** As in `dogear-2026-11-24.bib`, by the reader's own day. @param time ms since 1970 */
export function fileName(time: number, extension: string): string {
  const date = new Date(time);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `dogear-${day}.${extension}`;
}

export function saveFile(content: string | Uint8Array, name: string, type: string): void {
  const link = document.createElement('a');
  const blob = new Blob([content as BlobPart], {
    type: typeof content === 'string' ? `${type};charset=utf-8` : type,
  });
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
