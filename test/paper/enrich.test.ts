import { describe, expect, it } from 'vitest';
import { enrich } from '../../src/paper/enrich';
import type { PaperId } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';

const ID = 'arxiv:2401.12345' as PaperId;

describe('enrich', () => {
  const poor: Paper = {
    id: ID,
    title: 'A title that was cut …',
    authors: ['A. One'],
    authorCount: 10,
    links: { page: 'https://huggingface.co/papers/2401.12345' },
    upvotes: 5,
  };
  const rich: Paper = {
    id: ID,
    aliases: ['doi:10.1000/x' as PaperId],
    title: 'A title that was cut nowhere',
    authors: ['A. One', 'B. Two'],
    abstract: 'Long.',
    published: '2024-01-22',
    categories: ['cs.CL'],
    links: { page: 'https://arxiv.org/abs/2401.12345', pdf: 'https://arxiv.org/pdf/2401.12345' },
  };

  it('takes what a fuller page gives', () => {
    expect(enrich(poor, rich)).toEqual({
      id: ID,
      aliases: ['doi:10.1000/x'],
      title: 'A title that was cut nowhere',
      authors: ['A. One', 'B. Two'],
      authorCount: 10,
      abstract: 'Long.',
      published: '2024-01-22',
      categories: ['cs.CL'],
      links: {
        page: 'https://huggingface.co/papers/2401.12345',
        pdf: 'https://arxiv.org/pdf/2401.12345',
      },
      upvotes: 5,
    });
  });

  it('never lets a card with less erase anything', () => {
    const full = enrich(poor, rich);
    expect(enrich(full, { ...poor, title: '', authors: [], upvotes: 6 })).toEqual({
      ...full,
      upvotes: 6,
    });
    expect(enrich(full, { ...poor, published: '2024', abstract: 'L' })).toEqual(full);
  });
});

const seenAt = (site: string) => ({ site, url: `https://${site}.org/`, at: 5 });
const page = (more: Partial<Paper>): Paper => ({
  id: ID,
  title: 'Attention Is All You Need',
  authors: ['Ashish Vaswani', 'Noam Shazeer'],
  authorCount: 2,
  links: { page: 'https://arxiv.org/abs/2401.12345' },
  seen: seenAt('arxiv'),
  ...more,
});

describe('what a translator wrote', () => {
  it.each([
    ['注意力就是你所需要的', 'arxiv'],
    ['标题：BERT：用于语言理解的深度双向 Transformer 预训练', 'arxiv'],
    ['Внимание — это всё, что вам нужно', 'arxiv'],
    ['Titel: Aufmerksamkeit ist alles, was Sie brauchen', 'arxiv'],
    ['Aufmerksamkeit ist alles, was Sie brauchen', 'huggingface'],
  ])('gives way to the original: %s', (title, site) => {
    const known = page({
      title,
      authors: ['阿希什·瓦斯瓦尼', '诺姆·沙泽尔', '尼基·帕尔马'],
      authorCount: 3,
      abstract: '我们提出了一种新的简单网络架构，完全基于注意力机制，完全放弃了循环和卷积。',
      seen: seenAt(site),
    });
    const seen = page({ abstract: 'We propose it.', seen: seenAt(site) });
    expect(enrich(known, seen)).toEqual({ ...seen, authorCount: 3 });
    const { abstract: _, ...withoutAbstract } = seen;
    expect(enrich(known, withoutAbstract).title).toBe(seen.title);
  });

  it('goes with the title where the page has no abstract', () => {
    const known = page({
      title: '注意力就是你所需要的',
      abstract: '我们提出了一种新的简单网络架构。',
    });
    expect(enrich(known, page({}))).toEqual(page({}));
  });

  it('never takes the place of the original, however long it is', () => {
    const known = page({ abstract: 'We propose it.' });
    const seen = page({
      title: '注意力就是你所需要的',
      abstract: '我们提出了一种新的简单网络架构，完全基于注意力机制，完全放弃了循环和卷积。',
    });
    expect(enrich(known, seen)).toMatchObject({ title: known.title, abstract: known.abstract });
  });

  it('is told from what came from a file, and from titles that only differ', () => {
    const file = page({ title: '注意力就是你所需要的' });
    const { seen: _, ...fromFile } = file;
    expect(enrich(fromFile, page({})).title).toBe(file.title);
    for (const title of ['Attention Is Not All You Need', 'All You Need: α and β Attention'])
      expect(enrich(page({ title }), page({})).title).toBe(title);
    // A published paper can have another title than its preprint.
    const published = page({ title: 'Transformers, Published', venue: 'NeurIPS' });
    expect(enrich(published, page({})).title).toBe('Transformers, Published');
    // Nor does another site know better.
    const elsewhere = page({ title: 'Transformers', seen: seenAt('huggingface') });
    expect(enrich(elsewhere, page({})).title).toBe('Transformers');
  });

  it('of which only the id is known is no title', () => {
    const bare = page({ title: ID, authors: [], authorCount: undefined } as unknown as Paper);
    expect(enrich(page({}), bare).title).toBe('Attention Is All You Need');
    expect(enrich(bare, page({})).title).toBe('Attention Is All You Need');
  });
});

describe('a later version', () => {
  const first = page({ abstract: 'A long abstract of the first version, which says it all.' });
  const second = page({
    title: 'Attention Is Most of What You Need',
    authors: ['Noam Shazeer'],
    authorCount: 1,
    abstract: 'A short one.',
    version: 2,
  });

  it('has its title, authors and abstract, and keeps them', () => {
    const after = enrich(first, second);
    expect(after).toEqual(second);
    expect(enrich(after, first)).toEqual(second);
    expect(enrich(after, { ...first, version: 1, seen: seenAt('huggingface') })).toEqual(second);
    expect(enrich(after, { ...second, title: 'Third', version: 3 })).toMatchObject({
      title: 'Third',
      version: 3,
    });
  });

  it('that names only some of its authors loses none', () => {
    const some = { ...second, authorCount: 5 };
    expect(enrich(first, some).authors).toEqual(first.authors);
    const { authorCount: _, ...unsaid } = second;
    expect(enrich(first, unsaid).authors).toEqual(first.authors);
  });

  it('does not rename what came from a file, or was published under another title', () => {
    const { seen: _, ...fromFile } = first;
    expect(enrich(fromFile, second).title).toBe(first.title);
    expect(enrich({ ...first, venue: 'NeurIPS' }, second).title).toBe(first.title);
    const both = { ...second, venue: 'NeurIPS' };
    expect(enrich({ ...first, venue: 'NeurIPS' }, both).title).toBe(second.title);
  });

  it('is in the library since it came, whatever file has it later', () => {
    expect(enrich({ ...first, addedAt: 5 }, { ...second, addedAt: 9 }).addedAt).toBe(5);
    expect(enrich(first, { ...second, addedAt: 9 }).addedAt).toBeUndefined();
  });

  it('that is withdrawn says so, also where no page tells its number', () => {
    const abstract = 'This paper has been withdrawn by its author, due to an error in Lemma 3.';
    const long = page({ abstract: 'x'.repeat(500) });
    for (const withdrawn of [page({ abstract, version: 3 }), page({ abstract })]) {
      const after = enrich(long, withdrawn);
      expect(after.abstract).toBe(abstract);
      expect(enrich(after, long).abstract).toBe(abstract);
    }
    expect(enrich(long, page({ abstract: 'Of drugs that were withdrawn.' })).abstract).toBe(
      long.abstract,
    );
  });
});
