"""What code is documented by: its comment, or what that says in prose; and the code without it."""

import re
from collections.abc import Callable

from stages.build.code_tree import LANGUAGES, is_docstring, tree
from stages.build.elided import short_member, short_type
from stages.build.endpoints import summary
from stages.build.piece import Piece, Refusal
from stages.build.under_test import dedented
from stages.build.unit import Unit, comment
from stages.build.words import flat, weight, words
from stages.build.world import World, has_code
from stages.core.formats import doc_comment
from stages.core.records.span import Span
from stages.core.records.type_asset import TypeAsset
from stages.core.syntax import walk

LEAST = 20
"""Characters that a documentation has at least, a Chinese one counted as four."""

_TAG = re.compile(
    r"(?im)^[ \t]*(?:@\w|:\w[\w ]*:(?!`)|\*\*\w|\[\w+\]:|-{3,}\s*$|>>>|```|\.\. \w|(?:args|arguments|"
    r"parameters|params|returns?|raises|yields|examples?|notes?|usage|attributes|todo|see|see also)\b"
    r"\s*:{1,2})"
)
_INLINE = re.compile(r"\{@(?:link|linkplain|code|literal|value)\s+#?([^{}]*)\}")
_SILENT = re.compile(r"^[ \t]*@(?:returns?|(?:param|throws|exception)[ \t]+\S+)[ \t]*$", re.MULTILINE)
"""A tag without a word on what it names."""
_ROLE = re.compile(r":\w+:`~?([^`<>]+)`")
_BREAK = re.compile(r"(?i)</?(?:p|br|ul|ol|pre)\b[^<>]*>")
_ITEM = re.compile(r"(?i)<li>")
_LISTED = re.compile(r"(?=\n[ \t]*(?:[-*•]|\d{1,2}[.)、])[ \t]*\S)")
"""Where an item of a list begins that is written by hand."""
_MARKUP = re.compile(r"(?i)</?(?:code|tt|b|i|em|strong|li|a|h\d|div|span|blockquote)\b[^<>]*>")
_PARAGRAPH = re.compile(r"\n\s*\n")
_CONTRACT = re.compile(r"(?m)^[ \t]*@(?:param|returns?|throws|exception)\b.*(?:\n(?![ \t]*(?:@|\n|$)).*)*")
_HISTORY = re.compile(
    r"(?m)^([ \t]*)\.\. (?:version(?:added|changed|removed)|deprecated)::.*\n?"
    r"(?:(?:[ \t]*\n)*\1[ \t]+\S.*\n?)*"
)
"""What a docstring says of earlier versions, with all that is indented below it: no code tells it."""
_EMPTY = frozenset(("todo", "fixme", "deprecated", "inheritdoc", "test"))


def unmarked(doc: str) -> str:
    """Return a documentation without the markup within its sentences and tags that say nothing."""
    return _MARKUP.sub("", _BREAK.sub(" ", _ROLE.sub(r"\1", _INLINE.sub(r"\1", _SILENT.sub("", doc)))))


def brief(doc: str, most: int) -> str:
    """Return a documentation in one line, or its first sentence when that has more than `most` characters."""
    whole = flat(doc)
    return whole if len(whole) <= most else summary(doc)


def said(doc: str) -> str:
    """Return what a documentation says before its first tag, without markup, a line each paragraph."""
    cut_off = _TAG.split(doc, maxsplit=1)[0]
    plain = _ROLE.sub(r"\1", _INLINE.sub(r"\1", cut_off))
    plain = _MARKUP.sub("", _ITEM.sub("\n\n- ", _BREAK.sub("\n\n", plain)))
    plain = _LISTED.sub("\n", plain)
    lines = [line for line in map(flat, _PARAGRAPH.split(plain)) if line]
    while lines and lines[-1].endswith((":", "：")):  # what it announces was cut
        lines.pop()
    return "\n".join(lines)


def explanation(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the documentation of a member or a type says, as prose."""
    found = _documented(unit)
    if isinstance(found, Refusal):
        return found
    doc, span = found
    text = said(doc)
    return Piece(text, (span,)) if _tells(text, unit) else Refusal("says-nothing", unit.name)


def purpose(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the documentation says before its tags in one line of comment, or its first sentence."""
    found = _documented(unit)
    if isinstance(found, Refusal):
        return found
    doc, span = found
    text = brief(said(doc), most)
    return Piece(f"{comment(unit)} {text}", (span,)) if text else Refusal("says-nothing", unit.name)


def documentation(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the documentation of a member or a type as a comment of its language, in canonical form."""
    found = _documented(unit)
    if isinstance(found, Refusal):
        return found
    doc, span = found
    parts = [_HISTORY.sub("", doc)] if _is_python(unit) else [said(doc), _contract(doc)]
    text = "\n\n".join(filter(None, parts)).rstrip()
    if not doc_comment.is_plain(text):
        return Refusal("unwritable-doc", unit.name)
    if not _tells(said(doc), unit):
        return Refusal("says-nothing", unit.name)
    return Piece(_writer(unit)(text), (span,))


def _writer(unit: Unit) -> Callable[[str], str]:
    language = unit.asset.language if isinstance(unit.asset, TypeAsset) else ""
    own = {"go": doc_comment.render_lines, "python": doc_comment.render_docstring}
    return own.get(language, doc_comment.render_comment)


def _contract(doc: str) -> str:
    """Return the tags of what a member takes, gives and throws, each with what it says of it."""
    return "\n".join(flat(found[0]) for found in _CONTRACT.finditer(doc) if len(found[0].split()) > 2)


def undocumented(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a member or a type as written without its docstring; a long one loses inner blocks or bodies."""
    asset = unit.asset
    if not isinstance(asset, TypeAsset) or asset.language not in LANGUAGES:
        return Refusal("no-type", unit.name)
    text = unit.member.text if unit.member else asset.text
    span = unit.member.span if unit.member else asset.span
    if unit.member is not None and not has_code(unit.member):
        return Refusal("no-body", unit.name)
    bare = _without_docstring(text) if _is_python(unit) else text
    if not bare:
        return Refusal("no-body", unit.name)
    shown = (short_member if unit.member else short_type)(asset.language, dedented(bare), most)
    return Piece(shown, (span,)) if shown else Refusal("too-long", str(len(bare)), str(most))


def _without_docstring(text: str) -> str:
    """Return a function or class of Python without its docstring; nothing when no statement is left."""
    found = tree("python", text)
    node = next((one for one in walk(found.root) if is_docstring(one)), None) if found is not None else None
    if found is None or node is None:
        return text
    following = node.next_named_sibling
    if following is None:
        return ""
    return f"{found.text(found.start, node.start_byte)}{found.text(following.start_byte, found.end)}"


def _documented(unit: Unit) -> tuple[str, Span] | Refusal:
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    one = unit.member or unit.asset
    if one.doc_span is None:
        return Refusal("no-doc", unit.name)
    return one.doc, one.doc_span


def _tells(text: str, unit: Unit) -> bool:
    """Say whether a documentation says more than the name of what it documents."""
    owner = unit.asset.name if isinstance(unit.asset, TypeAsset) else ""
    known = {*words(f"{unit.name} {owner}"), *_EMPTY, "the", "a", "an", "of", "this", "is"}
    return weight(text) >= LEAST and not known.issuperset(words(text))


def _is_python(unit: Unit) -> bool:
    return isinstance(unit.asset, TypeAsset) and unit.asset.language == "python"
