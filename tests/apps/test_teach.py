"""`adaptrail teach` asks a real endpoint on this machine, records, goes on where it stopped, tells no key."""

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from apps.adaptrail import execute
from apps.teach.key import VARIABLE
from apps.teach.params import TeacherParams
from stages.build import contract
from stages.build.build import build
from stages.build.flows import taught
from stages.build.reading import read_assets
from stages.build.recordings import recorded
from stages.core.contract import manifest_path, publish_json
from stages.core.errors import PipelineError
from stages.core.params import PARAMS
from tests.apps.host import Reply
from tests.apps.model_host import ModelHost, completion, serving
from tests.build.flows import flow, story, with_flows
from tests.build.made import ROOT, assets

Captured = pytest.CaptureFixture[str]
KEY = "sk-nobody-may-see-this-1234567890"
NAMES = ("cart", "till", "shelf")
PAGES = {f"{name}.md": f"# C\n\nTopic: {name} first\n\n{story(f'{name} first')}\n" for name in NAMES}


def answered(prompt: str) -> str:
    """Answer the prompts of the flow of the tests."""
    if prompt.startswith("Needs like "):
        name = prompt.removeprefix("Needs like ").split()[0]
        return (
            f"1. a {name} for guests who pay at the door\n2. the {name} of a night clerk counts {name} coins"
        )
    return story(prompt.removeprefix("Story of ").partition(" (")[0])


def settle(url: str, **changes: Any) -> None:  # noqa: ANN401  any setting
    given = {"base_url": url, "key_file": "", "timeout": 5, "deadline": 60, "max_bytes": 200_000}
    given |= {"tries": 3, "wait": 0, "max_wait": 1}
    sections = {"build": msgspec.to_builtins(with_flows(needs=flow())), "teacher": given | changes}
    PARAMS.write_text(yaml.safe_dump(sections), encoding="utf-8")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(VARIABLE, KEY)
    found = assets(PAGES)
    files = contract.TYPES.write(found.types) | contract.APIS.write(found.apis)
    files |= contract.STORIES.write(found.stories) | contract.SECTIONS.write(found.sections)
    files |= contract.SUGGESTIONS.write(found.suggestions) | contract.SQL.write(found.sql)
    files |= contract.DIAGRAMS.write(found.diagrams) | contract.BUILDS.write(found.builds)
    files |= contract.CHANGES.write(found.changes)
    publish_json(manifest_path("model"), files)


@pytest.fixture
def host() -> Iterator[ModelHost]:
    with serving() as found:
        found.answer = answered
        settle(found.url)
        yield found


def teach(capsys: Captured, *words: str) -> str:
    with pytest.raises(SystemExit) as done:
        execute(["teach", "needs", *words])
    assert done.value.code == 0
    return capsys.readouterr().out


def refused(*words: str, name: str = "needs") -> str:
    with pytest.raises(PipelineError) as error:
        execute(["teach", name, *words])
    assert "\n" not in str(error.value)
    return str(error.value)


def kept() -> int:
    return len(list(contract.RECORDINGS.glob("*/*.json")))


def test_what_was_asked_is_recorded_and_replayed(host: ModelHost, capsys: Captured) -> None:
    said = teach(capsys, "--yes")
    size = sum(len(f"Needs like {name} first") for name in NAMES)
    assert f"3 questions about 3 units, {size} bytes of masked text" in said
    assert f"go to {host.url.split('/')[2]} for m" in said
    assert "needs: 9 answers recorded now, 6 records" in said
    assert kept() == len(host.asked) == 9
    params, found = with_flows(needs=flow()), read_assets()
    samples = [s for s in taught(build(found, params), found, params, recorded).candidates if s.teacher]
    assert len(samples) == 6
    assert "needs: 0 answers recorded now, 6 records" in teach(capsys, "--yes")
    assert len(host.asked) == 9
    settle("")
    assert "needs: 0 answers recorded now, 6 records" in teach(capsys)


