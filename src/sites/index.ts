import { arxiv } from './arxiv';
import { huggingface } from './huggingface';
import type { Site } from './site';

/** The sites that Dogear can read, the most visited first. */
export const SITES: readonly Site[] = [huggingface, arxiv];
