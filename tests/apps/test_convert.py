"""`adaptrail convert` and `adaptrail check`: what they print, and where they send faults."""

from collections.abc import Callable
from pathlib import Path

import pytest

from apps.adaptrail import execute
from apps.convert.forms import FORMS
from stages.core.errors import PipelineError

TABLE = """## Orders
| API | Method | Description | Request | Response | Error Response |
| --- | --- | --- | --- | --- | --- |
| /orders/{id} | GET | Find one | id: string | 200: Order | 404 |

## Users
| API | Method | Description | Request | Response | Error Response |
| --- | --- | --- | --- | --- | --- |
| /users | GET |  |  | 200: [string] |  |
"""
LINES = """## Orders
GET getOrdersById(id: string): [200: Order, 404] /orders/{id} Find one

## Users
GET getUsers(): [string] /users
"""
STORY = "User story: Refund\nAs a buyer\nI want my money back\n\nAC 1: in time\nGiven a\nWhen b\nThen c\n"
FEATURE = """Feature: Refund
  As a buyer
  I want my money back

  Scenario: in time
    Given a
    When b
    Then c
"""
INFO = "class shop.Cart\n- constructor: (Clock)\n- fields: id: Long\n"
SHORT = "shop.Cart(Clock)\n- fields: id:Long\n"
COMMENT = "// class shop.Cart {\n//    id: Long\n//    + (Clock)\n// }\n"
POSTMAN = """{"info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
 "item": [{"name": "Ping", "request": {"method": "GET", "url": "https://shop.example.com/ping"}}]}"""
SWAGGER = (
    '{"swagger": "2.0", "paths": {"/a": {"get": {"tags": ["A"], "responses": {"200": {"description": ""}}}}}}'
)
NO_OPERATION = "no-operation: no operation that can be read. Write at least one, by method and path.\n"
HEAD = "".join(TABLE.splitlines(keepends=True)[1:3])


