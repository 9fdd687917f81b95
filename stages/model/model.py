"""Read safe documents as typed assets: types, APIs, SQL, stories, diagrams, builds, prose, changes."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any, NamedTuple, get_args

import msgspec

from stages.core.contract import Figures
from stages.core.on_disk import Keeping, OnDisk, encoded
from stages.core.records.api_asset import ApiAsset
from stages.core.records.build_asset import BuildAsset
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.section_asset import SectionAsset
from stages.core.records.span import Span
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.story_asset import StoryAsset
from stages.core.records.suggestion_asset import SuggestionAsset
from stages.core.records.type_asset import TypeAsset
from stages.core.spans import span_of
from stages.model.asciidoc import read_asciidoc
from stages.model.builds import read_build, reader_of
from stages.model.changes import ReadChange, joined, read_change, together
from stages.model.code_file import CodeFile
from stages.model.compose import compose_json, compose_yaml
from stages.model.diagrams import read_fenced, read_mermaid, read_plantuml
from stages.model.figures import Tally
from stages.model.gherkin import read_gherkin
from stages.model.go import read_go
from stages.model.java import read_java
from stages.model.kotlin import read_kotlin
from stages.model.mapper import read_mapper
from stages.model.markdown import read_markdown
from stages.model.openapi import is_openapi, read_openapi
from stages.model.params import ModelParams
from stages.model.passage import Passage
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.postman import is_postman, read_postman
from stages.model.python import read_python
from stages.model.refused import Refused
from stages.model.rst import read_rst
from stages.model.safe_text import SafeText
from stages.model.sections import read_sections
from stages.model.sql_code import read_strings
from stages.model.sql_script import read_script
from stages.model.stories import beside_stories, read_stories
from stages.model.story_table import read_story_lines, read_story_table
from stages.model.subjects import Subjects
from stages.model.suggestions import read_suggestions
from stages.model.tree import Mapping, Node
from stages.model.typescript import dialect_of, read_typescript
from stages.model.xml import read_xml

Asset = (
    TypeAsset | ApiAsset | SqlAsset | StoryAsset | SectionAsset | DiagramAsset | BuildAsset | SuggestionAsset
)
Found = Asset | ReadChange | PassedOver
_KINDS = (*get_args(Asset), ChangeAsset)


class Modelled(NamedTuple):
    """The assets of all documents, sorted by document and place, and a row for all that gave none."""

    types: OnDisk[TypeAsset]
    apis: OnDisk[ApiAsset]
    sql: OnDisk[SqlAsset]
    stories: OnDisk[StoryAsset]
    sections: OnDisk[SectionAsset]
    diagrams: OnDisk[DiagramAsset]
    builds: OnDisk[BuildAsset]
    suggestions: OnDisk[SuggestionAsset]
    changes: OnDisk[ChangeAsset]
    drops: OnDisk[Drop]
    """Documents without an asset."""
    passed_over: OnDisk[Drop]
    """Parts of documents, with or without an asset beside them."""
    documents: int
    """That gave at least one asset."""
    figures: Figures


def model(documents: Sequence[Document], params: ModelParams) -> Modelled:
    """Return the assets of `documents`; a document that cannot be read or holds none becomes a drop.

    They are read from where they are, one commit or file at a time; held is where each stands, and by which
    names a test may mean a type.
    """
    modelling = Modelling(params)
    for _, those in groupby(_in_order(documents), key=together):
        modelling.take(list(those))
    return modelling.modelled()


def _in_order(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield documents by their ids."""
    order = array("I", sorted(range(len(documents)), key=[one.id for one in documents].__getitem__))
    return (documents[number] for number in order)


