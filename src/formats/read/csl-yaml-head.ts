/** Matches the beginning of a list of papers, which `references:` may introduce. */
export const HEAD =
  /^(?:(?:---[^\n]*|#[^\n]*|%YAML[^\n]*|[ \t\r]*)\n)*(?:references:[ \t\r]*\n(?:[ \t\r]*\n)*)?( *)- /;

/** Whether a text is a list of papers in YAML, whose papers have at least an id and a type, as CSL wants them. */
export function isCslYaml(text: string): boolean {
  const head = HEAD.exec(text.slice(0, 5_000))?.[0];
  if (!head) return false;
  const rest = text.slice(head.length - 2, 20_000);
  const has = (name: string) => new RegExp(String.raw`^[ -]+["']?${name}["']?:\s`, 'm').test(rest);
  return has('id') && (has('type') || has('title'));
}
