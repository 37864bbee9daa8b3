import { huggingface } from '../sites/huggingface';
import { start } from './start';

start(huggingface);
