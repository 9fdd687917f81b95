"""`adaptrail review samples`: answers are judged by one key, on a terminal, in a sample nobody chose."""

import io
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from apps.adaptrail import execute
from apps.review import queue, statistics
from apps.review.asking import add
from apps.review.editor import VARIABLES, edited
from apps.review.samples import shown, verdict
from stages.core.contract import manifest_path, publish_json
from stages.core.errors import PipelineError
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.gate import contract
from stages.gate.reviews import VERDICTS, digest, read_verdicts, reviewed
from tests import records

ROOT = Path(__file__).parents[2]
METHOD = "int one() {\n    return 1;\n}"
DRAW = queue.Draw(b"samples", "0" * 64)


def sample(
    n: int, recipe: str = "implement_method", tags: tuple[str, ...] = (), output: str = METHOD
) -> Sample:
    return records.sample(f"{n:064x}", output, recipe=recipe, tags=[*tags])


def said(one: Sample, pressed: str = "a", reviewer: str = "ann", answer: str = "") -> Verdict:
    return verdict(one, pressed, reviewer, answer)


def ids(found: list[Sample]) -> list[str]:
    return [one.id for one in found]


def test_what_a_rule_marked_goes_first_then_the_first_of_each_recipe_before_the_second() -> None:
    plain = [sample(n, f"recipe_{n % 3}") for n in range(60)]
    marked = [sample(100 + n, "recipe_0", ("long-method",)) for n in range(9)]
    due = queue.samples_due([*plain, *marked], [], "ann", 5, DRAW)
    assert [one.tags for one in due] == [["long-method"]] * 5 + [[]] * 15
    assert [{one.recipe for one in due[at : at + 3]} for at in range(5, 20, 3)] == [
        {"recipe_0", "recipe_1", "recipe_2"}
    ] * 5


def test_the_sample_depends_on_the_candidates_only() -> None:
    rows = [sample(n) for n in range(50)]
    first = queue.samples_due(rows, [], "ann", 5, DRAW)
    assert queue.samples_due(rows[::-1], [], "bob", 5, DRAW) == first
    accepted = [msgspec.structs.replace(one, tags=["review-accept"]) for one in rows]
    assert ids(queue.samples_due(accepted, [], "ann", 5, DRAW)) == ids(first)
    assert ids(queue.samples_due(rows, [], "ann", 5, queue.Draw(b"samples", "1" * 64))) != ids(first)


def test_a_judged_answer_is_not_asked_about_again_but_a_changed_one_is() -> None:
    rows = [sample(n) for n in range(3)]
    by_ann = [said(one) for one in rows]
    assert queue.samples_due(rows, by_ann, "ann", 5, DRAW) == []
    assert len(queue.samples_due(rows, by_ann, "bob", 5, DRAW)) == 3
    changed = [sample(0, output="int two() { return 2; }"), *rows[1:]]
    assert ids(queue.samples_due(changed, by_ann, "ann", 5, DRAW)) == ids(rows[:1])


def test_an_answer_of_a_reviewer_is_not_asked_about() -> None:
    assert queue.samples_due([sample(1, tags=("review-edit",))], [], "ann", 5, DRAW) == []


@pytest.mark.parametrize("width", [80, 41, 20])
@pytest.mark.parametrize(
    "text",
    [
        "从下面的接口中提取领域对象，" * 9,
        "a" * 200,
        "\tif (x) {\n\t\treturn 蓝;\n\t}",
        "x\n\ny",
        "",
        "🙂" * 90,
    ],
)
def test_a_sample_fits_the_terminal_and_none_of_it_is_cut(text: str, width: int) -> None:
    one = msgspec.structs.replace(sample(1, tags=("a-rule-of-a-long-name",)), input=text)
    lines = [line.plain for line in shown(one, width)]
    assert max(cell_len(line) for line in lines) <= width
    body = "".join(line.removeprefix("┆ ") if line[:1] == "┆" else "\n" + line for line in lines)
    assert "\n".join(f"│ {line}" for line in text.expandtabs(4).split("\n") if text) in body
    assert ("\ninput   none\n" in body) == (not text)


