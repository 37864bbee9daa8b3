import { describe, expect, it } from 'vitest';
import { splitName } from '../../src/formats/person-name';

describe('splitName', () => {
  it.each([
    ['Laurens van der Maaten', ['Laurens', 'van der', 'Maaten', '']],
    ['Ludwig van Beethoven', ['Ludwig', 'van', 'Beethoven', '']],
    ['Vincent Van Gogh', ['Vincent', '', 'Van Gogh', '']],
    ['José Álvarez-León', ['José', '', 'Álvarez-León', '']],
    ['Mark O. Riedl', ['Mark O.', '', 'Riedl', '']],
    ['Martin Luther King Jr.', ['Martin Luther', '', 'King', 'Jr.']],
    ['John Smith, III', ['John', '', 'Smith', 'III']],
    ['Lovelace, Ada', ['Ada', '', 'Lovelace', '']],
    ['de la Vallée Poussin, Charles', ['Charles', 'de la', 'Vallée Poussin', '']],
    ['Plato', ['', '', 'Plato', '']],
    ['张三', ['', '', '张三', '']],
    ['danah boyd', ['danah', '', 'boyd', '']],
    ['Qwen Team', ['', '', 'Qwen Team', '']],
    ['山田 太郎', ['', '', '山田 太郎', '']],
    ['José Ortega y Gasset', ['José', '', 'Ortega y Gasset', '']],
    ['Muhammad al-Khwarizmi', ['Muhammad', '', 'al-Khwarizmi', '']],
    ['Research and Development', ['', '', 'Research and Development', '']],
    ['Marcelo Lopes Pereira Junior', ['Marcelo Lopes Pereira', '', 'Junior', '']],
    ["Gabriele d'Annunzio", ['Gabriele', '', "d'Annunzio", '']],
    ['Smith, Jr., John', ['John', '', 'Smith', 'Jr.']],
    ['Smith, John, Jr.', ['John', '', 'Smith', 'Jr.']],
    ['Smith Jr., John', ['John', '', 'Smith', 'Jr.']],
    ['van der Berg III, Jan', ['Jan', 'van der', 'Berg', 'III']],
    ['John Smith Jr.', ['John', '', 'Smith', 'Jr.']],
    ['John Smith sr', ['John', '', 'Smith', 'sr']],
    ['Martin Luther King III', ['Martin Luther', '', 'King', 'III']],
    ['Smith Jr.', ['', '', 'Smith', 'Jr.']],
    ['King, Martin Luther Jr.', ['Martin Luther', '', 'King', 'Jr.']],
    ['Ann Other, Ph.D.', ['Ann', '', 'Other', 'Ph.D.']],
    ['Rahman, Md', ['Md', '', 'Rahman', '']],
    ['Bin Xu (徐斌)', ['Bin', '', 'Xu (徐斌)', '']],
    ['Jan van der Berg (Jr.)', ['Jan', 'van der', 'Berg (Jr.)', '']],
    ['李明 (Ming Li)', ['', '', '李明 (Ming Li)', '']],
    ['Xiaoming (Tony) Liu', ['Xiaoming (Tony)', '', 'Liu', '']],
    ['(a)', ['', '', '(a)', '']],
    ['Naoki Ii', ['Naoki', '', 'Ii', '']],
    ['Ii, Naoki', ['Naoki', '', 'Ii', '']],
    ['Naoki Kenji Ii', ['Naoki Kenji', '', 'Ii', '']],
    ['Smith JR', ['Smith', '', 'JR', '']],
    ['Metin And', ['Metin', '', 'And', '']],
    ['Frank Press', ['Frank', '', 'Press', '']],
    ['The Viet Bui', ['The Viet', '', 'Bui', '']],
    ['William of Ockham', ['William', 'of', 'Ockham', '']],
    ['  Ada   Lovelace ', ['Ada', '', 'Lovelace', '']],
    ['', ['', '', '', '']],
  ])('takes "%s" apart', (display, [given, particle, family, suffix]) => {
    expect(splitName(display)).toEqual({ given, particle, family, suffix });
  });
});

describe('splitName of what is no person', () => {
  it.each([
    ...['World Health Organization', 'Organisation for Economic Co-operation and Development'],
    ...[
      'The ATLAS Collaboration',
      'Event Horizon Telescope Collaboration',
      'ENCODE Project Consortium',
    ],
    ...['Intergovernmental Panel Committee', 'Royal Society', 'Royal Society of Chemistry'],
    ...['American Mathematical Society', 'Linux Foundation', 'Modern Language Association'],
    ...['University of Oxford', 'Technische Universität München', 'Université de Montréal'],
    ...['Max Planck Institute for Physics', 'Institut Pasteur', 'National Institutes of Health'],
    ...['Department of Energy', 'National Center for Biotechnology Information', 'Bank of England'],
    ...['European Commission', 'The JAX Authors', 'TensorFlow Developers', 'Johnson & Johnson'],
    ...[
      'Google DeepMind',
      'Mistral AI',
      'Microsoft Research',
      'Acme GmbH',
      'Qwen Team, Alibaba Group',
    ],
  ])('leaves "%s" whole', (family) => {
    expect(splitName(family)).toEqual({ given: '', particle: '', family, suffix: '' });
  });
});
