"""Name the language of a file by GitHub linguist's data, with few names of our own.

The strategies are linguist's, in its order: file name, shebang, extension, root of an XML document,
heuristics on the text; of the languages that are still possible the most popular is taken, where linguist has
a classifier.
Modelines and manual pages are not looked at. See linguist/README.md for the version.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

UNKNOWN_LANGUAGE = "unknown"

DATA = Path(__file__).parent / "linguist"

NAMES = {
    "Batchfile": "batch", "C#": "csharp", "C++": "cpp", "Dotenv": "properties", "Go Module": "text",
    "Gradle": "groovy", "Gradle Kotlin DSL": "kotlin", "HCL": "terraform", "Java Properties": "properties",
    "Less": "css", "OASv2-json": "json",
    "OASv2-yaml": "yaml", "OASv3-json": "json", "OASv3-yaml": "yaml", "PLSQL": "sql", "PLpgSQL": "sql",
    "Pip Requirements": "text", "Protocol Buffer": "protobuf", "SCSS": "css", "SQLPL": "sql", "TSQL": "sql",
    "reStructuredText": "rst",
}  # fmt: skip
"""Names that are not linguist's in lower case, and not those of its group either."""

SUFFIXES = {
    ".cfg": "ini", ".change": "change", ".conf": "config", ".jsonl": "jsonl", ".properties": "properties",
}  # fmt: skip
"""Suffixes that say more to later stages than linguist's data does."""

HEAD = 1 << 13
"""Characters of a text that heuristics look at; linguist's 50 KiB would give its patterns seconds."""

_BLANKS = re.compile(r"\s{40,}")
_SHEBANG = re.compile(r"#!\s*(\S+)((?:[ \t]+\S+)*)")
_EXEC = re.compile(r"exec (\w+)[\s\"']+\$0[\s\"']+\$@")
_OPTION = re.compile(r"-[i0uCSv]*|--\S+|\S+=\S+")
_XML = re.compile(r"<?xml version=")


class Rule(NamedTuple):
    """A heuristic: `languages` hold when every pattern of `present` is found and none of `absent`."""

    languages: tuple[str, ...]
    present: tuple[re.Pattern[str], ...]
    absent: tuple[re.Pattern[str], ...]


class Linguist(NamedTuple):
    """What linguist knows: languages by file name, interpreter and extension, and rules by extension."""

    filenames: Mapping[str, tuple[str, ...]]
    interpreters: Mapping[str, tuple[str, ...]]
    extensions: Mapping[str, tuple[str, ...]]
    heuristics: Mapping[str, Any]
    """Rules as written, by extension in linguist's order."""
    patterns: Mapping[str, Any]
    """Patterns that rules refer to by name."""
    generic: frozenset[str]
    popular: tuple[str, ...]
    spoken: Mapping[str, str]
    """Our name of each language."""


def language(path: str, text: str) -> str:
    """Return the language of a text in lower case, `unknown` when linguist knows none.

    It is linguist's name of the language or of its group (`TSX` is `typescript`), but for `NAMES` and
    `SUFFIXES`.
    """
    name = PurePosixPath(path).name
    ours = SUFFIXES.get(PurePosixPath(path).suffix.lower())
    return ours or linguist().spoken.get(_detected(name, text), UNKNOWN_LANGUAGE)


@cache
def linguist() -> Linguist:
    """Return the vendored data of linguist."""
    languages, heuristics = _load("languages.yml"), _load("heuristics.yml")
    return Linguist(
        filenames=_index(languages, "filenames"),
        interpreters=_index(languages, "interpreters"),
        extensions={key.lower(): names for key, names in _index(languages, "extensions").items()},
        heuristics={
            extension: entry["rules"]
            for entry in heuristics["disambiguations"]
            for extension in entry["extensions"]
        },
        patterns=heuristics["named_patterns"],
        generic=frozenset(_load("generic.yml")["extensions"]),
        popular=tuple(_load("popular.yml")),
        spoken={name: NAMES.get(name, entry.get("group", name).lower()) for name, entry in languages.items()},
    )


def _load(name: str) -> Any:  # noqa: ANN401  any YAML
    return yaml.load((DATA / name).read_bytes(), yaml.CSafeLoader)  # noqa: S506  a safe loader, the fast one


