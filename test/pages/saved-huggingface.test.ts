import { describe, expect, it } from 'vitest';
import { info, reader } from '../../src/sites/huggingface';
import type { Site } from '../../src/sites/site';
import { isSavedThere, misplacedIn, openSaved, papersOf, pin } from './page';

const huggingface: Site = { ...info, ...reader };

const linksOf = (local: string, code?: string) => ({
  page: `https://huggingface.co/papers/${local}`,
  pdf: `https://arxiv.org/pdf/${local}`,
  ...(code && { code }),
});

const FUSEREG =
  'FuseReg: Regularizing Layer Fusion Mitigates the Reconstruction-Generation Gap in Representation Autoencoders';
const PARAGRAPH =
  'Paragraph Boundaries Are Not White Space:Compression Depth as the Signature of Hierarchical Structure';

describe.skipIf(!isSavedThere)('Hugging Face, saved pages (../shared/fixtures)', () => {
  const FOUR = 'huggingface/papers-daily-2026-09-28.TRIMMED-4cards-with-props.html';
  const NINE = 'huggingface/papers-daily-2026-09-28.TRIMMED-9cards-dom-only.html';
  const SEARCH = 'huggingface/search-from-text.SYNTHETIC.html';
  const TRENDING = 'huggingface/papers-trending-2026-03.SYNTHETIC-props-only.html';

  it(`${FOUR}: 4 of 4, all fields, with all authors and abstracts`, () => {
    const page = openSaved(FOUR, 'https://huggingface.co/papers');
    const papers = papersOf(huggingface, page).map((p) => ({ ...p, abstract: pin(p.abstract) }));
    expect(papers).toEqual([
      {
        id: 'arxiv:2609.31620',
        title: FUSEREG,
        // biome-ignore format: as a line of names
        authors: ['Hongyang Du', 'Yunfei Xie', 'Junjie Ye', 'Jiawei Yang', 'Xiaoyan Cong', 'Haodong Zhang', 'Yongchao Huang', 'Haiyu Wu', 'Zongxia Li', 'Shihang Gui', 'Dawei Liu', 'Runhao Li', 'Jingcheng Ni', 'Chen Wei', 'Randall Balestriero', 'Yue Wang'],
        authorCount: 16,
        abstract: '1465 Representation autoencoders (RAEs) … the pretrained encoder. #23377ea2',
        published: '2026-09-25',
        links: linksOf('2609.31620', 'https://github.com/Hongyang-Du/FuseReg'),
        upvotes: 110,
        comments: 2,
      },
      {
        id: 'arxiv:2609.23551',
        title: PARAGRAPH,
        authors: ['Shuyang Xiang'],
        authorCount: 1,
        abstract: '1187 Standard positional encodings … in our setting. #f557f435',
        published: '2026-09-20',
        links: linksOf('2609.23551', 'https://github.com/ShuyangenFrance/hrope'),
        upvotes: 1,
        comments: 1,
      },
      {
        id: 'arxiv:2609.31291',
        title: 'Softmax Reparameterization for Output-Head Quantization',
        // biome-ignore format: as a line of names
        authors: ['Asim Kadav', 'Christian Flores', 'Chirag Arora', 'Varun Kotte', 'Hongbo Zheng', 'Lan Yan', 'Priya Shanmugasundaram', 'Tracy Holloway King'],
        authorCount: 8,
        abstract: '1722 Large vocabularies make … the BF16-head baseline. #753acdbd',
        published: '2026-09-25',
        links: linksOf('2609.31291'),
        upvotes: 0,
        comments: 1,
      },
      {
        id: 'arxiv:2604.02103',
        title: 'BoundInk: Boundary-Aware Online Handwriting Generation',
        authors: ['Jinsu Shin', 'Sungeun Hong', 'JinYeong Bak'],
        authorCount: 3,
        abstract: '1179 Realistic online handwriting … valid criterion-wise judgments. #c92a3ab8',
        published: '2026-09-20',
        links: linksOf('2604.02103', 'https://github.com/jinsu0000/cashg-official'),
        upvotes: 0,
        comments: 1,
      },
    ]);
  });

  it(`${NINE}: 9 of 9 without the embedded data, all fields that are shown`, () => {
    const page = openSaved(NINE, 'https://huggingface.co/papers');
    // id, title, upvotes, comments. The month is the id's; no card shows more of the date.
    const shown: [string, string, number, number?][] = [
      ['2609.31620', FUSEREG, 110, 2],
      [
        '2609.18703',
        'RayOrch: Programming and Executing Lineage-Controlled Multi-Grain Dataflows for Foundation-Model Data Preparation',
        42,
        2,
      ],
      ['2609.31093', 'Block Sparse Attention with Log-Linear Complexity', 19, 1],
      [
        '2609.30222',
        'TrackEverything: Long Horizon Dense Tracking via De-Duplicating 3D Scene Representations',
        6,
        1,
      ],
      ['2609.31590', 'AgentWorld: Benchmarking Long-Horizon Collaboration of Multi-agent LLMs', 5],
      [
        '2608.09444',
        'Depth-adaptive Inference of Looped Language Models via Continuous Depth Batching',
        1,
        1,
      ],
      ['2609.23551', PARAGRAPH, 1, 1],
      ['2609.31291', 'Softmax Reparameterization for Output-Head Quantization', 0, 1],
      ['2604.02103', 'BoundInk: Boundary-Aware Online Handwriting Generation', 0, 1],
    ];
    const authors: Record<string, object> = {
      // Avatars by the right name, in the order in which they are shown, and "10 authors".
      '2609.31590': {
        authors: ['Raphael Shu', 'Yusen Zhang', 'Young Min Cho', 'Jin Mo Yang', 'Yuan Yuan'],
        authorCount: 10,
      },
      // "1 authors", by the name of an account.
      '2609.23551': { authors: [], authorCount: 1 },
    };
    expect(papersOf(huggingface, page)).toEqual(
      shown.map(([local, title, upvotes, comments]) => ({
        id: `arxiv:${local}`,
        title,
        authors: [],
        published: `20${local.slice(0, 2)}-${local.slice(2, 4)}`,
        links: linksOf(local),
        upvotes,
        ...(comments !== undefined && { comments }),
        ...authors[local],
      })),
    );
  });

  it.each([FOUR, NINE])('%s: the controls go over the picture, one each', (file) => {
    const cards = huggingface.cards(openSaved(file, 'https://huggingface.co/papers'));
    expect(misplacedIn(cards)).toEqual([]);
    for (const { element, anchor, look } of cards) {
      expect([element.localName, anchor, look]).toEqual(['article', element, 'corner']);
    }
  });

  // id, authors, date, title, abstract
  const FOUND: [string, number, string, string, string][] = [
    [
      '2401.10000',
      4,
      '2024-01-25',
      'Left/Right Brain, human motor control and the implications for robotics',
      '1569 Neural Network movement … the specialised models. #79e8c12b',
    ],
    [
      '2206.05483',
      7,
      '2022-06-11',
      'Bilateral Dependency Optimization: Defending Against Model-inversion Attacks',
      '1710 Through using only … against MI attacks. #31a3ba42',
    ],
    [
      '2404.01278',
      4,
      '2024-04-01',
      'BiPer: Binary Neural Networks using a Periodic Function',
      '1472 Quantized neural networks … available at https://github.com/edmav4/BiPer. #a871b738',
    ],
    [
      '2308.10111',
      4,
      '2023-08-08',
      'Parallel Learning by Multitasking Neural Networks',
      '1651 A modern challenge … in Machine Learning). #c789968e',
    ],
    [
      '2304.10148',
      3,
      '2023-04-15',
      'Magnitude Invariant Parametrizations Improve Hypernetwork Learning',
      '1429 Hypernetworks, neural networks … into MIP-based hypernetworks. #be4dbea6',
    ],
    [
      '2211.07091',
      6,
      '2022-11-13',
      'BiViT: Extremely Compressed Binary Vision Transformer',
      '1436 Model binarization can … a clear margin. #21e32c24',
    ],
    [
      '1511.07543',
      5,
      '2015-11-23',
      'Convergent Learning: Do different neural networks learn the same representations?',
      '1892 Recent success in … across multiple units. #4829b4e3',
    ],
    [
      '2407.08113',
      4,
      '2024-07-10',
      'FYI: Flip Your Images for Dataset Distillation',
      '1450 Dataset distillation synthesizes … the performance remarkably. #218099e8',
    ],
    [
      '2203.10296',
      6,
      '2022-03-15',
      'Domain Adaptive Hand Keypoint and Pixel Localization in the Wild',
      '1852 We aim to … imaging conditions outdoors. #c650b2c6',
    ],
    [
      '2508.07300',
      5,
      '2025-08-10',
      'BEVANet: Bilateral Efficient Visual Attention Network for Real-Time Semantic Segmentation',
      '1409 Real-time semantic segmentation … available at https://github.com/maomao0819/BEVANet. #279e0a28',
    ],
    [
      '2310.19809',
      3,
      '2023-10-16',
      'MgNO: Efficient Parameterization of Linear Operators via Multigrid',
      '1495 In this work, … differential equations (PDEs). #17a044cb',
    ],
    [
      '2410.20035',
      7,
      '2024-10-25',
      'Training the Untrainable: Introducing Inductive Bias via Representational Alignment',
      '1844 We demonstrate that … of the network. #56ecd9a9',
    ],
  ];
  const SEARCHED = 'https://huggingface.co/papers?q=bilateral+neural+networks';

  const paperFound = ([local, authorCount, published, title, abstract]: (typeof FOUND)[0]) => ({
    id: `arxiv:${local}`,
    title,
    authorCount,
    abstract,
    published,
    links: linksOf(local),
  });

  it(`${SEARCH}: 12 of 12, all fields, the embedded paper that is no result left out`, () => {
    const page = openSaved(SEARCH, SEARCHED);
    const papers = papersOf(huggingface, page).map((p) => ({ ...p, abstract: pin(p.abstract) }));
    expect(papers).toEqual(
      FOUND.map((found) => ({
        ...paperFound(found),
        authors: Array.from({ length: found[1] }, (_, i) => `Author ${i + 1} of ${found[0]}`),
        upvotes: 0,
      })),
    );
    expect(misplacedIn(huggingface.cards(page))).toEqual([]);
    for (const { anchor, look } of huggingface.cards(page)) {
      expect(look).toBe('line');
      expect(anchor.querySelector(':scope > h3')).not.toBeNull();
    }
  });

  it(`${SEARCH}: 12 of 12 without the embedded data, and without the machine’s dates`, () => {
    const page = openSaved(SEARCH, SEARCHED);
    for (const holder of page.document.querySelectorAll('[data-props]')) {
      holder.removeAttribute('data-props');
    }
    // "Aug 10" alone is of the year in which the page was saved, 2025, and not of the one of the test.
    for (const time of page.document.querySelectorAll('time')) time.removeAttribute('datetime');
    const papers = papersOf(huggingface, page).map((p) => ({ ...p, abstract: pin(p.abstract) }));
    expect(papers).toEqual(FOUND.map((found) => ({ ...paperFound(found), authors: [] })));
  });

  it(`${TRENDING}: data without cards is no card`, () => {
    const page = openSaved(TRENDING, 'https://huggingface.co/papers/trending');
    expect(huggingface.cards(page)).toEqual([]);
  });
});
