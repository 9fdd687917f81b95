"""Dependencies of build files: Maven, Gradle (Groovy, Kotlin, version catalogues), npm, Python and Go.

Versions are read for one thing: from 2.2 on tests with Spring Boot are written in JUnit 5, before in JUnit 4.
Parents of other files are not followed; who asks for the frameworks of a file reads all build files above it.
A catalogue stands for the folder above its `gradle/`, with all that it lists: which module takes what is not
told.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any

from stages.core.lines import lines_of
from stages.core.records.build_asset import BuildAsset
from stages.model.compose import compose_json
from stages.model.frameworks import named_by
from stages.model.params import ModelParams
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.tree import Mapping
from stages.model.xml import Element, read_xml

_COORDINATES = re.compile(r"""["']([\w.-]+:[\w.-]+)(?::[^"'\s]*)?["']""")
_GROUPED = re.compile(r"""group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']""")
_PLUGIN = re.compile(r"""\bid\s*\(?\s*["']([\w.-]+)["']\)?(?:\s*version\s*["']([\d.]+)[^"']*["'])?""")
_KOTLIN = re.compile(r"""\bkotlin\(\s*["']([\w.-]+)["']\s*\)""")
_BOOT = "org.springframework.boot"
_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][\w.-]*)", re.MULTILINE)
_MODULE = re.compile(r"^[ \t]*(?:require[ \t]+)?(?!retract\b)(\S+)[ \t]+v\d", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_POETRY = ("tool", "poetry")
_CATALOGUE = ".versions.toml"
_SINCE = (2, 2)
"""First Spring Boot whose starter for tests brings JUnit 5."""
_JUNIT_5, _JUNIT_4 = "org.junit.jupiter:", "junit:junit"


def read_build(source: SafeText, params: ModelParams) -> list[BuildAsset]:
    """Return the asset of a build file, or nothing when it names no dependency; raises Refused."""
    path = PurePosixPath(source.document.path)
    tool, read = reader_of(path.name) or ("", _none)
    found = sorted({one.strip() for one in read(source, params) if one.strip()})
    if not found:
        return []
    names = named_by(found)
    document = source.document
    return [
        BuildAsset(
            id=f"{document.id}#{tool}",
            document=document.id,
            source=document.source,
            source_class=document.source_class,
            licence=document.licence,
            natural_language="en",
            tool=tool,
            folder=_folder(path),
            dependencies=found,
            frameworks=names.frameworks,
            test_frameworks=names.test_frameworks,
            span=source.span(0, len(source.content)),
        )
    ]


def _folder(path: PurePosixPath) -> str:
    """Return the folder that a build file is about, empty for the top."""
    inner = path.parent.name == "gradle" and path.name.endswith(_CATALOGUE)
    found = str(path.parent.parent if inner else path.parent)
    return "" if found == "." else found


Reader = Callable[[SafeText, ModelParams], Iterable[str]]


def reader_of(name: str) -> tuple[str, Reader] | None:
    """Return the tool whose build file has this name, and how it is read; None for any other file."""
    return next(((tool, read) for pattern, tool, read in _FILES if re.fullmatch(pattern, name)), None)


def _none(source: SafeText, params: ModelParams) -> Iterable[str]:
    return ()


def _maven(source: SafeText, params: ModelParams) -> Iterable[str]:
    root = read_xml(source)
    if root.name != "project":
        return []
    held = [e for e in _below(root) if e.name in ("dependency", "parent", "plugin")]
    versions = {e.name: e.text.strip() for e in (root.first("properties") or root).elements}
    found = []
    for element in held:
        group, artifact, version = (_child(element, name) for name in ("groupId", "artifactId", "version"))
        written = re.sub(r"\$\{([\w.-]+)\}", lambda name: versions.get(name[1], ""), version)
        found.append(f"{group}:{artifact}" if group else artifact)
        found += _junit(group, written)
    return found


def _junit(group: str, version: str) -> list[str]:
    """Return the dependency on JUnit that a version of Spring Boot stands for."""
    number = tuple(int(part) for part in re.findall(r"\d{1,9}", version)[:2])
    return [_JUNIT_5 if number >= _SINCE else _JUNIT_4] if group == _BOOT and number else []


def _below(root: Element) -> list[Element]:
    found, todo = [], [root]
    while todo:
        element = todo.pop()
        found.append(element)
        todo += element.elements
    return found


def _child(element: Element, name: str) -> str:
    child = element.first(name)
    return child.text.strip() if child else ""


def _gradle(source: SafeText, params: ModelParams) -> Iterable[str]:
    text = _COMMENT.sub("", source.document.text)
    plugins = [(found[1], found[2] or "") for found in _PLUGIN.finditer(text)]
    found = [
        *_COORDINATES.findall(text),
        *(":".join(pair) for pair in _GROUPED.findall(text)),
        *(plugin for plugin, _ in plugins),
        *(f"org.jetbrains.kotlin:kotlin-{name}" for name in _KOTLIN.findall(text)),
    ]
    implied = [one for plugin, version in plugins for one in _junit(plugin, version)]
    return [*found, *implied, *([_JUNIT_5] if "useJUnitPlatform" in text else [])]


def _catalogue(source: SafeText, params: ModelParams) -> Iterable[str]:
    root = _toml(source)
    versions = _table(root, "versions")
    plugins = [_noted(one, ("id",), versions) for one in _table(root, "plugins").values()]
    libraries = [_noted(one, ("group", "name"), versions) for one in _table(root, "libraries").values()]
    return [*(name for name, _ in [*plugins, *libraries]), *(j for one in plugins for j in _junit(*one))]


def _noted(entry: object, fields: tuple[str, ...], versions: dict[str, Any]) -> tuple[str, str]:
    """Return name and version of an entry of a catalogue, written as one string or as a table."""
    if isinstance(entry, str):
        parts = entry.split(":")
        return ":".join(parts[: len(fields)]), "".join(parts[len(fields) :])
    table = entry if isinstance(entry, dict) else {}
    version = table.get("version", "")
    found = versions.get(version.get("ref", ""), "") if isinstance(version, dict) else version
    name = table.get("module", "") or ":".join(str(table.get(field, "")) for field in fields)
    return str(name), found if isinstance(found, str) else ""


def _npm(source: SafeText, params: ModelParams) -> Iterable[str]:
    root = compose_json(source.document.text, params)
    fields = ("dependencies", "devDependencies", "peerDependencies")
    held = [root.items.get(field) for field in fields] if isinstance(root, Mapping) else []
    return [name for mapping in held if isinstance(mapping, Mapping) for name in mapping.items]


def _requirements(source: SafeText, params: ModelParams) -> Iterable[str]:
    lines = [line for line in lines_of(source.document.text) if not line.lstrip().startswith(("#", "-"))]
    return [_plain(name) for line in lines for name in _REQUIREMENT.findall(line)]


def _pyproject(source: SafeText, params: ModelParams) -> Iterable[str]:
    root = _toml(source)
    project = _table(root, "project")
    groups = [*_table(project, "optional-dependencies").values(), *_table(root, "dependency-groups").values()]
    listed = [project.get("dependencies", []), *groups]
    poetry = [_table(root, *_POETRY, "dependencies"), _table(root, *_POETRY, "dev-dependencies")]
    poetry += [
        _table(group, "dependencies")
        for group in _table(root, *_POETRY, "group").values()
        if isinstance(group, dict)
    ]
    names = [
        entry for group in listed if isinstance(group, list) for entry in group if isinstance(entry, str)
    ]
    return [
        *(_plain(found) for entry in names for found in _REQUIREMENT.findall(entry)[:1]),
        *(_plain(name) for table in poetry for name in table if name != "python"),
    ]


def _toml(source: SafeText) -> dict[str, Any]:
    try:
        return tomllib.loads(source.document.text)
    except (ValueError, RecursionError) as error:  # a number may be too long to be one
        raise Refused("parse-error", "not TOML") from error


def _table(root: dict[str, Any], *names: str) -> dict[str, Any]:
    found: Any = root
    for name in names:
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _go(source: SafeText, params: ModelParams) -> Iterable[str]:
    return _MODULE.findall(_COMMENT.sub("", source.document.text))


_FILES: tuple[tuple[str, str, Reader], ...] = (
    (r"pom\.xml", "maven", _maven),
    (r".+\.gradle(?:\.kts)?", "gradle", _gradle),
    (rf".+{re.escape(_CATALOGUE)}", "gradle", _catalogue),
    (r"package\.json", "npm", _npm),
    (r"requirements[\w.-]*\.txt|[\w-]+[-_]requirements\.txt", "python", _requirements),
    (r"pyproject\.toml", "python", _pyproject),
    (r"go\.mod", "go", _go),
)
