"""The pieces that a recipe may name in `input` and `output`."""

import msgspec

from stages.build import (
    api_stories,
    changes,
    class_context,
    cuts,
    database,
    diagram,
    documented,
    dsl,
    endpoints,
    libraries,
    prose,
    reviews,
    similar,
    skeleton,
    stories,
    surroundings,
    traced,
    under_test,
    use_cases,
    wishes,
)
from stages.build.piece import Maker, Piece, Refusal
from stages.build.unit import Unit, comment, joined, resource_words
from stages.build.words import flat, words
from stages.build.world import World, has_code, is_accessor
from stages.core.formats import api_table
from stages.core.formats.api_table import ApiTable, render_row
from stages.core.records.api_asset import ApiAsset
from stages.core.records.type_asset import TypeAsset


def resource(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the tag, its description, and the nouns of the paths."""
    if not isinstance(unit.asset, ApiAsset):
        return Refusal("no-api", unit.name)
    nouns = dict.fromkeys(word for operation in unit.operations for word in resource_words(operation.path))
    named = f" ({', '.join(nouns)})" if nouns else ""
    return Piece(f"{unit.name}{named}", unit.spans)


def description(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the document says of the tag, or of itself, unless it is long."""
    text = flat(unit.asset.description) if isinstance(unit.asset, ApiAsset) else ""
    return Piece(text, ()) if 0 < len(text) <= most else Refusal("no-description", unit.name)


def rows(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the operations as table rows without a header and without errors."""
    if not unit.operations:
        return Refusal("no-operation", unit.name)
    bare = (msgspec.structs.replace(operation, errors=[]) for operation in unit.operations)
    return Piece("\n".join(map(render_row, bare)), unit.spans)


def table(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the operations as a table."""
    if not unit.operations:
        return Refusal("no-operation", unit.name)
    return Piece(api_table.render(ApiTable("", unit.operations)), unit.spans)


def doc(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the documentation in one line, or its first sentence when it is long, unless it only repeats the
    name."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    told = unit.member or unit.asset
    text = documented.brief(documented.unmarked(told.doc), most)
    if {*words(text)} <= {*words(unit.name)} or told.doc_span is None:
        return Refusal("no-doc", unit.name)
    return Piece(f"{comment(unit)} {text}", (told.doc_span,))


def signature(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the signature of a member."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    return Piece(flat(unit.member.signature), (unit.member.span,))


def declared(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the annotations and the signature of a member."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    lines = [*unit.member.annotations, flat(unit.member.signature)]
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
    if not has_code(unit.member):
        return Refusal("no-body", unit.name)
    if is_accessor(unit.asset, unit.member):
        return Refusal("trivial-accessor", unit.name)
    return member(unit, world, most)


def entity(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the fields, inherited ones first, of the types that the supertypes of a repository name, and of
    the types in these."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    held = world.named_in(unit.asset.supertypes, unit.asset)
    near = {asset.id: asset for asset in [*held, *(a for h in held for a in world.field_types(h))]}
    told = [database.with_inherited(asset, world) for asset in near.values()]
    found = class_context.outlines([bare for bare, _ in told], most, class_context.asked(unit))
    spans = joined(places for _, places in told)
    return found._replace(spans=spans) if isinstance(found, Piece) else found


def type_text(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type as written."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    return Piece(unit.asset.text, (unit.asset.span,))


PIECES: dict[str, Maker] = {
    "about": surroundings.about,
    "after": changes.after,
    "after_middle": cuts.after_middle,
    "answer": prose.answer,
    "api_diagram": diagram.api_diagram,
    "api_lines": dsl.api_lines,
    "api_names": dsl.api_names,
    "api_objects": diagram.api_objects,
    "api_story": api_stories.of_operation,
    "api_use_cases": use_cases.of_api,
    "asked_of": database.asked_of,
    "before": changes.before,
    "before_middle": cuts.before_middle,
    "block_before": cuts.block_before,
    "block_rest": cuts.block_rest,
    "case": under_test.case,
    "class_comment": class_context.comment_of_unit,
    "class_info": class_context.info_of_unit,
    "class_short": class_context.short_of_unit,
    "comments": reviews.comments,
    "code_under_test": under_test.code_under_test,
    "constants": under_test.constants,
    "covering": traced.covering,
    "criteria": traced.criteria,
    "declared": declared,
    "description": description,
    "diff": changes.diff,
    "doc": doc,
    "documentation": documented.documentation,
    "domain": stories.domain,
    "domain_diagram": diagram.domain_diagram,
    "domain_names": diagram.domain_names,
    "drawing": surroundings.drawing,
    "endpoint": endpoints.endpoint,
    "endpoints": endpoints.endpoints,
    "entity": entity,
    "entry": prose.entry,
    "epic": stories.epic,
    "explanation": documented.explanation,
    "feature": dsl.feature,
    "fixtures": under_test.fixtures,
    "frameworks": surroundings.frameworks,
    "gist": prose.gist,
    "goals": use_cases.goals,
    "handler_under_test": under_test.handler_under_test,
    "heading": prose.heading,
    "implementation": implementation,
    "intent": changes.intent,
    "item": prose.item,
    "libraries": libraries.libraries,
    "line_before": cuts.line_before,
    "line_rest": cuts.line_rest,
    "mapped": database.mapped,
    "member": member,
    "mended": reviews.mended,
    "message": changes.message,
    "middle": cuts.middle,
    "model_use_cases": use_cases.of_model,
    "passed": database.passed,
    "points": stories.points,
    "prompt": prose.prompt,
    "purpose": documented.purpose,
    "question": prose.question,
    "related": class_context.related,
    "resource": resource,
    "reviewed": reviews.reviewed,
    "rows": rows,
    "section": prose.section,
    "signature": signature,
    "similar": similar.similar,
    "similar_block": similar.of_cut("rest"),
    "similar_line": similar.of_cut("line"),
    "similar_middle": similar.of_cut("middle"),
    "skeleton": skeleton.skeleton,
    "skeleton_above": skeleton.skeleton_above,
    "skeleton_around": skeleton.skeleton_around,
    "skeleton_under_test": skeleton.skeleton_under_test,
    "statement": database.statement,
    "story": stories.story,
    "canonical_story": stories.canonical,
    "story_use_case": use_cases.of_story,
    "subject": under_test.subject,
    "table": table,
    "tables": database.tables,
    "taken": prose.taken,
    "term": prose.term,
    "tested_endpoints": under_test.tested_endpoints,
    "todo_answer": cuts.todo_answer,
    "topic": stories.topic,
    "topics": stories.topics,
    "type": type_text,
    "undocumented": documented.undocumented,
    "used_by_code": under_test.used_by_code,
    "wanted": stories.wanted,
    "wish": database.wish,
    "wishes": wishes.wishes,
    "with_todo": cuts.with_todo,
}
"""By the name that a recipe uses."""
