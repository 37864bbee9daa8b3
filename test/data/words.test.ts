import { describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { PROBLEM_CODES } from '../../src/formats/read/problem';
import { parseKeyPattern } from '../../src/formats/write/key-pattern';
import { PLACEHOLDERS } from '../../src/formats/write/placeholders';
import { parseTemplate } from '../../src/formats/write/template';

const keys = new Set(Object.keys(messages));

describe('what the data page can have to say', () => {
  it.each(PROBLEM_CODES)('has words for the trouble %s', (code) => {
    expect(keys).toContain(`data_trouble_${code.replaceAll('-', '_')}`);
  });

  it('has words for every mistake in a pattern of citation keys', () => {
    const { mistakes } = parseKeyPattern('[foo][auth:foo][é');
    const none = parseKeyPattern('x').mistakes;
    const codes = new Set([...mistakes, ...none].map(({ code }) => code));
    expect([...codes].sort()).toEqual([
      ...['character', 'no_field', 'unclosed', 'unknown_change', 'unknown_field'],
    ]);
    for (const code of codes) expect(keys).toContain(`data_keys_mistake_${code}`);
  });

  it('has words for every mistake in a template', () => {
    const text = `---\na: x {{title}} y\n---\n{{foo}}{{/note}}${'{{#note}}'.repeat(30)}`;
    const codes = new Set(
      parseTemplate(text, new Set(Object.keys(PLACEHOLDERS))).mistakes.map(({ code }) => code),
    );
    expect([...codes].sort()).toEqual(['in_text', 'too_deep', 'unclosed', 'unknown', 'unopened']);
    for (const code of codes) expect(keys).toContain(`data_template_mistake_${code}`);
  });
});
