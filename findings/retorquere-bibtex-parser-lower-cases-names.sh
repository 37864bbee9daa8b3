#!/bin/sh
# @retorquere/bibtex-parser 9.0.29, the parser of Better BibTeX, lower-cases proper names in titles and sorts keywords.
#
# A title that does not say its language is taken for English and put into sentence case, except for
# what stands in braces: a place or a person in it becomes a common word ("of paris"), and capitals
# after a colon go. `keywords` are split at semicolons as well as at commas and come back in
# alphabetical order, so that the order the user kept is lost. The paragraphs of a note are separated
# by a lone `<p>`.
#
# Needs Node.js and npm. Prints what was seen, and fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @retorquere/bibtex-parser@9.0.29 >/dev/null 2>&1

cat >paper.bib <<'INPUT'
@article{doe2020,
  title = {On the {GAN} of Paris: A Study by Lovelace}, year = 2020,
  keywords = {to read; maps, archive},
  annote = {First line

Second line}
}
INPUT
cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from '@retorquere/bibtex-parser';

const { entries, errors } = parse(readFileSync('paper.bib', 'utf8'));
const { title, keywords, annote } = entries[0].fields;
console.log(JSON.stringify({ title, keywords, annote, errors: errors.length }));
JS
cat >expected <<'TEXT'
{"title":"On the GAN of paris: a study by lovelace","keywords":["archive","maps","to read"],"annote":"First line<p>Second line","errors":0}
TEXT
node look.mjs >seen
cat seen
diff -u expected seen
echo 'As it was found.'
