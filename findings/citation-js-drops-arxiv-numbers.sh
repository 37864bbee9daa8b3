#!/bin/sh
# Citation.js 0.8.2 loses the arXiv number of a BibTeX entry.
#
# `eprint` and `archivePrefix` are read without a warning and are in nothing that comes out: neither
# in the CSL-JSON nor in the BibTeX or BibLaTeX that it writes. A preprint without a DOI or an address
# is then known by its title alone. `keywords` come back in BibLaTeX, but not in BibTeX.
#
# Needs Node.js and npm. Prints what was seen, and fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 >/dev/null 2>&1

cat >paper.bib <<'INPUT'
@misc{doe2020maps,
  author = {Doe, Jane}, title = {Maps}, year = {2020},
  eprint = {2001.01234}, archivePrefix = {arXiv}, keywords = {to read, maps}
}
INPUT
cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';

const cite = new Cite(readFileSync('paper.bib', 'utf8'));
const { _graph, ...item } = cite.data[0];
console.log(JSON.stringify(item));
console.log(cite.format('bibtex').trim());
console.log(cite.format('biblatex').trim());
JS
cat >expected <<'TEXT'
{"author":[{"given":"Jane","family":"Doe"}],"type":"document","id":"doe2020maps","citation-key":"doe2020maps","issued":{"date-parts":[[2020]]},"keyword":"to read,maps","title":"Maps"}
@misc{doe2020maps,
	author = {Doe, Jane},
	year = {2020},
	title = {Maps},
}
@misc{doe2020maps,
	author = {Doe, Jane},
	date = {2020},
	keywords = {to read,maps},
	title = {Maps},
}
TEXT
node look.mjs >seen
cat seen
diff -u expected seen
echo 'As it was found.'
