import { expect, it } from 'vitest';
import { cameFromDigest } from '../../src/background/came-from-digest';

const ON_ARXIV = 'https://arxiv.org/abs/2609.22268';

it.each([
  ['a digest of the same site', 'https://arxiv.org/list/cs.CL/recent', ON_ARXIV, true],
  ['another paper of the same site', 'https://arxiv.org/abs/2609.22269', ON_ARXIV, false],
  ['the front page of the same site', 'https://arxiv.org/', ON_ARXIV, false],
  ['another site, its origin alone', 'https://huggingface.co/', ON_ARXIV, true],
  ['a digest of another site', 'https://huggingface.co/papers', ON_ARXIV, true],
  ['another page of another site', 'https://huggingface.co/models', ON_ARXIV, false],
  ['a site that is none of ours', 'https://example.org/', ON_ARXIV, false],
  ['a host that begins like one of ours', 'https://arxiv.org.example/', ON_ARXIV, false],
])('cameFromDigest: %s', (_, referrer, address, answer) => {
  expect(cameFromDigest(referrer, address)).toBe(answer);
});
