"""A flow asks what its steps say, sends faults back, and replays to the same records."""

import socket
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from stages.build.build import Built, build
from stages.build.flows import drawn_units, taught
from stages.build.params import BuildParams
from stages.build.recordings import Answers, key_of, path_of, recorded
from stages.build.teaching import faults_of, plain
from stages.core.contract import publish_json
from stages.core.errors import PipelineError
from stages.core.records.drop import Drop
from stages.core.records.recording import Message, Recording, Request
from stages.core.records.sample import Sample
from tests.build.flows import Taught, flow, shipped, story, with_flows
from tests.build.made import ROOT, TEACHER, assets

SHOP = assets({"stories/cart.md": f"# Cart\n\nTopic: one cart\n\n{story('one cart')}\n"})
LIST = "1. A clerk wants to split one bill for friends\n2. A guest wants a parking place by the door"
GOOD = {"Needs like": LIST, "Story of A clerk": story("split"), "Story of A guest": story("parking")}


def learnt(answers: Answers, settings: BuildParams | None = None, found: Any = SHOP) -> Built:  # noqa: ANN401
    params = settings or with_flows(needs=flow())
    return taught(build(found, params), found, params, answers)


def of_flow(built: Built) -> list[Sample]:
    return [sample for sample in built.candidates if sample.teacher]


def refused(built: Built, name: str = "needs") -> list[Drop]:
    return [drop for drop in built.drops if drop.recipe == name]


def test_each_item_becomes_a_record_that_names_its_teacher_and_its_recordings() -> None:
    teacher = Taught(GOOD)
    samples = {sample.input[:7]: sample for sample in of_flow(learnt(teacher))}
    assert set(samples) == {"A clerk", "A guest"}
    clerk = samples["A clerk"]
    assert (clerk.output, clerk.instruction) == (story("split"), "Write a story.")
    assert (clerk.teacher, clerk.generator, clerk.recipe) == ("host/m", "needs@1", "needs")
    assert clerk.recordings == [key_of(teacher.asked[0]), key_of(teacher.asked[1])]
    assert clerk.outputs == [SHOP.stories[0].span]
    assert clerk.group == SHOP.stories[0].id


def test_a_prompt_quotes_input_item_and_answers_and_no_answer_is_a_template() -> None:
    teacher = Taught({"Needs like": "1. a {{input}} that nobody fills\n2. another thing of the shop"})
    learnt(teacher)
    prompts = [request.messages[0].content for request in teacher.asked]
    whole = "1. a {{input}} that nobody fills\n2. another thing of the shop"
    assert prompts == [
        "Needs like one cart",
        f"Story of a {{{{input}}}} that nobody fills ({whole})",
        f"Story of another thing of the shop ({whole})",
    ]


def test_faults_are_sent_back_in_the_language_of_the_question() -> None:
    bad = "Sure! " + story("split")
    teacher = Taught({**GOOD, "Story of A clerk": bad, "Mend:": story("split")})
    samples = of_flow(learnt(teacher))
    retry = next(request for request in teacher.asked if len(request.messages) > 1)
    assert [message.role for message in retry.messages] == ["user", "assistant", "user"]
    assert retry.messages[1].content == bad
    assert retry.messages[2].content.startswith("Mend: 1:1: line: not a line of a story. ")
    mended = next(sample for sample in samples if sample.input.startswith("A clerk"))
    assert mended.output == story("split")
    assert mended.recordings[1:] == [key_of(teacher.asked[1]), key_of(retry)]


@pytest.mark.parametrize(
    ("answer", "rule", "value"),
    [
        ("no story", "invalid-answer", "needs: step 2: line, no-criterion, role, want"),
        ((story("split"), "length"), "invalid-answer", "needs: step 2: cut-off"),
        ("  \n", "invalid-answer", "needs: step 2: no-answer"),
        ((story("split"), "content_filter"), "refused-answer", "needs: step 2: content_filter"),
    ],
)
def test_an_answer_that_stays_wrong_is_a_row(answer: str | tuple[str, str], rule: str, value: str) -> None:
    teacher = Taught({**GOOD, "Story of A clerk": answer, "Mend:": answer})
    built = learnt(teacher)
    (drop,) = refused(built)
    assert drop.rule == rule
    assert drop.value.startswith(value)
    assert len(of_flow(built)) == 1


def test_an_answer_in_another_language_is_sent_back() -> None:
    chinese = (
        "用户故事：拆单\n作为店员\n我想拆单\n以便于分摊\n\nAC 1：两人\n假设 两人同桌\n当 拆单\n那么 有两张单"
    )
    teacher = Taught({**GOOD, "Story of A clerk": chinese, "Mend:": story("split")})
    built = learnt(teacher)
    retry = next(request for request in teacher.asked if len(request.messages) > 1)
    assert retry.messages[2].content == (
        "Mend: 1: language: in Chinese, asked for was English. Write the whole answer in English."
    )
    assert {sample.output for sample in of_flow(built)} == {story("split"), story("parking")}
    stubborn = learnt(Taught({**GOOD, "Story of A clerk": chinese, "Mend:": chinese}))
    assert [drop.value for drop in refused(stubborn)] == ["needs: step 2: language"]


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_the_retries_are_those_of_the_settings(retries: int) -> None:
    teacher = Taught({"Needs like": "none", "Mend:": "none"})
    settings = with_flows(needs=flow())
    few = msgspec.structs.replace(settings, teacher=msgspec.structs.replace(TEACHER, retries=retries))
    (drop,) = refused(learnt(teacher, few))
    assert (len(teacher.asked), drop.threshold) == (retries + 1, f"{retries} retries")