class Modelling:
    """Assets and drops as they are found: written to disk one by one."""

    def __init__(self, params: ModelParams) -> None:
        """Begin with none."""
        self._params = params
        self._assets: dict[type, Keeping[Any]] = {kind: Keeping(kind) for kind in _KINDS}
        self._drops, self._parts = Keeping(Drop), Keeping(Drop)
        self._subjects, self._ids, self._tally = Subjects(), Ids(), Tally()
        self._documents = 0

    def take(self, documents: list[Document]) -> None:
        """Read a document, or those of one commit."""
        changes: list[ReadChange] = []
        drops: list[Drop] = []
        for document in documents:
            try:
                found = _read(document, self._params)
            except Refused as refused:
                drops.append(_drop(document, refused))
                continue
            drops += [_drop(document, _no_asset(document))] if _is_empty(found) else []
            changes += [one for one in found if isinstance(one, ReadChange)]
            self._keep(document, [one for one in found if not isinstance(one, ReadChange)])
        drops += self._join(changes) if changes else []
        for drop in sorted(drops, key=lambda drop: drop.item):
            self._drops.add(drop)

    def _keep(self, document: Document, found: list[Asset | PassedOver]) -> None:
        self._ids.next()
        for one in found:
            if isinstance(one, PassedOver):
                self._parts.add(_part(document, one))
                self._tally.pass_over(one.rule)
            else:
                self._add(self._ids.distinct(one))
        self._documents += any(not isinstance(one, PassedOver) for one in found)

    def _add(self, asset: Asset | ChangeAsset) -> None:
        self._assets[type(asset)].add(asset)
        self._tally.add(asset)
        if isinstance(asset, TypeAsset):
            self._subjects.add(asset)

    def _join(self, changes: list[ReadChange]) -> list[Drop]:
        commit = joined(changes)
        if isinstance(commit, Refused):
            return [_drop(change.source.document, commit) for change in changes]
        self._add(commit)
        self._documents += len(changes)
        return []

    def modelled(self) -> Modelled:
        """Return all that was found."""
        found = {kind: keeping.kept() for kind, keeping in self._assets.items()}
        types = encoded(TypeAsset, self._with_subjects(found[TypeAsset]))
        return Modelled(
            types=types,
            apis=found[ApiAsset],
            sql=found[SqlAsset],
            stories=found[StoryAsset],
            sections=found[SectionAsset],
            diagrams=found[DiagramAsset],
            builds=found[BuildAsset],
            suggestions=found[SuggestionAsset],
            changes=found[ChangeAsset],
            drops=self._drops.kept(),
            passed_over=self._parts.kept(),
            documents=self._documents,
            figures=self._tally.figures(),
        )

    def _with_subjects(self, types: OnDisk[TypeAsset]) -> Iterator[bytes]:
        for row, subject in self._subjects.with_subjects(types):
            if subject is not None:
                self._tally.test(subject)
            yield row


