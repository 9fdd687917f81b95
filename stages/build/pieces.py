"""The pieces that a recipe may name in `input` and `output`."""

from collections.abc import Callable

from stages.build import class_context, diagram, endpoints
from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit, resource_words
from stages.build.world import World, is_accessor
from stages.core.formats import api_table
from stages.core.formats.api_table import ApiTable, render_row
from stages.core.records.api_asset import ApiAsset
from stages.core.records.story_asset import StoryAsset
from stages.core.records.type_asset import Member, TypeAsset

Maker = Callable[[Unit, World, int], Piece | Refusal]


def topic(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a story is about."""
    text = unit.asset.topic or unit.asset.title if isinstance(unit.asset, StoryAsset) else ""
    return Piece(text, ()) if text else Refusal("no-topic", unit.name)


def domain(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the part of the business that a story belongs to."""
    text = unit.asset.domain if isinstance(unit.asset, StoryAsset) else ""
    return Piece(text, ()) if text else Refusal("no-domain", unit.name)


def story(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a story as written."""
    if not isinstance(unit.asset, StoryAsset):
        return Refusal("no-story", unit.name)
    return Piece(unit.asset.text, (unit.asset.span,))


def resource(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the tag, its description, and the nouns of the paths."""
    if not isinstance(unit.asset, ApiAsset):
        return Refusal("no-api", unit.name)
    nouns = dict.fromkeys(word for operation in unit.operations for word in resource_words(operation.path))
    named = f" ({', '.join(nouns)})" if nouns else ""
    return Piece(f"{unit.name}{named}", unit.spans)


def description(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the document says of the tag, or of itself, unless it is long."""
    text = " ".join(unit.asset.description.split()) if isinstance(unit.asset, ApiAsset) else ""
    return Piece(text, ()) if 0 < len(text) <= most else Refusal("no-description", unit.name)


def wishes(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what each operation is for, a line each."""
    lines = [f"- {' '.join(operation.summary.split())}" for operation in unit.operations if operation.summary]
    return Piece("\n".join(lines), unit.spans) if lines else Refusal("no-summary", unit.name)


def rows(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the operations as table rows without a header."""
    if not unit.operations:
        return Refusal("no-operation", unit.name)
    return Piece("\n".join(map(render_row, unit.operations)), unit.spans)


def table(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the operations as a table."""
    if not unit.operations:
        return Refusal("no-operation", unit.name)
    return Piece(api_table.render(ApiTable("", unit.operations)), unit.spans)


def doc(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the first sentence of the documentation."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    documented = unit.member or unit.asset
    text = endpoints.summary(documented.doc)
    return Piece(f"// {text}", (documented.span,)) if text else Refusal("no-doc", unit.name)


def signature(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the signature of a member."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    return Piece(" ".join(unit.member.signature.split()), (unit.member.span,))


def declared(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the annotations and the signature of a member."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    lines = [*unit.member.annotations, " ".join(unit.member.signature.split())]
    return Piece("\n".join(lines), (unit.member.span,))


def member(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a member as written, with or without a body."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    return Piece(unit.member.text, (unit.member.span,))


def implementation(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a member as written, when there is something to implement."""
    if unit.member is None or not isinstance(unit.asset, TypeAsset):
        return Refusal("no-member", unit.name)
    if not unit.member.body:
        return Refusal("no-body", unit.name)
    if is_accessor(unit.asset, unit.member):
        return Refusal("trivial-accessor", unit.name)
    return member(unit, world, most)


def entity(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return an outline of the types that the supertypes of a repository name."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    return class_context.outlines(world.named_in(unit.asset.supertypes, unit.asset), most)


def type_text(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type as written."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    return Piece(unit.asset.text, (unit.asset.span,))


def subject(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class info of the type under test."""
    found = _subject(unit, world)
    if found is None:
        return Refusal("no-subject", unit.name)
    return Piece(class_context.class_info(found, most), (found.span,))


def code_under_test(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the member that a test is named after or calls last, or its signature when it is long.

    Empty when the test calls none: it may try a constructor, or nothing at all.
    """
    found = _subject(unit, world)
    if found is None or unit.member is None:
        return Refusal("no-subject", unit.name)
    if "perform" in unit.member.calls:
        return Refusal("over-http", unit.name)
    tested = _tested(unit.member, found)
    if tested is None:
        return Piece("", ())
    flat = " ".join(tested.signature.split())
    return Piece(tested.text if len(tested.text) <= most else f"{flat};", (tested.span,))


def _tested(test: Member, subject: TypeAsset) -> Member | None:
    candidates = [found for found in subject.members if found.kind == "method" and found.name in test.calls]
    telling = [found for found in candidates if not is_accessor(subject, found)] or candidates
    named = [found for found in telling if found.name.lower() in test.name.lower()]
    last = {name: position for position, name in enumerate(test.calls)}
    return max(named or telling, key=lambda found: last[found.name], default=None)


def test_class(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a test method can use of its class: fields and other methods, a line."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    others = [found for found in unit.asset.members if found.kind == "field" or _is_assistant(found)]
    listed = [
        f"{found.name}()" if found.kind == "method" else f"{found.type} {found.name}" for found in others
    ]
    text = within(listed, ", ", most)
    return Piece(f"{unit.asset.name}: {text}", (unit.asset.span,)) if text else Refusal("no-field", unit.name)


def _is_assistant(found: Member) -> bool:
    return found.kind == "method" and not found.annotations


def _subject(unit: Unit, world: World) -> TypeAsset | None:
    return world.type(unit.asset.subject) if isinstance(unit.asset, TypeAsset) else None


PIECES: dict[str, Maker] = {
    "api_diagram": diagram.api_diagram,
    "class_info": class_context.info_of_unit,
    "code_under_test": code_under_test,
    "declared": declared,
    "description": description,
    "doc": doc,
    "domain": domain,
    "domain_diagram": diagram.domain_diagram,
    "domain_names": diagram.domain_names,
    "entity": entity,
    "endpoint": endpoints.endpoint,
    "endpoints": endpoints.endpoints,
    "implementation": implementation,
    "member": member,
    "related": class_context.related,
    "resource": resource,
    "rows": rows,
    "signature": signature,
    "story": story,
    "subject": subject,
    "table": table,
    "test_class": test_class,
    "tested_endpoints": endpoints.tested_endpoints,
    "topic": topic,
    "type": type_text,
    "wishes": wishes,
}
"""By the name that a recipe uses."""
