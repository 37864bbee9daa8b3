#!/bin/sh
# bibtex-parse 2.1.0 leaves TeX's accents beside their letters, and a year is a number or a string by its delimiters.
#
# The braces and the backslash of `{\"o}` are taken away and nothing is put in their place. A year
# that stands bare is a number, one in braces a string. The macro `jan` becomes the English word
# "January", whatever the style would define it as.
#
# Needs Node.js and npm. Prints what was seen, and fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bibtex-parse@2.1.0 >/dev/null 2>&1

cat >papers.bib <<'INPUT'
@article{a, author = {J{\"o}rg Doe and Ren{\'e} Roe}, year = 2020, month = jan}
@article{b, year = {2019}}
INPUT
cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { entries } from 'bibtex-parse';

for (const entry of entries(readFileSync('papers.bib', 'utf8'))) console.log(JSON.stringify(entry));
JS
cat >expected <<'TEXT'
{"key":"a","type":"article","AUTHOR":"J\"org Doe and Ren'e Roe","YEAR":2020,"MONTH":"January"}
{"key":"b","type":"article","YEAR":"2019"}
TEXT
node look.mjs >seen
cat seen
diff -u expected seen
echo 'As it was found.'
