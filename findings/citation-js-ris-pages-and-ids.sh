#!/bin/sh
# Citation.js 0.8.2 writes all pages of a RIS record into SP, and cuts its ID after 20 characters.
#
# `SP` is the start page and `EP` the end page. A record that has both is written again with the whole
# range in `SP` and without `EP`. `ID` is cut after 20 characters, so that the citation keys of two
# papers that begin alike become the same key. The month and the day of `DA`, which the format has as
# YYYY/MM/DD, lose their leading zeros.
#
# Needs Node.js and npm. Prints what was seen, and fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 >/dev/null 2>&1

cat >look.mjs <<'JS'
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-ris';

const lines = ['TY  - JOUR', 'TI  - Maps', 'AU  - Doe, Jane', 'DA  - 2020/03/05', 'SP  - 101', 'EP  - 109', 'ER  - '];
const written = new Cite(lines.join('\n')).format('ris');
console.log(written.match(/^(?:DA|SP|EP).*/gm).join('\n'));

const keys = ['doe2020cartographyandmaps', 'doe2020cartographyandtime'];
const items = keys.map((id) => ({ id, type: 'article-journal', title: 'Maps' }));
console.log(new Cite(items).format('ris').match(/^ID.*/gm).join('\n'));
JS
cat >expected <<'TEXT'
DA  - 2020/3/5/
SP  - 101-109
ID  - doe2020cartographyan
ID  - doe2020cartographyan
TEXT
node look.mjs >seen
cat seen
diff -u expected seen
echo 'As it was found.'
