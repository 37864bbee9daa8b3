import { describe, expect, it } from 'vitest';
import { yamlScalar } from '../../../src/formats/write/yaml';

describe('yamlScalar', () => {
  it('escapes what JSON lets stand and YAML does not', () => {
    expect(yamlScalar('a"b\\\n\u007f\u0085\u2028\ufeff\ud800')).toBe(
      '"a\\"b\\\\\\n\\u007f\\u0085\\u2028\\ufeff\ufffd"',
    );
  });
});
