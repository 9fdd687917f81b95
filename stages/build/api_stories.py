"""Stories of an API: who calls an operation wants what it gives, a criterion for each way in which it ends.

Nothing is in them that the operation does not say: role, want and benefit are its tag, its summary and what
it gives; a criterion is a status with the names of what comes with it.
"""

from stages.build.piece import Piece, Refusal
from stages.build.unit import Unit
from stages.build.wishes import named
from stages.build.words import flat
from stages.build.world import World
from stages.core.formats import story
from stages.core.formats.story import Story
from stages.core.formats.type_expression import Object, Type, Unreadable, parse
from stages.core.records.api_asset import ApiAsset, Operation, Payload
from stages.core.records.story_asset import Criterion

_SAYS = {
    "en": {
        "role": "client of the API of {}",
        "want": 'to call "{}"',
        "benefit": "I get {}",
        "done": '"{}" is done',
        "known": "I know {}",
        "ready": "the API can be reached",
        "send": "I send {} {}",
        "take": "the body holds {}",
        "may": "the body may hold {}",
        "well": "Success",
        "same": "the request of AC 1",
        "badly": "Failure {}",
        "other": "Any other failure",
        "fails": "it fails",
        "status": "I get {}",
        "another": "I get another status",
        "gives": "the answer holds {}",
    },
    "zh": {
        "role": "“{}”接口的调用方",
        "want": "调用“{}”",
        "benefit": "得到 {}",
        "done": "完成“{}”",
        "known": "已知 {}",
        "ready": "接口可以访问",
        "send": "发送 {} {}",
        "take": "请求体含 {}",
        "may": "请求体可含 {}",
        "well": "成功",
        "same": "与 AC 1 相同的请求",
        "badly": "失败 {}",
        "other": "其他失败",
        "fails": "请求失败",
        "status": "得到 {}",
        "another": "得到其他状态码",
        "gives": "返回体含 {}",
    },
}


def of_operation(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the story of one operation; none of one that says nothing of what it is for or how it fails."""
    if not isinstance(unit.asset, ApiAsset) or len(unit.operations) != 1:
        return Refusal("no-operation", unit.name)
    operation = unit.operations[0]
    if not flat(operation.summary):
        return Refusal("no-summary", unit.name)
    if not operation.responses or not operation.errors:
        return Refusal("single-outcome", unit.name)
    told = _told(operation, unit.name, "zh" if unit.asset.natural_language == "zh" else "en")
    text = story.render(told)
    return Piece(text, unit.spans) if story.parse(text) == told else Refusal("no-story", unit.name)


def _told(operation: Operation, group: str, language: str) -> Story:
    says, summary = _SAYS[language], flat(operation.summary)
    gained = _names(operation.responses[0].type, language)
    known = ", ".join(one.name for one in operation.parameters if one.required)
    given = [says["known"].format(known) if known else says["ready"]]
    sent = [says["send"].format(operation.method, operation.path)]
    sent += _taken(operation.request, language)
    well = [Criterion(says["well"], given, sent, _then(one, language)) for one in operation.responses]
    badly = [
        Criterion(_failure(one, says), [says["same"]], [says["fails"]], _then(one, language))
        for one in operation.errors
    ]
    return Story(
        language,
        title=summary,
        role=says["role"].format(flat(group)),
        want=says["want"].format(summary),
        benefit=says["benefit"].format(gained) if gained else says["done"].format(summary),
        criteria=(*well, *badly),
    )


def _taken(request: str, language: str) -> list[str]:
    """Return what must stand in the body, then what may."""
    says, body = _SAYS[language], _read(request)
    if not isinstance(body, Object):
        return [says["take"].format(names)] if (names := _names(request, language)) else []
    parts = (
        ("take", [f for f in body.fields if not f.optional]),
        ("may", [f for f in body.fields if f.optional]),
    )
    return [says[key].format(named(Object(tuple(fields)), language)) for key, fields in parts if fields]


def _failure(error: Payload, says: dict[str, str]) -> str:
    return says["other"] if error.status == "default" else says["badly"].format(error.status)


def _then(payload: Payload, language: str) -> list[str]:
    says, names = _SAYS[language], _names(payload.type, language)
    status = says["another"] if payload.status == "default" else says["status"].format(payload.status)
    return [status, *([says["gives"].format(names)] if names else [])]


def _names(text: str, language: str) -> str:
    read = _read(text)
    return named(read, language) if read else text


def _read(text: str) -> Type | None:
    """Return the type that a text writes, or None when it writes none."""
    try:
        return parse(text) if text else None
    except Unreadable:
        return None
