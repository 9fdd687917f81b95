"""Use cases, taken from a story or from the operations of an API: nothing is in them that was not there."""

from stages.build.piece import Piece, Refusal
from stages.build.stories import told
from stages.build.unit import Unit
from stages.build.words import flat
from stages.build.world import World
from stages.core.formats import use_case_table
from stages.core.formats.use_case_table import Extension, UseCase, UseCaseTable
from stages.core.records.api_asset import ApiAsset, Operation, Payload
from stages.core.records.span import Span
from stages.core.records.story_asset import Criterion, StoryAsset

WAYS = "abcdefghijklmnopqrstuvwxyz"

_SAYS = {
    "en": {
        "known": "{} is known",
        "send": "Send {} {}",
        "take": "Hand over {}",
        "gives": "{} is given",
        "stop": "; ",
        "titled": "{}: {}",
    },
    "zh": {
        "known": "已知 {}",
        "send": "发送 {} {}",
        "take": "提交 {}",
        "gives": "得到 {}",
        "stop": "；",
        "titled": "{}：{}",
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
    steps = (*main.when, *main.then)
    case = UseCase(
        name=story.title,
        before=tuple(main.given),
        after=tuple(main.then[-1:]),
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
    asset = unit.asset
    if not isinstance(asset, ApiAsset) or not unit.operations:
        return Refusal("no-operation", unit.name)
    if not all(flat(operation.summary) for operation in unit.operations):
        return Refusal("no-summary", unit.name)
    says = _SAYS.get(asset.natural_language, _SAYS["en"])
    cases = [_case(operation, says) for operation in unit.operations]
    return _table("zh" if says is _SAYS["zh"] else "en", cases, unit, unit.spans)


def _case(operation: Operation, says: dict[str, str]) -> UseCase:
    known = [parameter.name for parameter in operation.parameters if parameter.required]
    taken = [says["take"].format(operation.request)] if operation.request else []
    given = [_payload(payload) for payload in operation.responses]
    return UseCase(
        name=flat(operation.summary),
        before=tuple(says["known"].format(name) for name in known),
        after=tuple(says["gives"].format(payload) for payload in given),
        steps=(says["send"].format(operation.method, operation.path), *taken),
        extensions=tuple(
            Extension("1", way, _payload(error)) for way, error in zip(WAYS, operation.errors, strict=False)
        ),
    )


def _payload(payload: Payload) -> str:
    return flat(f"{payload.status} {payload.type}")


def _table(language: str, cases: list[UseCase], unit: Unit, spans: tuple[Span, ...]) -> Piece | Refusal:
    table = UseCaseTable(language, tuple(cases))
    text = use_case_table.render(table)
    return Piece(text, spans) if use_case_table.parse(text) == table else Refusal("no-use-case", unit.name)
