"""What validators say: whole sentences in both languages, at the character where the fault is."""

import importlib
import pkgutil
import re
from string import Template

import pytest

from stages.core import formats
from stages.core.formats.check import violations
from stages.core.formats.violation import Says, Words

TABLE = "| API | Method | Description | Request | Response | Error Response |\n|---|---|---|---|---|---|\n"
SAID = [
    pytest.param(key, says, id=f"{module.name}-{key}")
    for module in pkgutil.iter_modules(formats.__path__)
    for key, says in getattr(
        importlib.import_module(f"stages.core.formats.{module.name}"), "_SAYS", {}
    ).items()
]


def names(sentence: str) -> list[str]:
    return sorted(Template(sentence).get_identifiers())


@pytest.mark.parametrize(("key", "says"), SAID)
def test_every_sentence_is_one_line_in_both_languages_with_the_same_names(key: str, says: Says) -> None:
    for words in (says.message, says.hint):
        assert Template(words.en).is_valid()
        assert names(words.en) == names(words.zh)
        assert "\n" not in words.en + words.zh
        assert not re.search(r"[一-鿿]", words.en)
    assert re.search(r"[一-鿿]", says.message.zh + says.hint.zh) or says.message.zh == "$told"
    assert not names(says.hint.en), "A hint is the same for every fault."
    assert says.severity in ("error", "warning")


def test_tables_of_sentences_are_found() -> None:
    assert len(SAID) > 40


@pytest.mark.parametrize(
    ("format_", "text", "en", "zh"),
    [
        (
            "api-table",
            TABLE + "| /a | GET | x |  | 200: {id: 7} |  |",
            "3:31: response: Response cell: expected a type, found '7'. "
            "Write `200: {id: string}`; types, not example values.",
            "3:31: response: 响应一格：此处应为类型，却是“7”。"
            "请写成 `200: {id: string}`：写类型，不写示例值。",
        ),
        (
            "api-table",
            TABLE + "  | /a | GET | a \\| b |  | A \\| |  |",
            "3:28: response: Response cell: expected a status such as 200, found 'A'. "
            "Write `200: {id: string}`; types, not example values.",
            "3:28: response: 响应一格：此处应为状态码，例如 200，却是“A”。"
            "请写成 `200: {id: string}`：写类型，不写示例值。",
        ),
        (
            "api-table",
            TABLE + "| /a | GET | x | a: A \\| B, c |  |  |",
            "3:30: request: Request cell: expected ':', found the end. "
            "Write `name: type, (type of the body)`; leave it empty when there is nothing.",
            "3:30: request: 请求一格：此处应为“:”，却是结尾。请写成 `名称: 类型, (请求体类型)`；没有就留空。",
        ),
        (
            "java-member",
            "void f() { int 价 = (; }",
            "1:18: syntax: text that fits nowhere in the grammar. "
            "Close what is open and finish the statement.",
            "1:18: syntax: 不符合语法的文本。请闭合未闭合的括号，并写完这条语句。",
        ),
        (
            "story",
            "As a b\nI want c",
            "-: no-criterion: the story has no acceptance criterion. "
            "Add at least one: AC 1, then Given / When / Then.",
            "-: no-criterion: 故事没有验收标准。请至少加一条：AC 1，然后写 假设 / 当 / 那么。",
        ),
    ],
)
def test_a_violation_is_told_at_its_character_in_either_language(
    format_: str, text: str, en: str, zh: str
) -> None:
    (found,) = violations(format_, text)
    assert (found.told("en"), found.told("zh")) == (en, zh)


def test_what_was_found_may_differ_by_language() -> None:
    said = Words("expected $what", "应为$what").filled({"what": Words("a name", "名称")})
    assert said == Words("expected a name", "应为名称")
