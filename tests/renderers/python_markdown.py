"""Markdown on stdin, HTML on stdout, as a site with typographic replacements makes it."""
import sys

import markdown

text = sys.stdin.buffer.read().decode("utf-8")
html = markdown.markdown(text, extensions=["smarty", "tables", "sane_lists"])
sys.stdout.buffer.write(html.encode("utf-8"))
