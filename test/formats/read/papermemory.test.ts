import { describe, expect, it } from 'vitest';
import { fixture, idsOf, only } from '../reading';

describe('PaperMemory’s export', () => {
  it('is read in all its ages', async () => {
    const { format, entries, problems } = await fixture('papermemory.json');
    expect({ format, problems }).toEqual({ format: 'papermemory', problems: [] });
    expect(idsOf(entries)).toEqual([
      ...['arxiv:1706.03762', 'arxiv:math/0309136', 'doi:10.1000/neurips.1'],
      'url:openaccess.thecvf.com/content_CVPR_2020/papers/Some_CVPR_2020_paper.pdf',
      ...['openreview:Bx4kT9qqqq', 'arxiv:1810.04805'],
    ]);
    const [attention, old, neurips, , review, bert] = entries.map(({ entry }) => entry);
    expect(attention).toEqual({
      paper: {
        id: 'arxiv:1706.03762',
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Noam Shazeer', 'Łukasz Kaiser'],
        published: '2017',
        venue: 'NeurIPS',
        categories: ['cs.CL'],
        links: {
          page: 'https://arxiv.org/abs/1706.03762',
          pdf: 'https://arxiv.org/pdf/1706.03762.pdf',
          code: 'https://github.com/tensorflow/tensor2tensor',
        },
        seen: {
          site: 'papermemory',
          url: 'https://arxiv.org/abs/1706.03762',
          at: Date.parse('2022-05-01T10:00:00Z'),
        },
      },
      // The note was written by a machine, and says the venue.
      mark: {
        id: 'arxiv:1706.03762',
        times: {},
        seq: 0,
        starredAt: Date.parse('2022-05-02T10:00:00Z'),
        readAt: Date.parse('2023-01-01T00:00:00Z'),
        tags: ['nlp', 'transformers'],
      },
    });
    // What its arXiv number says.
    expect(old?.paper.published).toBe('2003-09');
    expect(old?.mark.note).toBe('my own\nnote');
    expect(neurips).toMatchObject({
      paper: { published: '2021', venue: 'NeurIPS 2021' },
      mark: { note: 'And mine' },
    });
    expect(review?.paper.links.page).toBe('https://openreview.net/forum?id=Bx4kT9qqqq');
    expect(bert?.paper).toMatchObject({ published: '2018' });
  });

  it.each([
    ['Accepted @ NeurIPS (2017)', 'NeurIPS (2017)', undefined],
    ['Accepted @ NeurIPS (2017) read section 3', 'NeurIPS (2017)', 'read section 3'],
    ['Accepted @ NeurIPS (2017)\nand mine', 'NeurIPS (2017)', 'and mine'],
    ['Published @ Nature 2020 -- [dblp.org] mine', 'Nature 2020', 'mine'],
    ['Accepted @ ICCV (ICCV) -- [crossref.org]\n\nmine', 'ICCV (ICCV)', 'mine'],
    ['Under review @ ICLR', 'ICLR', undefined],
    ['Accepted @ work, see the mail of Ada', undefined, 'Accepted @ work, see the mail of Ada'],
  ])('has in the note %j the venue %j and the reader’s words %j', async (note, venue, own) => {
    const paper = { id: 'Arxiv-1706.03762', title: 'A', pdfLink: '', note };
    const { paper: read, mark } = await only(JSON.stringify([paper]));
    expect([read.venue, mark.note]).toEqual([venue, own]);
  });

  it('is read as a list too', async () => {
    const paper = { id: 'Arxiv-1706.03762', title: 'A', favorite: true, pdfLink: '', tags: 'a, b' };
    const { mark } = await only(JSON.stringify([paper]));
    expect(mark).toMatchObject({
      id: 'arxiv:1706.03762',
      starredAt: expect.closeTo(Date.now(), -6),
      tags: ['a', 'b'],
    });
  });
});
