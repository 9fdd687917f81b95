"""The handbook and the feedback: sections, terms of a glossary, and suggestions that were taken."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import PurePosixPath

from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit
from stages.build.words import flat, weight
from stages.build.world import World
from stages.core.formats import markdown, prose
from stages.core.formats.markdown import cells
from stages.core.records.section_asset import SectionAsset
from stages.core.records.suggestion_asset import SuggestionAsset

_CODE = re.compile(r"`([^`\n]+)`")
_ITEM = re.compile(r"^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|^\s*>\s*")
"""What stands before an item, a task or a quotation."""
_LISTED = re.compile(r"\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s")
_RULE = frozenset("|-: ")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.、)]?\s+|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CLAUSE = re.compile(r"[。；：]|(?<!\bi\.e)(?<!\be\.g)[.;:](?=\s|$)|(?<=[?？!！])")
_TERM = 12
"""Characters before a colon, at most, that are a term: what it means goes with it."""
_PICTURE = re.compile(r"!\[|<img\b")
_LOG = re.compile(
    r"(?i)/(?:change[-_ ]?logs?|changes|history|news|releases?(?:[-_ ]?notes?)?"
    r"|(?:更新|变更|版本)(?:日志|记录))(?:[-_.]\w+)?\.\w+$"
    r"|/(?:issue|pull_request)_template(?:\.\w+$|/)"
)
"""Files of which each section is what a version changed, or what others fill in."""
_LINK = re.compile(r"!?\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]]*\])|<?https?://[^\s<>]+>?")
_UNSEEN = re.compile(r"<!--(?:(?!-->).)*-->|\*{3,}|-{3,}|_{3,}", re.DOTALL)
"""A remark, or a line that parts paragraphs."""
_TARGET = re.compile(r"(?<=\]\()[^()\s]+|<https?://[^\s<>]+>")
"""Where a link leads, as it is written."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""A mail address: whom to ask is no knowledge of the domain, and is masked besides."""