@pytest.mark.parametrize(
    ("tags", "head"),
    [
        ((), ""),
        (("review-accept",), ""),
        (("a-rule", "long-method", "review-accept"), "   tagged a-rule, long-method"),
    ],
)
def test_what_rules_found_is_told_and_what_others_said_is_not(tags: tuple[str, ...], head: str) -> None:
    assert shown(sample(1, tags=tags), 80)[0].plain == f"implement_method   000000000000{head}"


def test_nothing_in_a_sample_steers_the_terminal() -> None:
    one = msgspec.structs.replace(sample(1), instruction="\x1b[2J\r\u202e", recipe="r\x07")
    text = "\n".join(line.plain for line in shown(one, 80))
    assert "│ \\x1b[2J\\r\\u202e" in text
    assert not [sign for sign in text if not sign.isprintable() and sign != "\n"]


def script(path: Path, body: str) -> str:
    """Write an editor whose `$1` is the file."""
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a script the editor of this test."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return lambda body: monkeypatch.setenv("EDITOR", script(tmp_path / "editor", body))


@pytest.mark.parametrize(
    ("before", "body", "after"),
    [
        ("a\nb", ":", "a\nb"),
        ("a\nb\n", ":", "a\nb\n"),
        ("a", 'printf "c" > "$1"', "c"),
        ("a", 'printf "c\\n\\n" > "$1"', "c\n"),
        ("a", 'printf "c\\r\\nd\\r\\n" > "$1"', "c\nd"),
        ("a", 'printf "\\357\\273\\277蓝\\n" > "$1"', "蓝"),
        ("a\r\nb", ":", "a\r\nb"),
        ("a", 'rm "$1"; printf "new\\n" > "$1"', "new"),
    ],
)
def test_a_text_comes_back_as_it_was_left(
    before: str, body: str, after: str, editor: Callable[[str], None]
) -> None:
    editor(body)
    assert edited(before) == after


def test_nobody_else_can_read_what_is_edited_and_nothing_of_it_stays(
    tmp_path: Path, editor: Callable[[str], None]
) -> None:
    told = tmp_path / "told"
    editor(f'touch "$1~"; for x in "$1" "$(dirname "$1")"; do stat -c "%a %n" "$x"; done > {told}')
    edited("a")
    (mode, file), (mode_of_folder, folder) = (line.split() for line in told.read_text().splitlines())
    assert (mode, mode_of_folder) == ("600", "700")
    assert not Path(file).exists()
    assert not Path(folder).exists()