def test_an_answer_in_a_fence_is_taken_out_of_it() -> None:
    built = learnt(Taught({**GOOD, "Story of A clerk": f"```text\n{story('split')}\n```"}))
    assert {sample.output for sample in of_flow(built)} == {story("split"), story("parking")}


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        (["one cart", "two carts of the same shop"], 1),
        (["a clerk wants to split one bill", "a clerk wants to split one bill soon"], 1),
        (["a clerk wants to split one bill", "a guest wants to park by the door"], 2),
    ],
)
def test_items_near_to_an_input_or_to_each_other_are_rows(items: list[str], kept: int) -> None:
    listed = "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    answers = {f"Story of {item} (": story(item) for item in items}
    built = learnt(Taught({"Needs like": listed, **answers}))
    assert len(of_flow(built)) == kept
    assert [drop.rule for drop in refused(built)] == ["near-duplicate"] * (len(items) - kept)


def test_what_is_not_recorded_is_a_row_with_what_to_run() -> None:
    built = learnt(lambda _: None)
    (drop,) = refused(built)
    assert (drop.rule, drop.value) == ("not-recorded", "needs: step 1; `adaptrail teach needs` asks it")
    assert drop.spans == [SHOP.stories[0].span]


@pytest.mark.parametrize("answers", [GOOD, {}, {"Needs like": LIST}, {**GOOD, "Story of A guest": "x"}])
def test_every_way_through_a_flow_is_a_record_or_a_row(answers: dict[str, str]) -> None:
    built = learnt(Taught(answers))
    assert built.offers == len(built.candidates) + len(built.drops)
    assert built.figures["offers"] == {
        "needs": len(of_flow(built)) + len(refused(built)),
        "user_story_detail": 1,
    }


def many(count: int, source_class: str = "own") -> Any:  # noqa: ANN401
    files = {f"stories/{n}.md": f"# C\n\nTopic: thing {n}\n\n{story(f'thing {n}')}\n" for n in range(count)}
    return assets(files, source_class)


def test_a_larger_draw_begins_with_the_smaller_one_and_the_rest_is_named() -> None:
    found = many(9)
    small, large = (drawn_units("needs", found, with_flows(needs=flow(most=most))) for most in (3, 5))
    assert [unit.id for unit in large.units[:3]] == [unit.id for unit in small.units]
    rules = {drop.rule for drop in refused(learnt(Taught({}), with_flows(needs=flow(most=3)), found))}
    assert rules == {"not-drawn", "not-recorded"}


@pytest.mark.parametrize(
    ("changes", "source_class", "rules"),
    [
        ({"sources": ["shop"]}, "own", ["not-recorded"]),
        ({"sources": ["other"]}, "own", []),
        ({}, "open-source", ["source-class"]),
        ({"input": "{rows}"}, "own", ["no-operation"]),
    ],
)
def test_who_is_not_asked_about_is_named(
    changes: dict[str, Any], source_class: str, rules: list[str]
) -> None:
    teacher = Taught({})
    found = many(1, source_class)
    assert [drop.rule for drop in refused(learnt(teacher, with_flows(needs=flow(**changes)), found))] == rules
    assert len(teacher.asked) == (rules == ["not-recorded"])


def test_an_item_of_a_list_is_a_unit() -> None:
    page = "# Domains\n\nOur list:\n\n- pharmacy\n- pharmacy\n1. car sharing\n"
    settings = with_flows(needs=flow(unit="item", input="{item}"))
    teacher = Taught({})
    learnt(teacher, settings, assets({"handbook/domains.md": page}))
    asked = {request.messages[0].content for request in teacher.asked}
    assert asked == {"Needs like pharmacy", "Needs like car sharing"}


def test_the_domains_of_the_sample_are_units_of_their_flow() -> None:
    page = (ROOT / "samples/domains/domains.md").read_text(encoding="utf-8")
    domains = msgspec.structs.replace(shipped("stories_of_domains"), sources=[])
    found = assets({"handbook/domains.md": page})
    drawn = drawn_units("needs", found, with_flows(needs=domains)).units
    assert len({unit.name for unit in drawn}) == 186
    assert Counter(unit.asset.natural_language for unit in drawn) == {"zh": 138, "en": 48}


STEPS: list[dict[str, Any]] = yaml.safe_load(msgspec.yaml.encode(flow().steps))


def steps(number: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"steps": [step | changes if n == number else step for n, step in enumerate(STEPS, 1)]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"input": "{nope}"}, "no piece 'nope', expected one of"),
        (steps(2, format="nope"), "no format 'nope', expected one of"),
        (steps(2, format=""), "no last step with a format and without `each`"),
        (steps(2, each=True, format="numbered-list"), "no last step with a format and without `each`"),
        ({"steps": []}, "no last step with a format"),
        (steps(1, format="story"), "`each` of a step with another format, expected numbered-list"),
        (steps(1, prompt={"en": "a"}), "step 1 has no prompt in zh"),
        (steps(1, prompt={"en": "a", "zh": " "}), "step 1 has no prompt in zh"),
        (steps(1, prompt={"en": "{{item}}", "zh": "a"}), "step 1 refers to 'item', expected one of input"),
        (steps(1, prompt={"en": "{{steps.1}}", "zh": "a"}), "step 1 refers to 'steps.1'"),
        (
            steps(2, prompt={"en": "{{steps.2}}", "zh": "a"}),
            "step 2 refers to 'steps.2', expected one of input, item",
        ),
        ({"given": "{{steps.2}}"}, "given refers to 'steps.2', expected one of input, item, steps.1"),
        ({"instructions": {"en": ["{nmae}"]}}, "instruction with {nmae}, expected of name, type, language"),
        ({"instructions": {"fr": ["a"]}}, "instructions in ['fr'], expected zh or en"),
        (
            {"filter": {"languages": ["cn"], "roles": [], "kinds": [], "annotations": []}},
            "'cn' in filter.languages of unit story, expected one of en, zh",
        ),
    ],
)
def test_a_flow_that_could_never_work_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(PipelineError) as error:
        learnt(Taught({}), with_flows(needs=flow(**changes)))
    assert f"conf/flows/needs.yaml: {said}" in str(error.value)


