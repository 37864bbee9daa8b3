import type { Stamp } from './clock';
import { copyFlag, holdRead, MARK_FLAGS, type Mark, type MarkDraft } from './mark';
import { defined, type Paper } from './paper';

/**
 * Undoes a change of a mark: each field that has not changed since gets back the value and the time
 * that it had before.
 */
export function revertMark(now: Mark, before: Mark, after: Mark): Mark {
  const next: MarkDraft = { ...now };
  const times: { -readonly [K in keyof Mark['times']]: Mark['times'][K] | undefined } = {
    ...now.times,
  };
  for (const flag of MARK_FLAGS) {
    if (now.times[flag] !== after.times[flag]) continue;
    copyFlag(next, before, flag);
    times[flag] = before.times[flag];
  }
  holdRead(next);
  if (now.note === after.note && now.times.note === after.times.note) {
    next.note = before.note;
    times.note = before.times.note;
  }
  const [was, brought] = [before.times.tags ?? {}, after.times.tags ?? {}];
  const stamps = new Map(Object.entries(now.times.tags ?? {}));
  const tags = new Set(now.tags);
  for (const [tag, stamp] of Object.entries(brought)) {
    if (stamps.get(tag) !== stamp) continue;
    if (Object.hasOwn(was, tag)) stamps.set(tag, was[tag] as Stamp);
    else stamps.delete(tag);
    if (before.tags?.includes(tag)) tags.add(tag);
    else tags.delete(tag);
  }
  // The old order comes back, too: undoing an earlier import compares it to find what was not touched.
  const inOrder = new Set([...(before.tags ?? []).filter((tag) => tags.has(tag)), ...tags]);
  next.tags = tags.size > 0 ? [...inOrder] : undefined;
  times.tags = stamps.size > 0 ? Object.fromEntries(stamps) : undefined;
  return defined<Mark>({ ...next, times: defined(times) });
}

/** Undoes a change of a paper, field by field in the same way. */
export function revertPaper(now: Paper, before: Paper, after: Paper): Paper {
  const facts: Record<string, unknown> = { ...now };
  const [old, brought] = [before as object, after as object] as Record<string, unknown>[];
  for (const field of new Set([...Object.keys(now), ...Object.keys(before)])) {
    if (JSON.stringify(facts[field]) === JSON.stringify(brought?.[field])) {
      facts[field] = old?.[field];
    }
  }
  // A page may have added more aliases since.
  const { aliases = [] } = facts as unknown as Paper;
  const kept = aliases.filter((id) => before.aliases?.includes(id) || !after.aliases?.includes(id));
  facts.aliases = kept.length > 0 ? kept : undefined;
  return defined(facts) as unknown as Paper;
}
