"""Changes of a history: the documents of one commit become one asset, when all of them are here."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from tree_sitter import Node

from stages.core.formats.change import FOLDER, Part, changed, language_of, parts
from stages.core.framed import framed
from stages.core.lines import with_lf
from stages.core.natural_language import natural_language
from stages.core.records.change_asset import ChangeAsset, ChangedMember, ChangedPlace
from stages.core.records.document import Document
from stages.core.records.span import Span
from stages.core.syntax import named
from stages.core.tickets import tickets_in
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.tree import Place

KINDS = {
    "refactoring": "refactor(?:ed|ing|s)?|renam(?:e[sd]?|ing)|extract(?:ed|s)?|inline[sd]?|"
    "simplif(?:y|ied|ies)|clean(?:ed|s)? ?up|tid(?:y|ied)|move[sd]?|"
    "重构|重命名|抽取|提取|内联|简化|整理|移动",
    "test": "tests?|测试|单测|用例",
    "documentation": "docs?|documentation|readme|javadoc|comments?|"
    "(?:fix(?:e[sd])? )?(?:an? |the |some )?typos?|文档|注释|说明|错别字",
    "fix": "fix(?:e[sd])?|bugs?|bugfix|hotfix|correct(?:ed|s)?|repair(?:ed|s)?|prevent(?:ed|s)?|"
    "修复|修正|解决|纠正",
    "feature": "feat(?:ure)?s?|adds?|added|introduce[sd]?|support(?:ed|s)?|allow(?:ed|s)?|"
    "implement(?:ed|s)?|新增|增加|添加|支持|实现|允许",
}
"""What the first word, or a Chinese one anywhere, says that was done; the first kind counts."""
_BEFORE = {"refactoring": r"(?!修复|修正|解决|纠正)"}
"""What stands nowhere before a Chinese word of a kind: who mends by moving something mends."""

_KINDS = {
    kind: re.compile(
        rf"(?i)\W*(?:\w+\([\w-]+\):\s*)?"
        rf"(?:(?:{words})\b|(?:{_BEFORE.get(kind, '')}[^\n])*?(?:{words})(?<=[\u3400-\u9fff]))"
    )
    for kind, words in KINDS.items()
}
_TRAILER = re.compile(
    r"(?i)[\w-]+-by: |change-id: |git-svn-id: |(?:closes?|fix(?:es)?|refs?|see):? *#?[\w/-]*\d+\.?$"
)
_TICKET = re.compile(
    r"^\W*(?:[A-Z][A-Z0-9]+-\d+|#\d+)\W+|\s*\((?:#|GH-|[A-Z][A-Z0-9]+-)\d+\)$|\s*\[#\d+\]\([^()\s]*\)$"
    r"|(?<=\S)[\s，,]+\(?(?i:fix(?:e[sd])?|close[sd]?|refs?)[\s:：]+#\w+\)?$"
)
_SIGN = re.compile(r"(?::[a-z]\w*:\s*|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*)+")
"""Pictures before a subject, or their names, as of gitmoji."""
_RULED = re.compile(r"(?:\s*^-{3,}\s*)+\Z", re.MULTILINE)
"""The line that GitHub draws above the trailers of commits that it joins."""

_MEMBERS = frozenset(
    (
        "constructor_declaration",
        "function_declaration",
        "function_definition",
        "method_declaration",
        "method_definition",
    )
)


_CLOSED = re.compile(rb"(?:\s*[}\])]+[;,]?[ \t]*\n)+")
_CLOSING = re.compile(rb"\n\s*}\s*\Z")
_OPENED = re.compile(rb"(?:\n[ \t]*@[^\n]*)+\s*\Z")
"""What is left of the member before, the end of the class, and annotations of the member behind."""


class ReadChange(NamedTuple):
    """A document that is a change, and its parts by bytes."""

    source: SafeText
    commit: str
    path: str
    message: Part
    places: list[tuple[Place, Place]]


class _Member(NamedTuple):
    name: str
    start: int
    """Byte."""
    end: int


def read_change(source: SafeText) -> ReadChange:
    """Return the parts of a change, without places that masking has made alike.

    Raises Refused where the text is no change any more.
    """
    about = changed(source.document.path)
    found = parts(about.commit, source.document.text) if about else []
    if about is None or not found:
        raise Refused("no-asset", source.document.language)
    message, *rest = found
    places = [Place(part.start, part.end) for part in rest]
    text = source.document.text
    differing = [
        (before, after)
        for before, after in zip(places[::2], places[1::2], strict=True)
        if with_lf(text[before.start : before.end]) != with_lf(text[after.start : after.end])
    ]
    return ReadChange(source, about.commit, about.path, message, differing)


def together(document: Document) -> str:
    """Return what the documents of one commit have in common, which follow each other by their ids, and no
    other document: its own id."""
    if not document.path.startswith(f"{FOLDER}/"):
        return document.id
    return f"{document.source}:{FOLDER}/{document.path.split('/', 3)[2]}"


def joined(found: list[ReadChange]) -> ChangeAsset | Refused:
    """Return the asset of the changes of one commit; one that lacks a file gives none."""
    return _refusal(found) or _asset(sorted(found, key=lambda change: change.message.number))


def _refusal(found: list[ReadChange]) -> Refused | None:
    wanted = found[0].message.of
    if len(found) < wanted:
        return Refused("incomplete-change", f"{len(found)} files", str(wanted))
    licences = {change.source.document.licence for change in found}
    if len(licences) > 1:
        return Refused("mixed-licences", f"{len(licences)} licences", "1")
    return None if any(change.places for change in found) else Refused("masked-alike", "", "a difference")


def _asset(found: list[ReadChange]) -> ChangeAsset:
    first = found[0]
    document = first.source.document
    whole = with_lf(document.text[first.message.start : first.message.end])
    subject, _, rest = whole.strip().partition("\n")
    subject = subject.removeprefix((_SIGN.match(subject) or [""])[0])
    subject = _TICKET.sub(_unless_none, subject).strip()
    places = [place for change in found for place in _places(change)]
    return ChangeAsset(
        id=f"{document.source}:{FOLDER}/{first.commit}",
        documents=[change.source.document.id for change in found],
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=natural_language(subject),
        kind=next((kind for kind, words in _KINDS.items() if words.match(subject)), "other"),
        subject=subject,
        body=_body(subject, rest),
        places=places,
        member=_member(first, places[0]) if len(places) == 1 else None,
        span=_spans(first.source, [Place(first.message.start, first.message.end)])[0],
    )


def _body(subject: str, rest: str) -> str:
    """Return the text below a subject without trailers; none where it lists the commits that were joined."""
    written = "\n".join(line for line in rest.split("\n") if not _TRAILER.match(line))
    body = _RULED.sub("", written).strip()
    return "" if body.startswith(f"* {subject}\n") or body == f"* {subject}" else body


def _unless_none(found: re.Match[str]) -> str:
    """Return nothing in place of a ticket, and what only looks like one as it is: `UTF-8: read it`."""
    return "" if re.search(r"#|GH-", found[0]) or tickets_in(found[0]) else found[0]


def _spans(source: SafeText, places: list[Place]) -> list[Span]:
    spans = source.spans(places)
    return [spans[place] for place in places]


def _places(change: ReadChange) -> Iterator[ChangedPlace]:
    text = change.source.document.text
    language = language_of(change.path) or PurePosixPath(change.path).suffix.lower().removeprefix(".")
    for before, after in change.places:
        was, now = _spans(change.source, [before, after])
        yield ChangedPlace(
            path=change.path,
            language=language,
            before=with_lf(text[before.start : before.end]),
            after=with_lf(text[after.start : after.end]),
            before_span=was,
            after_span=now,
        )


def _member(change: ReadChange, place: ChangedPlace) -> ChangedMember | None:
    """Return the member that changed, when what stands around it did not."""
    text, (first, second) = change.source.document.text, change.places[0]
    before, after = (text[one.start : one.end].encode() for one in (first, second))
    old, new = _members(place.language, before), _members(place.language, after)
    differing = [
        (was, now)
        for was, now in zip(old, new, strict=False)
        if before[was.start : was.end] != after[now.start : now.end]
    ]
    if len(old) != len(new) or len(differing) != 1:
        return None
    was, now = differing[0]
    beside = (before[: was.start] + before[was.end :], after[: now.start] + after[now.end :])
    if beside[0] != beside[1]:
        return None
    offsets = change.source.offsets([first.start, second.start])
    return ChangedMember(
        language=place.language,
        name=now.name,
        before=with_lf(before[was.start : was.end].decode()),
        after=with_lf(after[now.start : now.end].decode()),
        before_span=change.source.span(offsets[first.start] + was.start, offsets[first.start] + was.end),
        after_span=change.source.span(offsets[second.start] + now.start, offsets[second.start] + now.end),
    )


def _members(language: str, text: bytes) -> list[_Member]:
    """Return the methods and functions of a text that was cut out of a file, where it can be read."""
    cut = _CLOSED.match(text)
    skipped = cut.end() if cut else 0
    left = text[skipped:]
    for rest in dict.fromkeys((text, left, _CLOSING.sub(b"", left), _OPENED.sub(b"", left))):
        read = framed(language, rest.decode())
        if read is not None:
            shift = read.start - (0 if rest is text else skipped)
            return [_Member(name, start - shift, end - shift) for name, start, end in _found(read.root)]
    return []


def _found(node: Node) -> Iterator[_Member]:
    for child in named(node):
        inner = child.child_by_field_name("definition") or child
        name = inner.child_by_field_name("name")
        if inner.type in _MEMBERS and name and name.text:
            yield _Member(name.text.decode(), child.start_byte, child.end_byte)
        else:
            yield from _found(child)
