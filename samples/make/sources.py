"""Repositories written as text: one file of many sources is one or more commits.

A text consists of sections. `@commit <author key> | <date> | <message>` opens a commit, `==> main a.b.Name` a Java class below
`src/main/java` (`test` for tests), `==> file <path>` any other file, `==> gone <path>` a deletion, `==> edit <path>` what becomes of
a file that an earlier commit wrote: lines with ` `, `-` and `+` before them, as in a diff, and `@@` between two places. Package line,
imports, constructor (`%ctor`) and accessors (`%get`, `%getset`) of Java files are written here, so that the texts hold what people think about.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from samples.make.history import Commit
from samples.make.java_names import JAVA_NAMES, MOCK_MVC_NAMES, STATIC_NAMES


class Author(NamedTuple):
    """Who commits, and the habits that show in the files."""

    name: str
    mail: str
    header: str = ""
    """Comment at the top of each new Java file."""
    author_tag: str = ""
    """Line of the type's Javadoc, for example `@author Wang Hai`."""
    imports: str = "java-first"
    """`java-first`, `java-last` or `flat`."""


class Section(NamedTuple):
    """One file of a commit as it stands in the text."""

    kind: str
    target: str
    text: str


class Draft(NamedTuple):
    """One commit as it stands in the text."""

    author: str
    date: str
    message: str
    sections: list[Section]


_STRINGS = re.compile(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'')
_COMMENTS = re.compile(r"/\*[\s\S]*?\*/|//[^\n]*")
_FIELD = re.compile(r"^    private (final )?((?:[\w.]+)(?:<.*>)?(?:\[\])?) (\w+)( = [^;]*)?;", re.M)
_TYPE_LINE = re.compile(r"^(?:public |abstract |final |sealed )*(?:class|interface|enum|record|@interface) (\w+)", re.M)


def commits(folder: Path, root: str, authors: Mapping[str, Author], values: Mapping[str, str]) -> list[Commit]:
    """Return the history that the texts of `folder` tell, with `{{NAME}}` replaced by `values`."""
    drafts = [draft for path in sorted(folder.glob("*.txt")) for draft in parse(path.read_text(encoding="utf-8"))]
    return render(drafts, root, authors, values)


def render(drafts: Sequence[Draft], root: str, authors: Mapping[str, Author], values: Mapping[str, str]) -> list[Commit]:
    """Return the commits of drafts in the order of their dates."""
    own = {name: package for draft in drafts for package, name in _own(draft.sections, root)}
    ordered = sorted(drafts, key=lambda draft: draft.date)
    files: dict[str, str | bytes | None] = {}
    history: list[Commit] = []
    for draft in ordered:
        history.append(_commit(draft, root, authors[draft.author], own, values, files))
        files |= history[-1].files
    return history


def parse(text: str) -> list[Draft]:
    """Return the commits of one text."""
    drafts: list[Draft] = []
    for block in re.split(r"^@commit ", text, flags=re.M)[1:]:
        head, _, body = block.partition("\n")
        author, date, message = (word.strip() for word in head.split("|", 2))
        parts = re.split(r"^==> (\w+) (\S+)\n", body, flags=re.M)
        triples = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
        drafts.append(Draft(author, date, message, [Section(k, t, b.strip("\n") + "\n") for k, t, b in triples]))
    return drafts


def _own(sections: Iterable[Section], root: str) -> Iterable[tuple[str, str]]:
    for section in sections:
        if section.kind in ("main", "test"):
            package, _, name = f"{root}.{section.target}".rpartition(".")
            yield package, name


def _commit(
    draft: Draft,
    root: str,
    author: Author,
    own: Mapping[str, str],
    values: Mapping[str, str],
    before: Mapping[str, str | bytes | None],
) -> Commit:
    files: dict[str, str | bytes | None] = {}
    for section in draft.sections:
        text = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], section.text)
        if section.kind == "gone":
            files[section.target] = None
        elif section.kind == "file":
            files[section.target] = text
        elif section.kind == "edit":
            files[section.target] = edited(section.target, before[section.target], text)
        else:
            fqn = f"{root}.{section.target}"
            files[f"src/{section.kind}/java/{fqn.replace('.', '/')}.java"] = java_file(fqn, text, author, own)
    return Commit(author.name, author.mail, draft.date, draft.message, files)


def edited(path: str, content: str | bytes | None, places: str) -> str:
    """Return a text with its places changed; raises ValueError when one does not stand there exactly once."""
    text = str(content)
    for place in re.split(r"^@@\n", places, flags=re.M):
        lines = place.rstrip("\n").split("\n")
        was, now = ("\n".join(line[1:] for line in lines if line[:1] != side) for side in "+-")
        if text.count(was) != 1:
            raise ValueError(f"{path}: a place stands there {text.count(was)} times, expected once. Mend the edit:\n{was}")
        text = text.replace(was, now)
    return text


