"""The words that the programs beside terang are given to look for."""
import pathlib, tomllib

RULES = pathlib.Path(__file__).resolve().parents[2] / "src/disclosure/rules"


def packs():
    return [tomllib.loads(file.read_text("utf-8")) for file in sorted(RULES.glob("*.toml"))]


def terms():
    """The first five words for AI of every rule file: what somebody would search for."""
    out = set()
    for pack in packs():
        out.update(word.strip("*") for word in pack.get("terms", {}).get("ai", [])[:5])
    return sorted(word for word in out if len(word) > 1)


def anchors():
    """Every term that makes terang read a sentence: the same terms."""
    out = set()
    for pack in packs():
        for role, words in pack.get("terms", {}).items():
            if role in {"ai", "machine", "auto", "tool", "compound"}:
                lists = words.values() if isinstance(words, dict) else [words]
                out.update(word.strip("*") for each in lists for word in each)
    return sorted(word for word in out if len(word) > 1)
