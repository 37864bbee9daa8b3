import { describe, expect, it } from 'vitest';
import { plainOf } from '../../../src/formats/write/plain';

describe('plainOf', () => {
  it.each([
    ['Schr{\\"o}dinger, Erd\\H{o}s, \\v{C}ech, fa\\c{c}ade', 'Schrödinger, Erdős, Čech, façade'],
    ["\\'{\\i}, \\^\\i, \\aa, \\o{}, \\ss and \\L ód\\'z", 'í, î, å, ø, ßand Łódź'],
    ['{BERT} and \\emph{more} \\& 100\\% \\{x\\}', 'BERT and more & 100% {x}'],
    ['On $\\mathcal{O}(n)$ {Sets}', 'On $\\mathcal{O}(n)$ Sets'],
    ['From $5 to $10', 'From $5 to $10'],
    ['C:\\temp and \\input{x}', 'C:\\temp and \\input{x}'],
    ['A brace { alone', 'A brace { alone'],
    ['Two\n  lines\u0007\uffff', 'Two lines'],
    ['\\v alone', '\\v alone'],
  ])('reads %j as %j', (tex, plain) => {
    expect(plainOf(tex)).toBe(plain);
  });
});
