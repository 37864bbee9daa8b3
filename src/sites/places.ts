import { arxivPlace } from './arxiv';
import { huggingfacePlace } from './huggingface';
import type { Place } from './site';

/** The sites that Dogear can read, the most visited first, without what reads them. */
export const PLACES: readonly Place[] = [huggingfacePlace, arxivPlace];
