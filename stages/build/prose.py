"""The handbook and the feedback: sections, terms of a glossary, and suggestions that were taken."""

import re
from pathlib import PurePosixPath

from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit
from stages.build.words import flat, weight
from stages.build.world import World
from stages.core.formats import prose
from stages.core.formats.markdown import cells
from stages.core.records.section_asset import SectionAsset
from stages.core.records.suggestion_asset import SuggestionAsset

_CODE = re.compile(r"`([^`\n]+)`")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.、)]?\s+|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CLAUSE = re.compile(r"[。；：.;:](?:\s|$)|[。；：]")


def section(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a section as written, its heading included."""
    if not isinstance(unit.asset, SectionAsset) or unit.cells:
        return Refusal("no-section", unit.name)
    return Piece(unit.asset.text, (unit.asset.span,))


def heading(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the first line of a section as written."""
    if not isinstance(unit.asset, SectionAsset):
        return Refusal("no-section", unit.name)
    return Piece(unit.asset.text.split("\n")[0].strip(), (unit.asset.span,))


def gist(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the beginning of each paragraph, item and row of a section, and the code words in it."""
    if not isinstance(unit.asset, SectionAsset):
        return Refusal("no-section", unit.name)
    lines = [
        line for line in unit.asset.text.split("\n")[1:] if line.strip() and not set(line) <= set("|-: ")
    ]
    text = within(dict.fromkeys(map(_beginning, lines)), "\n", most)
    return Piece(text, (unit.asset.span,)) if text else Refusal("no-text", unit.name)


def _beginning(line: str) -> str:
    row = cells(line)
    said = row[0] if row else _CLAUSE.split(_ITEM.sub("", line), maxsplit=1)[0]
    names = [f"`{name}`" for name in _CODE.findall(line) if name not in said]
    return flat(f"- {said} {' '.join(dict.fromkeys(names))}")


def question(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a section answers: the name of its document and its title without a number."""
    if not isinstance(unit.asset, SectionAsset) or unit.cells:
        return Refusal("no-section", unit.name)
    title = _NUMBER.sub("", unit.asset.title).strip()
    if not _LETTERS.search(title):
        return Refusal("no-title", unit.name)
    return Piece(f"{PurePosixPath(unit.path).stem}: {title}", (unit.asset.span,))


def answer(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the text of a section as written, or its first paragraphs that stay within `most` characters."""
    if not isinstance(unit.asset, SectionAsset) or unit.cells:
        return Refusal("no-section", unit.name)
    body = unit.asset.text.partition("\n")[2].strip("\n").rstrip()
    paragraphs = body.split("\n\n")
    sizes = range(len(paragraphs), 0, -1)
    fitting = ("\n\n".join(paragraphs[:size]) for size in sizes)
    text = next((one for one in fitting if weight(one) <= most and not prose.validate(one)), "")
    return Piece(text, (unit.asset.span,)) if text else Refusal("no-text", unit.name)


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
