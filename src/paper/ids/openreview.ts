import type { IdKind, PaperId } from './kind';

/** `openreview:Bx4kT9`: the `id` of OpenReview's `/forum?id=`. */
export const openreview: IdKind = {
  prefix: 'openreview',
  parse: (local) =>
    local && /^[\w-]{5,40}$/.test(local) ? (`openreview:${local}` as PaperId) : undefined,
  hosts: /^openreview\.net$/,
  parseAddress: ({ path, parameter }) =>
    /^(?:forum|pdf|attachment)$/.test(path) ? openreview.parse(parameter('id')) : undefined,
  pageOf: (local) => `https://openreview.net/forum?id=${local}`,
};
