"""Use cases, taken from a story, from the operations of an API, or from a model of its objects and goals:
nothing is in them that was not there."""

import re
from collections.abc import Iterator

from stages.build.diagram import called
from stages.build.envelope import opened
from stages.build.piece import Piece, Refusal
from stages.build.stories import told
from stages.build.unit import Unit
from stages.build.wishes import named
from stages.build.words import flat
from stages.build.world import World
from stages.core.formats import use_case_table
from stages.core.formats.type_expression import Union, Unreadable, parse
from stages.core.formats.use_case_table import Extension, UseCase, UseCaseTable
from stages.core.records.api_asset import ApiAsset, Operation, Payload
from stages.core.records.span import Span
from stages.core.records.story_asset import Criterion, StoryAsset

_REFUSED = re.compile(
    r"\b(?:refused|rejected|denied|fails|blocked|invalid|errors?|unable|trying to|not be able"
    r"|prevent(?:ed|ing|s)?|(?:is|are) required)\b"
    r"|拒绝|禁止|不可|不能|不发|不在|拦截|失败|过期|无效|无法",
    re.IGNORECASE,
)
"""What the name or the end of a criterion says that ends in no success: it is none of the main scenario."""
WAYS = "abcdefghijklmnopqrstuvwxyz"

_SAYS = {
    "en": {
        "known": "{} is known",
        "send": "Send {} {}",
        "take": "Hand over {}",
        "gives": "{} is given",
        "stop": "; ",
        "titled": "{}: {}",
        "taken": "; takes {}",
        "given": "; gives {}",
        "fails": "; fails {}",
        "fails_with": "It fails with {}",
        "other": "any other status",
    },
    "zh": {
        "known": "已知 {}",
        "send": "发送 {} {}",
        "take": "提交 {}",
        "gives": "得到 {}",
        "stop": "；",
        "titled": "{}：{}",
        "taken": "；提交 {}",
        "given": "；得到 {}",
        "fails": "；失败 {}",
        "fails_with": "返回 {}",
        "other": "其他状态码",
    },
}


def of_story(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a story as one use case: the first criterion is the main scenario, the others leave it."""
    asset = unit.asset
    if not isinstance(asset, StoryAsset) or unit.stories or not asset.title or len(asset.criteria) < 2:
        return Refusal("no-scenario", unit.name)
    story = told(asset, most)
    main, *others = story.criteria
    if not (main.when and main.then):
        return Refusal("no-scenario", unit.name)
    if _REFUSED.search(" ".join([main.title, *main.then])):
        return Refusal("no-success", unit.name)
    steps = (*main.when, *main.then)
    case = UseCase(
        name=story.title,
        before=tuple(main.given),
        after=tuple(main.then),
        steps=tuple(map(flat, steps)),
        extensions=tuple(
            Extension(str(len(main.when)), way, _otherwise(criterion, _SAYS[story.language]))
            for way, criterion in zip(WAYS, others, strict=False)
        ),
    )
    return _table(story.language, [case], unit, (asset.span,))


def _otherwise(criterion: Criterion, says: dict[str, str]) -> str:
    said = says["stop"].join([*criterion.given, *criterion.when, *criterion.then])
    return flat(says["titled"].format(criterion.title, said) if criterion.title else said)


def of_api(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return each operation as a use case: what must be known, what is sent and given, how it fails."""
    language = _language(unit)
    if isinstance(language, Refusal):
        return language
    return _table(language, [_case(one, _SAYS[language]) for one in unit.operations], unit, unit.spans)


def _language(unit: Unit) -> str | Refusal:
    """Return the language of operations that all say what they are for."""
    if not isinstance(unit.asset, ApiAsset) or not unit.operations:
        return Refusal("no-operation", unit.name)
    if not all(flat(operation.summary) for operation in unit.operations):
        return Refusal("no-summary", unit.name)
    return "zh" if unit.asset.natural_language == "zh" else "en"


def _case(operation: Operation, says: dict[str, str]) -> UseCase:
    known = [parameter.name for parameter in operation.parameters if parameter.required]
    taken = [says["take"].format(operation.request)] if operation.request else []
    given = [_payload(payload, says) for payload in operation.responses]
    return UseCase(
        name=flat(operation.summary),
        before=tuple(says["known"].format(name) for name in known),
        after=tuple(says["gives"].format(payload) for payload in given),
        steps=(says["send"].format(operation.method, operation.path), *taken),
        extensions=tuple(
            Extension("1", way, _payload(error, says))
            for way, error in zip(WAYS, operation.errors, strict=False)
        ),
    )


def goals(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what operations are for, a line each, with method and path, the names of what they take and
    give, and the codes by which they fail."""
    language = _language(unit)
    if isinstance(language, Refusal):
        return language
    says = _SAYS[language]
    lines = [
        f"- {flat(one.summary)} ({one.method} {one.path}){''.join(_ends(one, language, says))}"
        for one in unit.operations
    ]
    return Piece("\n".join(lines), unit.spans)


def _ends(operation: Operation, language: str, says: dict[str, str]) -> Iterator[str]:
    given = dict.fromkeys(_held(payload.type, language) for payload in operation.responses)
    for key, names in (
        ("taken", [_held(operation.request, language)]),
        ("given", given),
        ("fails", [error.status for error in operation.errors]),
    ):
        if any(names):
            yield says[key].format(", ".join(filter(None, names)))


def _held(text: str, language: str) -> str:
    """Return the names of what a payload holds within its envelope."""
    try:
        inner = opened(parse(text)) if text else None
    except Unreadable:
        return ""
    return named(inner.options[0] if isinstance(inner, Union) else inner, language) if inner else ""


def of_model(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the use cases of operations in terms of the classes of their diagram."""
    language = _language(unit)
    if isinstance(language, Refusal):
        return language
    cases = [_modelled(unit, operation, _SAYS[language]) for operation in unit.operations]
    return _table(language, cases, unit, unit.spans)


def _modelled(unit: Unit, operation: Operation, says: dict[str, str]) -> UseCase:
    taken = called(unit, operation, operation.request)
    given = dict.fromkeys(called(unit, operation, payload.type) for payload in operation.responses)
    return UseCase(
        name=flat(operation.summary),
        before=tuple(says["known"].format(p.name) for p in operation.parameters if p.location == "path"),
        after=tuple(says["gives"].format(name) for name in given if name),
        steps=(
            says["send"].format(operation.method, operation.path),
            *([says["take"].format(taken)] if taken else []),
        ),
        extensions=tuple(
            Extension("1", way, says["fails_with"].format(_status(error, says)))
            for way, error in zip(WAYS, operation.errors, strict=False)
        ),
    )


def _payload(payload: Payload, says: dict[str, str]) -> str:
    return flat(f"{_status(payload, says)} {payload.type}")


def _status(payload: Payload, says: dict[str, str]) -> str:
    return says["other"] if payload.status == "default" else payload.status


def _table(language: str, cases: list[UseCase], unit: Unit, spans: tuple[Span, ...]) -> Piece | Refusal:
    table = UseCaseTable(language, tuple(cases))
    text = use_case_table.render(table)
    return Piece(text, spans) if use_case_table.parse(text) == table else Refusal("no-use-case", unit.name)