def test_a_request_is_what_the_settings_say(host: ModelHost, capsys: Captured) -> None:
    teach(capsys, "--yes", "--limit", "1")
    first = host.asked[0]
    assert first == {
        "model": "m",
        "messages": first["messages"],
        "temperature": 0.5,
        "max_tokens": 64,
        "stream": False,
    }
    assert [message["role"] for message in first["messages"]] == ["user"]
    assert set(host.paths) == {"/v1/chat/completions"}
    assert {headers["authorization"] for headers in host.headers} == {f"Bearer {KEY}"}
    row = json.loads(next(contract.RECORDINGS.glob("*/*.json")).read_bytes())
    assert (row["answered_by"], row["finish_reason"]) == ("m-2025", "stop")


def test_a_limit_is_of_units_and_the_next_run_takes_the_next(host: ModelHost, capsys: Captured) -> None:
    for asked in (3, 6, 9, 9):
        teach(capsys, "--yes", "--limit", "1")
        assert len(host.asked) == asked


def test_a_run_that_was_stopped_goes_on(host: ModelHost, capsys: Captured) -> None:
    host.instead = [None, None, None, Reply(400)]
    assert "answered 400, expected an answer" in refused("--yes")
    assert kept() == 3
    teach(capsys, "--yes")
    assert (kept(), len(host.asked)) == (9, 10)


def test_a_dry_run_sends_nothing(host: ModelHost, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    assert "3 questions about 3 units" in teach(capsys, "--dry-run")
    assert (host.asked, kept()) == ([], 0)


def test_nothing_is_sent_before_somebody_agrees(host: ModelHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert "standard input: no terminal, expected somebody who agrees" in refused()
    assert host.asked == []


BUSY = Reply(503, {"Retry-After": "0"})
ECHO = json.dumps(
    {"error": {"message": f"bad key {KEY}", "type": f"key {KEY}", "code": "invalid_key"}}
).encode()


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        (
            [Reply(401, body=ECHO)],
            "answered 401 (invalid_key), expected an answer. Set ADAPTRAIL_TEACHER_KEY",
        ),
        ([Reply(403)], "answered 403, expected an answer. Set ADAPTRAIL_TEACHER_KEY"),
        ([Reply(404, body=b"<html>")], "answered 404, expected an answer. Check teacher.base_url"),
        ([Reply(307, {"Location": "http://127.0.0.1:9/"})], "answered 307, expected an answer."),
        ([BUSY] * 3, "answered 503, expected an answer. Run it again: what was answered is recorded."),
        ([Reply(429, {"Retry-After": "60"})], "answered 429 and asks for 60 s, expected at most 1 s"),
        ([Reply(200, body=b"<html>")], "something else than the API promises"),
        ([Reply(200, body=b'{"choices": 3}')], "something else than the API promises"),
        ([Reply(200, body=b'{"usage": ' + b"[" * 100_000)], "something else than the API promises"),
        ([Reply(200, body=b'{"choices": []}')], "no choice in the answer, expected one"),
        ([completion(f"my key is {KEY}")], "the key stands in the answer"),
    ],
)
def test_a_fault_of_the_endpoint_is_one_line(replies: list[Reply | None], said: str, host: ModelHost) -> None:
    host.instead = list(replies)
    assert said in (found := refused("--yes"))
    assert KEY not in found
    assert kept() == 0


def test_a_busy_endpoint_is_asked_again(host: ModelHost, capsys: Captured) -> None:
    host.instead = [BUSY, Reply(500), None, Reply(429)]
    assert "9 answers recorded now" in teach(capsys, "--yes")
    assert len(host.asked) == 12


def test_an_answer_that_is_too_long_is_read_no_further(host: ModelHost) -> None:
    host.instead = [completion("x" * 3_000)]
    settle(host.url, max_bytes=2_000)
    assert (
        "answers with more than 2000 bytes, expected an answer. Check teacher.base_url, or raise"
        in refused("--yes")
    )
    assert (kept(), len(host.asked)) == (0, 1)