Printed = tuple[int, str, str]
Run = Callable[..., Printed]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a file with a text: exit code, output, faults; the file is called FILE in both."""

    def ran(text: str, *words: str) -> Printed:
        file = tmp_path / "given"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            execute([*words, str(file)])
        out, err = (printed.replace(str(file), "FILE") for printed in capsys.readouterr())
        return int(str(left.value.code)), out, err

    return ran


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("api-table", "api-lines", TABLE, LINES),
        ("api-lines", "api-table", LINES, TABLE),
        ("story", "gherkin", STORY, FEATURE),
        ("gherkin", "story", FEATURE, STORY),
        ("class-info", "class-short", INFO, SHORT),
        ("class-info", "class-comment", INFO, COMMENT),
        ("class-comment", "class-info", COMMENT, INFO),
        ("class-short", "class-info", SHORT, INFO),
        ("postman", "api-lines", POSTMAN, "## Shop\nGET getPing() /ping Ping\n"),
        ("openapi", "api-table", SWAGGER, f"## A\n{HEAD}| /a | GET |  |  | 200 |  |\n"),
    ],
)
def test_an_asset_is_written_in_another_form(
    source: str, target: str, text: str, expected: str, run: Run
) -> None:
    assert run(text, "convert", "--from", source, "--to", target) == (0, expected, "")


def test_tables_come_back_from_openapi(run: Run) -> None:
    _, written, _ = run(TABLE, "convert", "--from", "api-table", "--to", "openapi")
    assert run(written, "check", "--format", "openapi") == (0, "", "")
    assert run(written, "convert", "--from", "openapi", "--to", "api-table") == (0, TABLE, "")


@pytest.mark.parametrize(
    ("words", "text", "printed"),
    [
        (
            "check --format api-table",
            TABLE.replace("404", "NO"),
            (
                1,
                "FILE:4:61: error-response: Error Response cell: expected a status such as 200, found 'NO'. "
                "Write `200: {id: string}`; types, not example values.\n",
                "",
            ),
        ),
        (
            "convert --from api-table --to openapi --language zh",
            TABLE.replace("/users |", "users |"),
            (1, "", "FILE:9:3: path: 不是路径。API 一格以 / 开头，不含空格和查询串。\n"),
        ),
        (
            "convert --from story --to gherkin",
            "As a b\nI want c\n",
            (
                0,
                "Feature:\n  As a b\n  I want c\n",
                "FILE:-: no-criterion: the story has no acceptance criterion. "
                "Add at least one: AC 1, then Given / When / Then.\n",
            ),
        ),
        ("check --format story", STORY, (0, "", "")),
        ("check --format postman", POSTMAN, (0, "", "")),
        ("check --format openapi", SWAGGER, (0, "", "")),
        ("check --format openapi", SWAGGER.replace("get", "gett"), (1, f"FILE:-: {NO_OPERATION}", "")),
        ("convert --from postman --to openapi", '{"info": 3}', (1, "", f"FILE:-: {NO_OPERATION}")),
        (
            "convert --from openapi --to api-table --language zh",
            "a: [",
            (
                1,
                "",
                "FILE:-: unread: parse-error, line 1，不是 `model` 限制内的 YAML 或 JSON。请修改文档。\n",
            ),
        ),
    ],
)
def test_faults_are_told_line_by_line(words: str, text: str, printed: Printed, run: Run) -> None:
    assert run(text, *words.split()) == printed


@pytest.mark.parametrize(
    ("forms", "text", "kept", "said"),
    [
        (
            "--from gherkin --to story",
            FEATURE + "\n  Rule: late\n    Scenario: mail\n      Then I get\n        | a |\n",
            "AC 1: in time",
            "FILE:11: left-out: no criterion can be made of this scenario (step-argument).",
        ),
        (
            "--from postman --to api-lines",
            POSTMAN.replace('"item": [', '"item": [{"request": {"method": "BREW", "url": "/b"}},\n'),
            "GET getPing() /ping",
            "FILE:2: left-out: no operation can be read here (no-method).",
        ),
        (
            "--from openapi --to api-lines",
            SWAGGER.replace('"paths": {', '"paths": {"b": {"get": {}}, '),
            " /a\n",
            "FILE:1: left-out: no operation can be read here (no-path).",
        ),
    ],
)
def test_what_a_conversion_leaves_out_is_told(forms: str, text: str, kept: str, said: str, run: Run) -> None:
    code, out, err = run(text, "convert", *forms.split())
    assert (code, kept in out, err.splitlines()[0].startswith(said)) == (0, True, True), err


def test_a_document_with_faults_is_read_when_asked(run: Run) -> None:
    text = '{"openapi": "3.0.0", "paths": {"/a": {"get": {"tags": ["A"]}}}}'
    words = ["convert", "--from", "openapi", "--to", "api-lines"]
    code, out, err = run(text, *words)
    assert (code, out, err.count("missing-field")) == (1, "", 2)
    assert run(text, *words, "--lenient") == (0, "## A\nGET getA() /a\n", "")


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        (["--from", "story", "--to", "openapi"], STORY, "expected one of gherkin, story"),
        (["--from", "gherkin", "--to", "story"], "Feature: x\n", "nothing of the kind 'story'"),
        (
            ["--from", "openapi", "--to", "api-table", "--lenient"],
            "a: [",
            "parse-error, line 1, expected YAML or JSON",
        ),
        (["--from", "openapi", "--to", "api-table", "--lenient"], "a: b", "nothing of the kind 'api'"),
        (["--from", "story", "--to", "gherkin"], None, "No such file"),
        (["--from", "story", "--to", "gherkin"], b"\xff", "not UTF-8 at byte 0"),
    ],
)
def test_what_cannot_be_converted_is_one_line(
    words: list[str], text: str | bytes | None, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "given"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PipelineError, match=said) as raised:
        execute(["convert", *words, str(file)])
    assert "\n" not in str(raised.value)


def test_every_form_but_postman_is_written_too() -> None:
    assert [name for name, form in FORMS.items() if form.render is None] == ["postman"]
