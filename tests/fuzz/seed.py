#!/usr/bin/env python3
"""Writes tests/fuzz/corpus: what each fuzz target begins with, taken from fixtures/ and the built-in rule files."""

import base64
import json
import re
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
LARGEST = 64 * 1024


def put(target, name, data):
    folder = ROOT / "tests/fuzz/corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= LARGEST:
        (folder / name).write_bytes(data)


def name(path):
    return "-".join(path.relative_to(ROOT).parts[1:])


for path in sorted(FIXTURES.glob("articles/**/*")):
    data = path.read_bytes() if path.is_file() else b""
    if path.suffix in (".html", ".md", ".txt"):
        put("check", name(path), data)
        put("canon", name(path), data)
    if path.suffix == ".html":
        put("html", name(path), data)
        scripts = re.findall(rb"<script[^>]*ld\+json[^>]*>(.*?)</script>", data, re.S)
        for number, script in enumerate(scripts):
            put("json_ld", f"{name(path)}-{number}", script)
    if path.suffix == ".md":
        put("markdown", name(path), data)
        front = re.match(rb"(---|\+\+\+)\n(.*?)\n\1\n", data, re.S)
        if front:
            put("front_matter", name(path), front.group(0) + b"\nText.\n")

for path in sorted(FIXTURES.glob("vectors/canon/*")):
    _, _, document = path.read_bytes().partition(b"\n\n")
    for target in ("canon", "html", "markdown"):
        put(target, name(path), document)

for path in sorted((ROOT / "src/disclosure/rules").glob("*.toml")):
    put("rules", path.name, path.read_bytes())

for path in sorted(FIXTURES.glob("keys/*")):
    put("key", name(path), path.read_bytes())

for path in sorted(FIXTURES.glob("vectors/record/*/record.json")):
    data = path.read_bytes()
    put("envelope", path.parent.name, data)
    try:
        put("statement", path.parent.name, base64.b64decode(json.loads(data)["payload"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass  # an odd record on purpose

for path in sorted(FIXTURES.glob("vectors/record/*/trust.toml")):
    put("trust", path.parent.name, path.read_bytes())

for path in sorted(FIXTURES.glob("archives/*.warc*")):
    put("warc", name(path), path.read_bytes())

for path in sorted(FIXTURES.glob("archives/*.wacz")):
    with zipfile.ZipFile(path) as packed:
        put("wacz", name(path), packed.read("datapackage.json") + b"\0" + packed.read("datapackage-digest.json"))

for path in sorted(FIXTURES.glob("archives/*.zip")) + sorted(FIXTURES.glob("archives/*.wacz")):
    data = path.read_bytes()
    put("zip", name(path), data)
    put("zip", f"cut-{name(path)}", data[: data.index(b"PK\x01\x02")])

for number, path in enumerate(sorted(FIXTURES.glob("articles/*/*.html"))[::10]):
    html = path.read_text("utf-8", "replace")[:2000]
    row = {"id": str(number), "uri": f"https://a.example/{number}", "lang": path.parent.name, "html": html}
    line = json.dumps(row, ensure_ascii=number % 2 == 0) + "\n"
    put("jsonl", name(path), (line + '{"text": "T", "id": 7}\n\n{"id": broken\n[1]\n').encode())

for path in sorted(FIXTURES.glob("regressions/*/*")):
    put(path.parent.name, path.name, path.read_bytes())