def test_the_first_variable_that_is_set_counts_and_may_hold_words(
    tmp_path: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("exit 3")
    path = script(tmp_path / "my editor", '[ "$1" = --wait ] && printf "%s" "$1" > "$2"')
    monkeypatch.setenv("VISUAL", f"'{path}' --wait")
    assert edited("a") == "--wait"
    monkeypatch.setenv("VISUAL", " ")
    with pytest.raises(PipelineError, match="ended with 3"):
        edited("a")


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("", "editor: none, expected a command in VISUAL or EDITOR"),
        ("'vi", "editor: No closing quotation, expected a command in VISUAL or EDITOR"),
        ("no-such-editor -x", "editor 'no-such-editor': No such file or directory, expected a program"),
        ("false", "editor 'false': ended with 1, expected 0"),
        ("rm", "editor 'rm': No such file or directory, expected the file"),
        ("""sh -c 'printf "a\\377" > "$0"'""", "editor 'sh': byte 1, expected UTF-8"),
    ],
)
def test_an_editor_that_leaves_no_text_is_told_in_one_line(
    command: str, fault: str, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(PipelineError) as caught:
        edited("a")
    assert str(caught.value).startswith(fault)
    assert "\n" not in str(caught.value)


KEYS = "a accept   e edit (goes into Git)   r reject   s skip   q quit"


class Terminal(io.StringIO):
    """An output that somebody looks at."""

    def isatty(self) -> bool:
        return True


CANDIDATES = [sample(n, recipe) for n, recipe in enumerate(["implement_method", "write_test"])]


@pytest.fixture
def zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write what a run left behind: two samples."""
    folder = tmp_path / "zone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    publish_json(manifest_path("build"), contract.CANDIDATES.write(CANDIDATES))
    publish_json(manifest_path("gate"), contract.SAMPLES.write(CANDIDATES))
    return folder


def first_due() -> Sample:
    written = msgspec.json.decode(manifest_path("build").read_bytes())
    draw = queue.Draw(b"samples", written[contract.CANDIDATES.path]["sha256"])
    return queue.samples_due(CANDIDATES, [], "ann", 5, draw)[0]


def review(keys: str, monkeypatch: pytest.MonkeyPatch, reviewer: str = "ann") -> str:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    monkeypatch.setattr("sys.stdout", terminal)
    with pytest.raises(SystemExit) as done:
        execute(["review", "samples", "--reviewer", reviewer])
    assert done.value.code == 0
    return terminal.getvalue()


@pytest.mark.parametrize(
    ("keys", "words", "seen"),
    [
        ("ar", ["accept", "reject"], 2),
        ("zA\nR", ["accept", "reject"], 2),
        ("sa", ["accept"], 2),
        ("a", ["accept"], 1),
        ("aq", ["accept"], 1),
        ("a\x04r", ["accept"], 1),
        ("", [], 0),
    ],
)
def test_a_key_is_a_verdict_and_who_stops_goes_on_there(
    keys: str, words: list[str], seen: int, zone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"review: {seen} of 2 samples seen" in review(keys, monkeypatch)
    assert [row.verdict for row in read_verdicts()] == words
    assert f" of {2 - len(words)} samples seen" in review("", monkeypatch)
    assert "0 of 2 samples seen" in review("", monkeypatch, "bob")


@pytest.mark.parametrize(("pressed", "answer"), [("a", ""), ("r", ""), ("e", "int two() { return 2; }")])
def test_gate_does_what_was_said(pressed: str, answer: str) -> None:
    held = reviewed(CANDIDATES, [said(CANDIDATES[0], pressed, answer=answer)])
    left = [one.output for one in held.samples if one.recipe == "implement_method"]
    assert left == {"a": [METHOD], "r": [], "e": [answer]}[pressed]
    assert held.figures == {{"a": "accept", "r": "reject", "e": "edit"}[pressed]: 1}


def test_faults_are_told_one_a_line_with_line_and_column(
    zone: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('sed -i "s/return 1/return 1 + (/" "$1"')
    told = review("edq", monkeypatch).splitlines()
    faults = told[told.index(KEYS) + 1 : told.index("e edit on   d drop the edit   q quit")]
    assert faults
    assert all(re.fullmatch(r"answer:2:\d+: [a-z.]+: .+", fault) for fault in faults)
    assert told[-3:-1] == ["e edit on   d drop the edit   q quit", KEYS]
    assert read_verdicts() == []


def test_a_draft_is_kept_until_it_is_valid(
    zone: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('grep -q "one(;" "$1" && sed -i "s/one(;/two()/" "$1" || sed -i "s/one()/one(;/" "$1"')
    review("eeq", monkeypatch)
    (row,) = read_verdicts()
    assert (row.verdict, row.edited) == ("edit", METHOD.replace("one", "two"))
    assert (row.sample, row.output) == (first_due().id, digest(METHOD))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (":", "answer: unchanged"),
        (': > "$1"', "answer: empty"),
        ('printf " \\n\\n" > "$1"', "answer: empty"),
        ("exit 1", "editor '"),
        ('printf "int a(" > "$1"', "answer:1:"),
    ],
)
def test_an_edit_that_is_dropped_leaves_the_question(
    body: str, fault: str, zone: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(body)
    for keys, words in (("eq", []), ("e", []), ("e\x04a", []), ("eda", ["accept"])):
        told = review(keys, monkeypatch)
        assert [line for line in told.splitlines() if line.startswith(fault)]
        assert [row.verdict for row in read_verdicts()] == words


def test_a_sample_taller_than_the_screen_is_judged_after_its_last_line(
    zone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tall = msgspec.structs.replace(CANDIDATES[0], input="\n".join(f"line {n}" for n in range(45)))
    publish_json(manifest_path("gate"), contract.SAMPLES.write([tall]))
    told = review("a r  q", monkeypatch)
    assert [line for line in told.splitlines() if line.startswith("space")] == [
        "space for 32 more lines   s skip   q quit",
        "space for 11 more lines   s skip   q quit",
    ]
    assert told.count("a accept") == 1
    assert "1 of 1 samples" in review(" s", monkeypatch)
    assert "0 of 1 samples" in review(" q", monkeypatch)
    assert read_verdicts() == []


def test_a_pipe_is_refused(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a"))
    with pytest.raises(PipelineError, match="standard output: no terminal, expected one") as caught:
        execute(["review", "samples", "--reviewer", "ann"])
    assert "\n" not in str(caught.value)
    assert not VERDICTS.exists()


GOOD = msgspec.json.encode(said(CANDIDATES[0]))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (GOOD[:-1], ":1: another shape, expected a row of Verdict"),
        (GOOD + b"\n" + GOOD[:40] + b"\n", ":2: another shape"),
        (GOOD + b"\n\n" + GOOD, ":2: another shape"),
        (b"\xff\xfe\n", ":1: another shape"),
        (GOOD.replace(b'"schema":1', b'"schema":2'), ":1: another shape"),
        (GOOD.replace(b"accept", b"approve"), ":1: another shape"),
        (GOOD.replace(b"accept", b"edit"), ":1: 'edit' without an edited answer"),
        (b"<<<<<<< HEAD\n" + GOOD, ":1: another shape"),
    ],
)
@pytest.mark.parametrize("words", [["samples", "--reviewer", "ann"], ["stats"]])
def test_a_broken_file_of_verdicts_is_told_in_one_line_and_stays(
    words: list[str], content: bytes, fault: str, zone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    VERDICTS.parent.mkdir(parents=True)
    VERDICTS.write_bytes(content)
    monkeypatch.setattr("sys.stdin", io.StringIO("a"))
    monkeypatch.setattr("sys.stdout", Terminal())
    with pytest.raises(PipelineError) as caught:
        execute(["review", *words])
    assert str(caught.value).startswith(f"{VERDICTS}{fault}")
    assert "\n" not in str(caught.value)
    assert VERDICTS.read_bytes() == content


def test_a_manifest_without_candidates_is_told(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_json(manifest_path("build"), {})
    monkeypatch.setattr("sys.stdout", Terminal())
    with pytest.raises(PipelineError, match=r"nothing of out/build/candidates\.jsonl, expected its digest"):
        execute(["review", "samples", "--reviewer", "ann"])


def stats(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit):
        execute(["review", "stats"])
    return capsys.readouterr().out.splitlines()


def test_verdicts_are_counted_by_recipe(zone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = "design_plantuml_java_datastructure"
    rows = [sample(n, recipe) for n in range(10)]
    publish_json(manifest_path("build"), contract.CANDIDATES.write([*rows, sample(90, "write_test")]))
    verdicts = [said(one) for one in rows[:8]] + [said(rows[8], "r"), said(rows[9], "e", answer="x")]
    add(
        VERDICTS,
        [*verdicts, said(rows[0], "a", "bob"), said(rows[8], "a", "bob"), said(rows[9], "e", "b", "y")],
    )
    told = stats(capsys)
    (row,) = [line.split() for line in told if recipe in line]
    assert row == [recipe, "8", "1", "1", "0.800", "(0.490-0.943)"]
    assert max(len(line) for line in told if recipe in line or "───" in line) <= 80
    assert not [line for line in told if "write_test" in line or "left out" in line]
    assert ["ann", "and", "bob", "2", "1"] in [line.split()[:5] for line in told]
    assert f"disputed sample {rows[8].id}: ann: reject, bob: accept" in told


def test_rows_that_hold_for_nothing_are_told_in_one_line(
    zone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = CANDIDATES
    stale = msgspec.structs.replace(said(other, "r"), output="0" * 64)
    add(VERDICTS, [said(one, "r"), said(one), said(one), said(sample(99)), stale])
    told = stats(capsys)
    assert (
        "4 of 5 verdicts are left out: 1 on no candidate of the last run, 1 on an answer that has changed, "
        "2 replaced by a later one of the same reviewer"
    ) in told
    assert ["implement_method", "1", "0", "0", "1.000", "(0.207-1.000)"] in [line.split() for line in told]


def test_without_candidates_verdicts_are_not_measured(zone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(VERDICTS, [said(CANDIDATES[0])])
    Path(contract.CANDIDATES.path).unlink()
    assert "samples: 1 verdicts, not measured without out/build/candidates.jsonl" in stats(capsys)


def test_statistics_hold_to_what_gate_holds_to() -> None:
    one, other = CANDIDATES
    verdicts = [said(one), said(one, "r", "bob"), said(other, "e", "ann", "x"), said(other, "a", "bob")]
    assert statistics.accepted(CANDIDATES, verdicts) == [
        ("implement_method", 0, 0, 1),
        ("write_test", 0, 1, 0),
    ]


ON_A_TERMINAL = """
import os, signal, sys
os.close(os.open(os.ttyname(0), os.O_RDWR))
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "apps.adaptrail", *sys.argv[1:]])
"""
"""The terminal that the first process of a session opens is the one whose Ctrl-C reaches it; who
runs the tests in the background has it ignored."""


class Session:
    """The command on a terminal of its own."""

    def __init__(self, folder: Path, editor: str = "") -> None:
        self.terminal, inner = pty.openpty()
        environment = {
            "PYTHONPATH": str(ROOT),
            "EDITOR": editor,
            "VISUAL": "",
            "LINES": "24",
            "COLUMNS": "80",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", ON_A_TERMINAL, "review", "samples", "--reviewer", "ann"],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=folder,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        os.close(inner)

    def until(self, text: str) -> str:
        """Return what is shown until a text is."""
        seen, end = "", time.monotonic() + 60
        while text not in seen:
            assert time.monotonic() < end, seen
            if select.select([self.terminal], [], [], 0.2)[0]:
                seen += os.read(self.terminal, 65536).decode(errors="replace")
        return seen

    def press(self, pressed: str) -> None:
        """Press a key once it is asked for: what is typed before is thrown away."""
        end = time.monotonic() + 60
        while termios.tcgetattr(self.terminal)[3] & termios.ICANON:
            assert time.monotonic() < end, "no key is asked for"
            time.sleep(0.01)
        self.type(pressed)

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def code(self) -> int:
        code = self.process.wait(60)
        os.close(self.terminal)
        return code


@pytest.mark.parametrize("stop", ["q", "\x03", "\x04"])
def test_on_a_terminal_each_verdict_is_written_before_the_next_question(stop: str, zone: Path) -> None:
    on = Session(zone)
    assert "\x1b[1minstruction" in on.until("q quit")
    on.press("a")
    on.until("q quit")
    assert [row.verdict for row in read_verdicts()] == ["accept"]
    on.press(stop)
    assert "review: 1 of 2 samples seen; commit governance/reviews/samples.jsonl" in on.until("samples.jsonl")
    assert on.code() == 0


def test_on_a_terminal_an_editor_reads_keys(zone: Path, tmp_path: Path) -> None:
    on = Session(zone, script(tmp_path / "asks", 'printf "name? "; read name; sed -i "s/one/$name/" "$1"'))
    on.until("q quit")
    on.press("e")
    on.until("name? ")
    on.type("two\n")
    on.until("q quit")
    assert [row.edited for row in read_verdicts()] == [METHOD.replace("one", "two")]
    on.press("e")
    on.until("name? ")
    on.type("\x03")
    on.until("e edit on")
    on.press("q")
    on.until("review: 1 of 2 samples seen")
    assert on.code() == 0
    assert len(read_verdicts()) == 1
