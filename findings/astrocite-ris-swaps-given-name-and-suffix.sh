#!/bin/sh
# astrocite-ris 0.16.4 reads the names of RIS in BibTeX's order: the given name becomes the suffix.
#
# In RIS a name is "Last, First, Suffix", in BibTeX it is "Last, Suffix, First". BibTeX's order is
# used for RIS as well, so that "van der Berg, Eva, Jr." is a person called Jr. with the suffix Eva.
# Parts that a date does not have are empty strings, where CSL-JSON leaves them out, and all parts are
# strings.
#
# Needs Node.js and npm. Prints what was seen, and fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts astrocite-ris@0.16.4 >/dev/null 2>&1

cat >look.mjs <<'JS'
import ris from 'astrocite-ris';

const lines = ['TY  - JOUR', 'TI  - Maps', 'AU  - van der Berg, Eva, Jr.', 'PY  - 2020/03//', 'ER  - ', ''];
const [item] = ris.parse(lines.join('\n'));
console.log(JSON.stringify(item.author));
console.log(JSON.stringify(item.issued));
JS
cat >expected <<'TEXT'
[{"family":"Berg","given":"Jr.","suffix":"Eva","non-dropping-particle":"van der"}]
{"date-parts":[["2020","03",""]]}
TEXT
node look.mjs >seen
cat seen
diff -u expected seen
echo 'As it was found.'
