// Markdown on stdin, HTML on stdout, as a site with typographic replacements makes it.
const markdownit = require('markdown-it');
const text = require('node:fs').readFileSync(0, 'utf8');
process.stdout.write((markdownit.default ?? markdownit)({ html: true, linkify: true, typographer: true }).render(text));