def _index(languages: Mapping[str, Any], field: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, entry in languages.items():
        for key in entry.get(field, []):
            found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


@cache
def _rules(extension: str) -> tuple[Rule, ...]:
    """Return the heuristics of an extension, compiled when they are first asked for."""
    data = linguist()
    return tuple(_rule(rule, data.patterns) for rule in data.heuristics[extension])


def _rule(rule: Mapping[str, Any], named: Mapping[str, Any]) -> Rule:
    """Return a rule as it stands; of a pattern and a negative one beside it linguist reads the first."""
    language = rule["language"]
    blocks = rule.get("and", [rule])
    present = [_pattern(block["pattern"]) for block in blocks if "pattern" in block]
    absent = [
        _pattern(block["negative_pattern"])
        for block in blocks
        if "negative_pattern" in block and "pattern" not in block
    ]
    present += [_pattern(named[block["named_pattern"]]) for block in blocks if "named_pattern" in block]
    return Rule((language,) if isinstance(language, str) else tuple(language), tuple(present), tuple(absent))


def _pattern(given: str | list[str]) -> re.Pattern[str]:
    patterns = [given] if isinstance(given, str) else given
    return re.compile("|".join(f"(?:{from_ruby(pattern)})" for pattern in patterns), re.MULTILINE)


def from_ruby(pattern: str) -> str:
    """Return a regular expression of Ruby as Python writes it, to be compiled with MULTILINE.

    Ruby's flags hold from where they stand to the end, its `m` is Python's `s`, its groups have names without
    P.
    """
    pattern = re.sub(r"\(\?<(?=\w+>)", "(?P<", pattern).replace(r"\z", r"\Z")
    pattern = pattern.replace(r"[\s&&[^\r\n]]", r"[ \t\f\v]")
    pattern = re.sub(r"\\g<(\w+)>", lambda called: _group(pattern, called[1]), pattern)
    flags = re.search(r"\(\?(-?[imx]+)\)", pattern)
    if not flags:
        return pattern
    before, after = pattern[: flags.start()], pattern[flags.end() :]
    ours = "" if flags[1].startswith("-") else flags[1].replace("m", "s")
    comment_end = "\n" if "x" in ours else ""
    return f"{before}(?{ours}:{from_ruby(after)}{comment_end})"


def _group(pattern: str, name: str) -> str:
    """Return the text of a named group, which a call of Ruby's `\\g` repeats."""
    start = pattern.index(f"(?P<{name}>") + len(f"(?P<{name}>")
    depth, end = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(pattern[end], 0)
        end += 1
    return f"(?:{pattern[start : end - 1]})"


def _detected(name: str, text: str) -> str:
    data = linguist()
    candidates = data.filenames.get(name, ())
    if len(candidates) != 1:
        candidates = _narrowed(candidates, data.interpreters.get(_interpreter(text), ()))
    if len(candidates) != 1:
        candidates = _narrowed(candidates, _by_extension(name, data))
    if not candidates and _XML.search("\n".join(text[:HEAD].split("\n", 2)[:2])):
        candidates = ("XML",)
    if len(candidates) != 1:
        candidates = _by_text(name, text, data) or candidates
    return min(candidates, key=lambda one: (one not in data.popular, candidates.index(one)), default="")


def _narrowed(candidates: tuple[str, ...], found: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in found if not candidates or one in candidates) or candidates


def _by_extension(name: str, data: Linguist) -> tuple[str, ...]:
    """Return the languages of the longest extension that is known: `a.rest.txt` has two."""
    if any(name.lower().endswith(extension) for extension in data.generic):
        return ()
    parts = name.lower().split(".")[1:]
    extensions = ("." + ".".join(parts[start:]) for start in range(len(parts)))
    return next((data.extensions[one] for one in extensions if one in data.extensions), ())


def _by_text(name: str, text: str, data: Linguist) -> tuple[str, ...]:
    lower = name.lower()
    rules = next((_rules(extension) for extension in data.heuristics if lower.endswith(extension)), ())
    head = _BLANKS.sub("\n", text[:HEAD]) if rules else ""
    return next((rule.languages for rule in rules if _holds(rule, head)), ())


def _holds(rule: Rule, text: str) -> bool:
    return all(one.search(text) for one in rule.present) and not any(one.search(text) for one in rule.absent)


def _interpreter(text: str) -> str:
    """Return the interpreter that a first line names: `python3` of `#!/usr/bin/env python3.11`."""
    found = _SHEBANG.match(text[:HEAD].split("\n", 1)[0]) if text.startswith("#!") else None
    if not found:
        return ""
    script = found[1].rsplit("/", 1)[-1]
    if script == "env":
        script = next((word for word in found[2].split() if not _OPTION.fullmatch(word)), "")
    script = re.sub(r"\.\d+$", "", script)
    hack = _EXEC.search("\n".join(text[:HEAD].split("\n", 5)[:5])) if script == "sh" else None
    return PurePosixPath(hack[1] if hack else script).name
