"""What a file holds and its asset in another form has no room for, as warnings."""

from collections.abc import Iterable

from apps.convert.documents import openapi_passed_over, postman_passed_over
from stages.core.formats import gherkin
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.model.passed_over import PassedOver

_SAYS = {
    "left-out.part": Says(
        Words("no operation can be read here ($rule)", "此处没有可读取的接口（$rule）"),
        Words("Mend it, if it is one: it is left out.", "如果是接口，请修改：此处已略去。"),
        severity="warning",
    ),
    "left-out.feature": Says(
        Words("no criterion can be made of this scenario ($rule)", "此场景无法写成验收标准（$rule）"),
        Words(
            "Write its steps as sentences, an outline with an example: it is left out.",
            "请把步骤写成句子，给大纲写出例子：此处已略去。",
        ),
        severity="warning",
    ),
}


def nothing(text: str) -> list[Violation]:
    """Return that all of a text goes into its asset."""
    return []


def scenarios(text: str) -> list[Violation]:
    """Return the scenarios of a feature that its story leaves out."""
    feature = gherkin.read(text).feature
    told = gherkin.told_by(feature) if feature else None
    untold = told.untold if told else []
    return [violation(_SAYS, "left-out.feature", one.first, rule=one.rule) for one in untold]


def of_openapi(text: str) -> list[Violation]:
    """Return the parts of an OpenAPI or Swagger document that give no operation."""
    return _parts(text, openapi_passed_over(text))


def of_postman(text: str) -> list[Violation]:
    """Return the requests of a Postman collection that give no operation."""
    return _parts(text, postman_passed_over(text))


def _parts(text: str, found: Iterable[PassedOver]) -> list[Violation]:
    written = text.encode()
    lines = ((one, written.count(b"\n", 0, one.span.start) + 1) for one in found)
    return [violation(_SAYS, "left-out.part", line, rule=one.rule) for one, line in lines]