class Ids:
    """Ids of assets: a name that is declared again gets `~2`, `~3`, ...

    The id of a document and what follows its `#` make an id. Only one with a second `#` may be that of
    another document, too: those are known from document to document, the others within theirs.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._of_document: dict[str, int] = {}
        self._of_all: dict[str, int] = {}

    def next(self) -> None:
        """Begin a document."""
        self._of_document.clear()

    def distinct(self, asset: Asset) -> Asset:
        """Return the asset with an id of its own."""
        seen = self._of_all if asset.id.count("#") > 1 else self._of_document
        id = asset.id
        while id in seen:
            seen[asset.id] += 1
            id = f"{asset.id}~{seen[asset.id]}"
        seen[id] = 1
        return asset if id == asset.id else msgspec.structs.replace(asset, id=id)


def read_document(document: Document, params: ModelParams) -> list[Found]:
    """Return the assets of one document, of which there is at least one, and what gave none; raises Refused.

    Two assets may share an id until `model` has seen all documents.
    """
    found = _read(document, params)
    if _is_empty(found):
        raise _no_asset(document)
    return found


def _read(document: Document, params: ModelParams) -> list[Found]:
    source = SafeText(document)
    size, limit = (
        len(source.content),
        params.max_code_bytes if document.language in _CODE else params.max_document_bytes,
    )
    if size > limit:
        raise Refused("oversized", f"{size} bytes", str(limit))
    read = _READERS.get(document.language)
    if reader_of(PurePosixPath(document.path).name):
        read = _read_build
    return read(source, params) if read is not None else []


def _is_empty(found: list[Found]) -> bool:
    return all(isinstance(one, PassedOver) for one in found)


def _no_asset(document: Document) -> Refused:
    return Refused("no-asset", document.language)


def _read_code(
    read: Callable[[CodeFile, ModelParams], list[TypeAsset]], grammar: Callable[[str], str]
) -> Callable[[SafeText, ModelParams], list[Found]]:
    def read_all(source: SafeText, params: ModelParams) -> list[Found]:
        language = grammar(source.document.path)
        file = CodeFile(source, language)
        types = read(file, params)
        return [*types, *read_strings(file, language, types, params)]

    return read_all


def _read_api(
    compose: Callable[[str, ModelParams], Node],
) -> Callable[[SafeText, ModelParams], list[Found]]:
    return lambda source, params: _read_tree(source, compose(source.document.text, params), params)


def _read_tree(source: SafeText, root: Node, params: ModelParams) -> list[Found]:
    if isinstance(root, Mapping) and is_openapi(root):
        return [*read_openapi(source, root, params)]
    if isinstance(root, Mapping) and is_postman(root):
        return [*read_postman(source, root, params)]
    return []


def _read_prose(source: SafeText, params: ModelParams) -> list[Found]:
    return [*(_read_text(source, params) or read_sections(source, read_markdown)), *read_fenced(source)]


def _read_manual(
    read: Callable[[str, int], Iterator[Passage | Unread]],
) -> Callable[[SafeText, ModelParams], list[Found]]:
    return lambda source, params: [
        *read_sections(source, lambda text: read(text, params.max_section_characters))
    ]


def _read_build(source: SafeText, params: ModelParams) -> list[Found]:
    return [*read_build(source, params)]


def _read_script(source: SafeText, params: ModelParams) -> list[Found]:
    return [*read_script(source, params)]


def _read_mapper(source: SafeText, params: ModelParams) -> list[Found]:
    if _MAPPER not in source.document.text:
        return []
    root = read_xml(source)
    return [*read_mapper(source, root, params)] if root.name == "mapper" else []


def _read_plantuml(source: SafeText, _: ModelParams) -> list[Found]:
    return [*read_plantuml(source)]


def _read_mermaid(source: SafeText, _: ModelParams) -> list[Found]:
    return [*read_mermaid(source)]


def _read_lines(source: SafeText, _: ModelParams) -> list[Found]:
    is_table = source.document.asset == "story"
    return [*read_story_lines(source)] if is_table else [*read_suggestions(source)]


def _read_change(source: SafeText, _: ModelParams) -> list[Found]:
    return [read_change(source)]


def _read_feature(source: SafeText, _: ModelParams) -> list[Found]:
    return [*read_gherkin(source)]


def _read_table(source: SafeText, _: ModelParams) -> list[Found]:
    return [*read_story_table(source)]


def _read_text(source: SafeText, _: ModelParams) -> list[Found]:
    stories = read_stories(source)
    return [*stories, *passed_over(source, beside_stories(source.document.text))] if stories else []


_MAPPER = "<mapper"
_CODE = ("go", "java", "kotlin", "python", "typescript", "javascript")

_READERS: dict[str, Callable[[SafeText, ModelParams], list[Found]]] = {
    "go": _read_code(read_go, lambda _: "go"),
    "java": _read_code(read_java, lambda _: "java"),
    "kotlin": _read_code(read_kotlin, lambda _: "kotlin"),
    "python": _read_code(read_python, lambda _: "python"),
    "typescript": _read_code(read_typescript, dialect_of),
    "javascript": _read_code(read_typescript, dialect_of),
    "change": _read_change,
    "yaml": _read_api(compose_yaml),
    "json": _read_api(compose_json),
    "csv": _read_table,
    "tsv": _read_table,
    "gherkin": _read_feature,
    "jsonl": _read_lines,
    "markdown": _read_prose,
    "asciidoc": _read_manual(read_asciidoc),
    "rst": _read_manual(read_rst),
    "mermaid": _read_mermaid,
    "plantuml": _read_plantuml,
    "sql": _read_script,
    "text": _read_text,
    "xml": _read_mapper,
}
"""The reader of each language that can hold assets."""


def _drop(document: Document, refused: Refused) -> Drop:
    return _row(document, document.id, refused, span_of(document, 0, len(document.text.encode())))


def _part(document: Document, part: PassedOver) -> Drop:
    item = f"{document.id}#{part.span.start}-{part.span.end}"
    return _row(document, item, Refused(part.rule), part.span)


def _row(document: Document, item: str, refused: Refused, span: Span) -> Drop:
    return Drop(
        stage="model",
        item=item,
        source=document.source,
        path=document.path,
        blob=document.blob,
        rule=refused.rule,
        value=refused.value,
        threshold=refused.threshold,
        duplicate_of="",
        spans=[span],
    )