def section(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a section as written, its heading included, unless it says whom to ask or where to read, or
    shows a picture, whose address nobody could write."""
    if not isinstance(unit.asset, SectionAsset) or unit.cells:
        return Refusal("no-section", unit.name)
    if faults := markdown.validate_section(unit.asset.text):
        return Refusal("no-heading", faults[0].rule)
    if refusal := _no_knowledge(unit, unit.asset):
        return refusal
    if any(map(_asks, _parts(unit.asset.text))):
        return Refusal("contacts", unit.name)
    if _PICTURE.search(unit.asset.text):
        return Refusal("picture", unit.name)
    return Piece(unit.asset.text, (unit.asset.span,))


def heading(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the heading of a section, without what no reader sees of it."""
    if not isinstance(unit.asset, SectionAsset):
        return Refusal("no-section", unit.name)
    return Piece(markdown.plain(unit.asset.text.split("\n")[0]).strip(), (unit.asset.span,))


def gist(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the beginning of each paragraph, item and row of a section, its code words and targets of links;
    of a table its columns, of a block of code its line. A section with a block of several lines has none:
    nobody could write it from its first one; nor has one of which this is all: it would be given back as it
    is."""
    if not isinstance(unit.asset, SectionAsset):
        return Refusal("no-section", unit.name)
    if any(len(block) > 1 for block in _blocks(unit.asset.text)):
        return Refusal("code-block", unit.name)
    body = _body(unit.asset)
    if not body.strip():
        return Refusal("contacts-alone", unit.name)
    text = within(dict.fromkeys(_points(body)), "\n", most)
    if _letters(text) >= _letters(body) > 0:
        return Refusal("shown-whole", unit.name)
    return Piece(text, (unit.asset.span,)) if text else Refusal("no-text", unit.name)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines of each block of code that say something."""
    fenced = False
    for is_fence, lines in groupby(text.split("\n"), lambda line: markdown.FENCE.match(line) is not None):
        if is_fence:
            fenced ^= len([*lines]) % 2 == 1
        elif fenced:
            yield [line for line in lines if line.strip()]


def _body(asset: SectionAsset) -> str:
    """Return a section without its heading; one at the beginning of a document has none. Paragraphs, items
    and tables that say whom to ask are left out, and so are remarks and lines that part paragraphs."""
    first, _, rest = asset.text.partition("\n")
    body = rest if markdown.is_heading(first) else asset.text
    if not (_CONTACT.search(body) or _UNSEEN.search(body)):
        return body
    told = (part for part in _parts(body) if not _asks(part) and not _UNSEEN.fullmatch(part.strip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(told)).rstrip("\n")


def _asks(part: str) -> bool:
    code = markdown.FENCE.match(part) is not None
    return not code and _CONTACT.search(_CODE.sub("", part)) is not None


def _parts(body: str) -> Iterator[str]:
    """Yield paragraphs, items and blocks of code; blank lines are parts of their own."""
    part: list[str] = []
    fenced = False
    for line in body.split("\n"):
        fence = markdown.FENCE.match(line) is not None
        if part and not fenced and (fence or not line.strip() or _LISTED.match(line) or not part[-1].strip()):
            yield "\n".join(part)
            part = []
        part.append(line)
        fenced ^= fence
    yield "\n".join(part)


def _points(body: str) -> Iterator[str]:
    said: list[str] = []
    code: list[str] | None = None
    for line, following in pairwise([*body.split("\n"), "", ""]):
        fence = markdown.FENCE.match(line) is not None
        row = cells(line)
        if code is not None and not fence:
            code.append(line)
            continue
        if said and (fence or row or not line.strip() or _LISTED.match(line)):
            yield from _point(" ".join(said))
            said = []
        if fence:
            first = next(filter(str.strip, code or []), "").rstrip("\\ ").strip()
            yield from [f"- `{first}`"] if first else []
            code = [] if code is None else None
        elif row and not set(line) <= _RULE:
            yield f"- {', '.join(row) if set(following) <= _RULE and cells(following) else row[0]}"
        elif line.strip() and not row:
            said.append(_ITEM.sub("", line).strip())


def _point(text: str) -> Iterator[str]:
    seen = markdown.plain(text)
    said = _CLAUSE.split(seen, maxsplit=1)[0]
    colon, meant = seen[len(said) : len(said) + 1], seen[len(said) + 1 :]
    if len(said) <= _TERM and colon in (":", "：") and meant.strip():
        said += colon + _CLAUSE.split(meant, maxsplit=1)[0]
    names = [f"`{name}`" for name in _CODE.findall(seen) if name not in said]
    names += [f"({target})" for target in _TARGET.findall(text) if target not in said]
    if said.strip():
        yield flat(f"- {said} {' '.join(dict.fromkeys(names))}")


def question(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a section answers: the name of its document, the headings above it and its title, each
    without a number."""
    if not isinstance(unit.asset, SectionAsset) or unit.cells:
        return Refusal("no-section", unit.name)
    *above, title = map(_titled, [*unit.asset.above, unit.asset.title])
    name = PurePosixPath(unit.path).stem
    if not _LETTERS.search(title) or title == name:
        return Refusal("no-title", unit.name)
    said = " > ".join(filter(None, [*above, title]))
    return Piece(f"{name}: {said}", (unit.asset.span,))


def _titled(title: str) -> str:
    return _NUMBER.sub("", markdown.plain(title)).strip()


def answer(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the text of a section as written, without pictures and contacts, or its first paragraphs that
    stay within `most` characters; what announces a paragraph that is left out, is left out, too."""
    if not isinstance(unit.asset, SectionAsset) or unit.cells:
        return Refusal("no-section", unit.name)
    if refusal := _no_knowledge(unit, unit.asset):
        return refusal
    body = _body(unit.asset).strip("\n").rstrip()
    if not body:
        return Refusal("contacts-alone", unit.name)
    written = _PARAGRAPH.split(body)
    paragraphs = [one for one in written if not _is_picture(one)]
    sizes = range(len(paragraphs), 0, -1)
    fitting = ("\n\n".join(paragraphs[:size]) for size in sizes if not _announces(paragraphs[:size]))
    text = next((one for one in fitting if weight(one) <= most and not prose.validate(one)), "")
    return Piece(text, (unit.asset.span,)) if text else Refusal("no-text", unit.name)


def _no_knowledge(unit: Unit, asset: SectionAsset) -> Refusal | None:
    """Return why a section teaches nothing: it stands in a log of versions or in a form, or links are all
    that it has."""
    if _LOG.search(f"/{unit.path}"):
        return Refusal("log-or-form", PurePosixPath(unit.path).name)
    body = _body(asset)
    links_alone = body.strip() != "" and not _LETTERS.search(_LINK.sub("", body))
    return Refusal("links-alone", unit.name) if links_alone else None


def _is_picture(paragraph: str) -> bool:
    return _PICTURE.search(paragraph) is not None and not _LETTERS.search(markdown.plain(paragraph))


def _announces(paragraphs: list[str]) -> bool:
    return paragraphs[-1].rstrip("* \n").endswith((":", "："))


def term(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the first and the last cell of a row of a glossary: the term and what it means."""
    if len(unit.cells) < 3:
        return Refusal("no-term", unit.name)
    return Piece(f"{unit.cells[0]}: {unit.cells[-1]}", unit.spans)


def entry(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the row of a glossary."""
    if not all(unit.cells) or len(unit.cells) < 3:
        return Refusal("no-term", unit.name)
    return Piece(f"| {' | '.join(unit.cells)} |", unit.spans)


def item(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the text of an item of a list."""
    return Piece(unit.cells[0], unit.spans) if len(unit.cells) == 1 else Refusal("no-item", unit.name)


def prompt(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a developer asked for."""
    text = unit.asset.prompt.strip() if isinstance(unit.asset, SuggestionAsset) else ""
    return Piece(text, (unit.asset.span,)) if isinstance(unit.asset, SuggestionAsset) and text else _no(unit)


def taken(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a developer accepted or made of a suggestion."""
    if not isinstance(unit.asset, SuggestionAsset):
        return _no(unit)
    if unit.asset.action == "rejected" or not unit.asset.text.strip():
        return Refusal("rejected", unit.asset.step)
    return Piece(unit.asset.text, (unit.asset.span,))


def _no(unit: Unit) -> Refusal:
    return Refusal("no-suggestion", unit.name)