def java_file(fqn: str, text: str, author: Author, own: Mapping[str, str]) -> str:
    """Return a Java file: header, package, imports, and the type with its macros written out."""
    package = fqn.rpartition(".")[0]
    body = _with_author(_with_macros(text), author.author_tag)
    blocks = [author.header, f"package {package};", *_import_blocks(body, package, author.imports, own), body]
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _with_author(body: str, tag: str) -> str:
    match = _TYPE_LINE.search(body)
    doc = body.rfind(" */\n", 0, match.start()) if match and tag else -1
    if doc < 0 or "@author" in body[:doc] or not body.startswith("/**\n"):
        return body
    return f"{body[:doc]} *\n * {tag}\n{body[doc:]}"


def _with_macros(text: str) -> str:
    name = _TYPE_LINE.search(text)
    lines: list[str] = []
    for line in text.split("\n"):
        words = line.split()
        if not words or not words[0].startswith("%"):
            lines.append(line)
        else:
            fields = [(t, n, bool(f), bool(v)) for f, t, n, v in _FIELD.findall("\n".join(lines))]
            lines.append(_macro(words[0], words[1:], name[1] if name else "", fields).rstrip("\n"))
    return "\n".join(lines)


def _macro(word: str, chosen: list[str], name: str, fields: list[tuple[str, str, bool, bool]]) -> str:
    if word == "%ctor":
        return _constructor(name, [(t, n) for t, n, final, valued in fields if final and not valued], chosen)
    rows = [(t, n) for t, n, _, _ in fields if n in chosen or not chosen]
    setters = word == "%getset"
    return "\n\n".join(part for t, n in rows for part in (_getter(t, n), *([_setter(t, n)] if setters else [])))


def _constructor(name: str, fields: list[tuple[str, str]], annotations: list[str]) -> str:
    head = f"    public {name}({', '.join(f'{t} {n}' for t, n in fields)}) {{"
    if len(head) > 110:
        head = f"    public {name}(\n            " + ",\n            ".join(f"{t} {n}" for t, n in fields) + ") {"
    body = "\n".join(f"        this.{n} = {n};" for _, n in fields)
    return "\n".join([*(f"    {a}" for a in annotations), head, body, "    }"])


def _getter(kind: str, name: str) -> str:
    verb = "is" if kind == "boolean" else "get"
    return f"    public {kind} {verb}{name[0].upper()}{name[1:]}() {{\n        return {name};\n    }}"


def _setter(kind: str, name: str) -> str:
    return f"    public void set{name[0].upper()}{name[1:]}({kind} {name}) {{\n        this.{name} = {name};\n    }}"


def _import_blocks(body: str, package: str, style: str, own: Mapping[str, str]) -> list[str]:
    code = _COMMENTS.sub(" ", _STRINGS.sub('""', body))
    names = set(re.findall(r"(?<![\w.])([A-Z]\w*)", code)) - {match[1] for match in _TYPE_LINE.finditer(code)}
    names -= set(re.findall(r"\b(?:class|interface|enum|record) (\w+)", code))
    wanted = {f"{own[n]}.{n}" for n in names if n in own and own[n] != package}
    wanted |= {f"{JAVA_NAMES[n]}.{n}" for n in names if n in JAVA_NAMES and n not in own}
    statics = _static_imports(code)
    if style == "flat":
        return ["\n".join(f"import {name};" for name in sorted(wanted)), "\n".join(statics)]
    jdk = sorted(name for name in wanted if name.startswith("java."))
    rest = sorted(wanted - set(jdk))
    order = (jdk, rest) if style == "java-first" else (rest, jdk)
    blocks = ["\n".join(f"import {name};" for name in block) for block in order]
    return ["\n".join(statics), *blocks] if style == "java-last" else [*blocks, "\n".join(statics)]


def _static_imports(code: str) -> list[str]:
    if "@Test" not in code and "@ParameterizedTest" not in code:
        return []
    table = STATIC_NAMES | (MOCK_MVC_NAMES if "MockMvc" in code else {})
    called = set(re.findall(r"(?<![\w.])([a-z]\w*)\(", code))
    declared = set(re.findall(r"\b[\w>\]]+ ([a-z]\w*)\([^;{}]*\) *(?:throws \w+ )?\{", code))
    return sorted(f"import static {table[name]}.{name};" for name in called - declared if name in table)
