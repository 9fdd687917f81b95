"""Reviews: what the standards find in an asset as it stands, said as a reviewer would."""

import hashlib
from typing import NamedTuple

from stages.build.database import statement
from stages.build.piece import Piece, Refusal
from stages.build.unit import Unit
from stages.build.world import World
from stages.core.formats import api_table
from stages.core.formats.api_table import ApiTable
from stages.core.formats.check import BY_LANGUAGE
from stages.core.formats.review_comments import render
from stages.core.formats.violation import LANGUAGES
from stages.core.records.api_asset import ApiAsset
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.span import Span
from stages.core.records.type_asset import TypeAsset
from stages.core.standards.finding import Answer
from stages.core.standards.says import review


class Reviewed(NamedTuple):
    """What is reviewed, as the rules look at it, and where it stands."""

    answer: Answer
    """Its input names the type that a member stands in."""
    spans: tuple[Span, ...]


def reviewed(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what is reviewed with a number before each line, unless it is long."""
    found = _reviewed(unit, world)
    if isinstance(found, Refusal):
        return found
    text = "\n".join(f"{number}: {line}" for number, line in enumerate(found.answer.text.split("\n"), 1))
    if len(text) > most:
        return Refusal("too-many-characters", f"reviewed of {len(text)}", str(most))
    return Piece(text, found.spans)


def comments(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the standards say, a line each, in the language of the API or one that the text draws."""
    found = _reviewed(unit, world)
    if isinstance(found, Refusal):
        return found
    answer = found.answer
    said = review(answer, world.rules, world.standards, _language(unit, answer.text))
    if not said:
        return Refusal("nothing-to-say", answer.format)
    unreadable = any(one.rule == "format" for one in said)
    return Refusal("unreadable", answer.format) if unreadable else Piece(render(said), found.spans)


def mended(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the standards say of a member as it stood before a commit that mends some of it, and adds
    nothing."""
    before = comments(unit, world, most)
    if isinstance(before, Refusal):
        return before
    found, after = _reviewed(unit, world), _after(unit)
    if isinstance(found, Refusal) or after is None:
        return Refusal("no-change", unit.name)
    first, second = (
        {one.rule for one in review(answer, world.rules, world.standards, LANGUAGES[0])}
        for answer in (found.answer, after.answer)
    )
    if not second < first:
        return Refusal("nothing-mended", ", ".join(sorted(first)))
    return Piece(before.text, (*before.spans, *after.spans))


def _reviewed(unit: Unit, world: World) -> Reviewed | Refusal:
    """Return a member, a member before its change, the operations of a group or a statement."""
    asset = unit.asset
    if isinstance(asset, TypeAsset) and unit.member:
        answer = Answer(_format(asset.language), "", f"class {asset.name}", unit.member.text)
        return Reviewed(answer, (unit.member.span,))
    if isinstance(asset, ChangeAsset):
        if asset.member is None:
            return Refusal("several-members", unit.name)
        member = asset.member
        return Reviewed(Answer(_format(member.language), "", "", member.before), (member.before_span,))
    if unit.operations:
        table = api_table.render(ApiTable("", unit.operations))
        return Reviewed(Answer("api-table", "", "", table), unit.spans)
    said = statement(unit, world, 0)
    return said if isinstance(said, Refusal) else Reviewed(Answer("sql", "", "", said.text), said.spans)


def _language(unit: Unit, text: str) -> str:
    """Return the language of a review: an API speaks one, code and SQL either."""
    if isinstance(unit.asset, ApiAsset):
        return "zh" if unit.asset.natural_language == "zh" else "en"
    return LANGUAGES[hashlib.sha256(text.encode()).digest()[0] % len(LANGUAGES)]


def _after(unit: Unit) -> Reviewed | None:
    """Return the one member that a commit changed as it stands since."""
    if not isinstance(unit.asset, ChangeAsset) or unit.asset.member is None:
        return None
    member = unit.asset.member
    return Reviewed(Answer(_format(member.language), "", "", member.after), (member.after_span,))


def _format(language: str) -> str:
    return BY_LANGUAGE["member"][language]