def test_an_answer_of_just_the_most_bytes_is_read(host: ModelHost, capsys: Captured) -> None:
    largest = max(len(completion(answered(f"Needs like {name} first")).body) for name in NAMES)
    settle(host.url, max_bytes=max(largest, len(completion(story("x" * 60)).body)))
    assert "9 answers recorded now" in teach(capsys, "--yes")


def test_an_answer_that_trickles_in_ends_at_the_deadline(host: ModelHost) -> None:
    host.instead = [completion("1. a")._replace(pause=0.1)]
    settle(host.url, deadline=1)
    began = time.monotonic()
    assert "has not answered to the end within 1 s, expected an answer. Raise teacher.deadline" in refused(
        "--yes"
    )
    assert time.monotonic() - began < 3
    assert (kept(), len(host.asked)) == (0, 1)


def test_an_answer_that_ends_too_soon_is_asked_for_again(host: ModelHost, capsys: Captured) -> None:
    host.instead = [completion("1. a")._replace(promised=9), None]
    assert "9 answers recorded now" in teach(capsys, "--yes")
    assert len(host.asked) == 10


def test_nobody_at_the_other_end_is_one_line() -> None:
    settle("http://127.0.0.1:9/v1", tries=2)
    assert "does not answer (Connection refused), expected an answer. Check teacher.base_url." in refused(
        "--yes"
    )


def test_an_answer_that_was_cut_off_is_recorded_and_sent_back(host: ModelHost, capsys: Captured) -> None:
    host.instead = [completion("1. a", finish_reason="length")]
    teach(capsys, "--yes", "--limit", "1")
    assert host.asked[1]["messages"][2]["content"].startswith(
        "Mend: -: cut-off: the answer was cut off at 64"
    )
    assert kept() == len(host.asked)


def test_the_key_is_in_no_file_and_no_line(
    host: ModelHost, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    host.instead = [BUSY, None, Reply(400, body=ECHO)]
    said = refused("--yes")
    with pytest.raises(SystemExit):
        execute(["teach", "needs", "--yes"])
    whole = [said, *capfd.readouterr()]
    assert kept() == 9
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert not [text for text in whole if KEY in text]


def test_a_key_can_stand_in_a_file_outside(
    host: ModelHost, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    (tmp_path / "key").write_text(f"{KEY}\n", encoding="utf-8")
    settle(host.url, key_file=str(tmp_path / "key"))
    teach(capsys, "--yes", "--limit", "1")
    assert host.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("key_file", "said"),
    [
        ("here.key", "here.key: lies in the repository, expected a file outside"),
        ("../none.key", "../none.key: No such file or directory, expected the key of the teacher"),
        ("../two.key", "../two.key: holds what no key has, expected one key"),
    ],
)
def test_a_key_file_that_is_none_is_one_line(
    key_file: str, said: str, host: ModelHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    Path("../two.key").write_text("a\nb\n", encoding="utf-8")
    settle(host.url, key_file=key_file)
    assert said in refused("--yes")
    assert host.asked == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "teacher.base_url: empty, expected the URL of an endpoint."),
        ("http://models.example/v1", "is not HTTPS, expected that, or this machine"),
        ("http://localhost.evil.example/v1", "is not HTTPS"),
        (f"https://u:{KEY}@models.example/v1", "with a user or a query, expected a URL alone"),
        (f"https://models.example/v1?key={KEY}", "with a user or a query, expected a URL alone"),
    ],
)
def test_a_url_that_is_not_safe_is_refused(url: str, said: str) -> None:
    settle(url)
    assert said in (found := refused("--yes"))
    assert KEY not in found


