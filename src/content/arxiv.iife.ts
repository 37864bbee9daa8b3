import { arxiv } from '../sites/arxiv';
import { start } from './start';

start(arxiv);
