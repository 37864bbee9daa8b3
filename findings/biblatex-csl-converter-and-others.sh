#!/bin/sh
# biblatex-csl-converter 3.6.0 makes "and others" an author, and drops the arXiv number of an @online entry.
#
# "and others" is how BibTeX says that more authors follow. In the CSL-JSON it is a last author whose
# name is "others", which citation styles print. In an `@online` entry, BibLaTeX's own type for
# preprints, `eprint` and `eprinttype` are reported as unexpected fields and are in neither output;
# `annotation` is missing from the CSL-JSON.
#
# Needs Node.js and npm. Prints what was seen, and fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts biblatex-csl-converter@3.6.0 >/dev/null 2>&1

cat >paper.bib <<'INPUT'
@online{doe2020,
  author = {Doe, Jane and Roe, Richard and others}, title = {Maps}, date = {2020-03-05},
  eprint = {2001.01234}, eprinttype = {arxiv}, annotation = {mine}
}
INPUT
cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { BibLatexExporter, BibLatexParser, CSLExporter } from 'biblatex-csl-converter';

const { entries, warnings } = new BibLatexParser(readFileSync('paper.bib', 'utf8')).parse();
console.log(warnings.map(({ type, field_name }) => `${type}: ${field_name}`).join(', '));
console.log(JSON.stringify(new CSLExporter(entries).parse()['1']));
console.log(new BibLatexExporter(entries).parse().trim());
JS
cat >expected <<'TEXT'
unexpected_field: eprint, unexpected_field: eprinttype
{"issued":{"date-parts":[[2020,3,5]]},"author":[{"given":"Jane","family":"Doe"},{"given":"Richard","family":"Roe"},{"literal":"others"}],"title":"Maps","type":"webpage","id":"1"}
@online{doe2020,
date = {2020-03-05},
author = {given={Jane}, family={Doe} and given={Richard}, family={Roe} and {others}},
title = {Maps},
annotation = {mine}
}
TEXT
node look.mjs >seen
cat seen
diff -u expected seen
echo 'As it was found.'