def test_only_what_model_wrote_is_sent(host: ModelHost) -> None:
    path = Path(contract.STORIES.path)
    path.write_bytes(path.read_bytes().replace(b"cart", b"Acme"))
    assert "It was changed or half written" in refused("--yes")
    assert host.asked == []


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        ([], "nope", "nope: no flow of build.flows, expected one of needs."),
        (["--source", "nope"], "needs", "needs: no unit of nope, expected one of shop."),
        (["--limit", "0"], "needs", "argument --limit: '0', expected a whole number from 1 on"),
        (["--dry-run", "--pending", "a"], "needs", "not allowed with argument"),
    ],
)
@pytest.mark.usefixtures("host")
def test_words_that_fit_nothing_are_one_line(words: list[str], name: str, said: str) -> None:
    assert said in refused(*words, name=name)


def test_questions_and_answers_can_go_by_file(capsys: Captured) -> None:
    settle("")
    for expected in (3, 6):
        assert f"{expected} questions about 3 units; nothing was sent" in teach(
            capsys, "--pending", "q.jsonl"
        )
        rows = [json.loads(line) for line in Path("q.jsonl").read_text(encoding="utf-8").splitlines()]
        lines = [
            json.dumps({"key": row["key"], "text": answered(row["messages"][-1]["content"])}) for row in rows
        ]
        Path("a.jsonl").write_text("\n".join(lines), encoding="utf-8")
        assert f"{expected} answers recorded now" in teach(capsys, "--answers", "a.jsonl")
    assert "0 questions about 0 units" in teach(capsys, "--pending", "q.jsonl")


def test_answers_to_what_nobody_asks_are_refused_and_nothing_is_recorded(capsys: Captured) -> None:
    settle("")
    teach(capsys, "--pending", "q.jsonl")
    rows = [json.loads(line) for line in Path("q.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({"key": row["key"], "text": "1. a"}) for row in rows]
    Path("a.jsonl").write_text("\n".join([*lines, '{"key": "../k", "text": "t"}']), encoding="utf-8")
    said = "a.jsonl: 1 of 4 answers are to no question of this run, such as '../k', expected keys of"
    assert said in refused("--answers", "a.jsonl")
    assert kept() == 0


def test_answers_can_be_given_again(capsys: Captured) -> None:
    settle("")
    teach(capsys, "--pending", "q.jsonl")
    row = json.loads(Path("q.jsonl").read_text(encoding="utf-8").splitlines()[0])
    Path("a.jsonl").write_text(json.dumps({"key": row["key"], "text": "1. a"}), encoding="utf-8")
    assert "1 answers recorded now" in teach(capsys, "--answers", "a.jsonl")
    again = teach(capsys, "--answers", "a.jsonl")
    assert "0 answers recorded now" in again
    assert "commit" not in again


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"key": "k", "text": "u"}', "a.jsonl:2: the key of line 1 again, expected one answer to each"),
        ("{", "a.jsonl:2: "),
        ('{"key": "x"}', "a.jsonl:2: Object missing required field `text`, expected `key` of --pending"),
        ('{"key": "x", "text": "y", "z": 1}', "a.jsonl:2: Object contains unknown field `z`"),
    ],
)
@pytest.mark.usefixtures("host")
def test_a_row_that_is_no_answer_is_one_line(row: str, said: str) -> None:
    Path("a.jsonl").write_text(f'{{"key": "k", "text": "t"}}\n{row}\n', encoding="utf-8")
    assert said in refused("--answers", "a.jsonl")


@pytest.mark.usefixtures("host")
def test_a_file_of_answers_that_is_not_there_is_one_line() -> None:
    assert "none.jsonl: No such file or directory, expected answers" in refused("--answers", "none.jsonl")


@pytest.mark.parametrize("path", sorted((ROOT / "conf/teacher").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_preset_says_how_an_endpoint_is_reached(path: Path) -> None:
    section = yaml.safe_load(path.read_text(encoding="utf-8"))["teacher"]
    assert msgspec.convert(section, type=TeacherParams).key_file == ""
