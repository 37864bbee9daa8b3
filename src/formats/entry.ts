export type { Entry } from '../paper/entry';