def test_a_flow_has_a_name_of_its_own() -> None:
    with pytest.raises(PipelineError, match="a recipe is named 'user_story_detail', too"):
        learnt(Taught({}), with_flows(user_story_detail=flow()))


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "conf/flows").glob("*.yaml")))
def test_a_shipped_flow_can_work(name: str) -> None:
    settings = with_flows(**{name: msgspec.structs.replace(shipped(name), sources=[])})
    assert isinstance(learnt(Taught({}), settings), Built)


def request(**changes: Any) -> Request:  # noqa: ANN401
    given: dict[str, Any] = {
        "provider": "host",
        "model": "m",
        "temperature": 0.0,
        "max_tokens": 8,
        "messages": [Message(role="user", content="a")],
    }
    return Request(**given | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"provider": "other"},
        {"model": "m2"},
        {"temperature": 0.1},
        {"max_tokens": 9},
        {"messages": [Message(role="user", content="b")]},
        {"messages": [Message(role="assistant", content="a")]},
    ],
)
def test_all_that_decides_an_answer_is_in_its_key(changes: dict[str, Any]) -> None:
    assert key_of(request(**changes)) != key_of(request())


def kept(asked: Request, text: str) -> Path:
    recording = Recording(request=asked, text=text, finish_reason="stop", answered_by="")
    publish_json(path_of(key_of(asked)), recording)
    return path_of(key_of(asked))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_replay_gives_the_same_bytes_and_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def remembered(asked: Request) -> Recording | None:
        answer = Taught(GOOD)(asked)
        if answer:
            publish_json(path_of(key_of(asked)), answer)
        return answer

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    asked = learnt(remembered)
    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    assert learnt(recorded) == asked
    assert len(of_flow(asked)) == 2


@pytest.mark.usefixtures("folder")
def test_a_damaged_recording_is_one_line() -> None:
    path = kept(request(), "a")
    assert recorded(request()) is not None
    assert recorded(request(model="m2")) is None
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(PipelineError, match="Restore it from Git, or remove it"):
        recorded(request())


@pytest.mark.usefixtures("folder")
def test_a_recording_under_another_name_is_one_line() -> None:
    other = path_of(key_of(request(model="m2")))
    other.parent.mkdir(parents=True, exist_ok=True)
    kept(request(), "a").rename(other)
    with pytest.raises(PipelineError, match="another request than its name says"):
        recorded(request(model="m2"))


SHIPPED = sorted((ROOT / "recordings").glob("*/*.json"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem[:8])
def test_a_shipped_recording_has_its_name_and_names_who_wrote_it(path: Path) -> None:
    recording = msgspec.json.decode(path.read_bytes(), type=Recording)
    assert path.relative_to(ROOT) == path_of(key_of(recording.request))
    assert (recording.request.provider, recording.request.model) == ("written-here", "sample-authors")
    assert recording.answered_by == ""
    last = recording.request.messages[-1].content
    format = "story" if last.startswith(("需求：", "Need: ")) else "numbered-list"
    wanted = "api-table" if "| API |" in last else format
    language = "en" if recording.request.messages[0].content.isascii() else "zh"
    assert not faults_of(recording, wanted, language)
    assert plain(recording.text) == recording.text


def test_a_recorded_run_is_shipped() -> None:
    assert len(SHIPPED) == 18
