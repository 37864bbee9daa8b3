import { describe, expect, it } from 'vitest';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeOne } from '../write-as';

describe('RIS', () => {
  it('has no line for a note or an abstract that is not there', async () => {
    expect(await writeOne('ris', makeEntry())).not.toMatch(/^(?:N1|AB)/m);
  });

  it('writes a record with what Zotero and EndNote read', async () => {
    const lines = [
      ...['TY  - INPR', 'ID  - k', 'TI  - BERT for Schrödinger in $O(n)$'],
      ...['AU  - van der Maaten, Laurens', 'AU  - 张三', 'AU  - King, Martin Luther, Jr.'],
      ...['AU  - Qwen Team', 'PB  - arXiv', 'PY  - 2024', 'DA  - 2024/01/22/', 'DO  - 10.1000/x'],
      ...['AN  - arXiv:2401.12345', 'DB  - arXiv'],
      ...['UR  - https://arxiv.org/abs/2401.12345', 'L1  - https://arxiv.org/pdf/2401.12345'],
      ...['AB  - We are 100% sure.', 'KW  - nlp', 'KW  - to read'],
      // What looked like the end of the record is on the line before.
      ...['N1  - First.  ER  - ', '<b>Second</b> & last', 'ER  - ', '', ''],
    ];
    expect((await writeOne('ris', FULL_ENTRY)).split('\r\n')).toEqual(lines);
  });

  it('says no more of a date than is known', async () => {
    const date = (published: string) => writeOne('ris', makeEntry({ published }));
    expect(await date('2024-05')).toContain('DA  - 2024/05//\r\n');
    expect(await date('2024')).toContain('DA  - 2024///\r\n');
  });

  it('takes to the journal what is one', async () => {
    const text = await writeOne('ris', makeEntry({ venue: 'Nature' }));
    expect(text).toMatch(/^TY {2}- JOUR\r\n[\s\S]*T2 {2}- Nature\r\n/);
  });
});
