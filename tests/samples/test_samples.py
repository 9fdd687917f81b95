"""The sample organisation holds what its README says, and nothing in it is real."""

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest
import tree_sitter_go
import tree_sitter_java
import tree_sitter_kotlin
import tree_sitter_python
import tree_sitter_typescript
import yaml
from tree_sitter import Language, Node, Parser

from apps.sources import registry
from samples.make import handbook, ide_feedback, pins, readme
from samples.make.__main__ import FOLDERS, REPOSITORIES, SAMPLES
from samples.make.api_specs.postman import COLLECTIONS, token
from samples.make.api_specs.spec import parse
from samples.make.counts import is_test
from samples.make.history import bundle_files
from stages.core.formats.check import violations
from stages.crawl.lock import read_lock

README = (SAMPLES / "README.md").read_text("utf-8")
LANGUAGES = {
    ".go": Language(tree_sitter_go.language()),
    ".java": Language(tree_sitter_java.language()),
    ".kt": Language(tree_sitter_kotlin.language()),
    ".py": Language(tree_sitter_python.language()),
    ".ts": Language(tree_sitter_typescript.language_typescript()),
    ".tsx": Language(tree_sitter_typescript.language_tsx()),
}
TYPES = {
    "class_declaration",
    "interface_declaration",
    "enum_declaration",
    "record_declaration",
    "annotation_type_declaration",
}
SECRETS = re.compile(
    r"eyJ[\w-]{10,}\.[\w-]{10,}|AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY-----|"
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX](?!\d)"
)
VERB = re.compile(r"(?:get|put|post|patch|delete|create|update|refresh|set)(?=[A-Z_-])")
EXACT = {"get", "put", "post", "patch", "delete", "create", "update", "refresh", "set"}


def holds(source: str) -> dict[str, int]:
    """Numbers of a row of the table of contents by the word that follows them."""
    row = next(line for line in README.splitlines() if re.match(rf"\| {source} \|.*(git|files) \| \d", line))
    return {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", row)} | {
        "all": int(row.split(" | ")[3])
    }


def parsed(path: str, body: bytes) -> Node:
    return Parser(LANGUAGES[Path(path).suffix]).parse(body).root_node


def descendants(node: Node) -> list[Node]:
    return [node, *(inner for child in node.children for inner in descendants(child))]


def stories() -> list[str]:
    pages = [path.read_text("utf-8") for path in sorted((SAMPLES / "backlog").glob("*.md"))]
    return [story for page in pages for story in re.split(r"(?m)^(?=主题：|Topic: )", page)[1:]]


def operations() -> list[tuple[str, str, str]]:
    """Source path, tag and path of every operation of the OpenAPI documents."""
    documents = readme.load(SAMPLES / "api-specs")
    return [
        (name, operation["tags"][0], path)
        for name, document in documents.items()
        for path, methods in document.get("paths", {}).items()
        for operation in methods.values()
    ]


@pytest.mark.parametrize("name", REPOSITORIES)
def test_a_repository_holds_what_the_readme_counts(name: str) -> None:
    files = bundle_files(SAMPLES / f"{name}.bundle")
    trees = {path: parsed(path, body) for path, body in files.items() if Path(path).suffix in LANGUAGES}
    java = [path for path in trees if path.endswith(".java") and not path.endswith("package-info.java")]
    modules = [path for path in trees if not path.endswith(".java") and not is_test(path)]
    with_type = [path for path in java if any(child.type in TYPES for child in trees[path].children)]
    assert len([path for path in with_type if not is_test(path)]) + len(modules) == holds(name)["types"]
    assert sum(count_tests(path, trees[path]) for path in trees if is_test(path)) == holds(name)["tests"]
    assert len(files) == holds(name)["all"]


def count_tests(path: str, tree: Node) -> int:
    """Count tests in the syntax tree: annotations in Java and Kotlin, functions in Python and Go, calls in
    TypeScript."""
    if path.endswith(".kt"):
        marks = [node.text for node in descendants(tree) if node.type == "annotation"]
        return marks.count(b"@Test")
    if path.endswith(".java"):
        marks = [node for node in descendants(tree) if node.type in ("marker_annotation", "annotation")]
        names = [(mark.child_by_field_name("name") or mark).text for mark in marks]
        return sum(name in (b"Test", b"ParameterizedTest", b"RepeatedTest") for name in names)
    if path.endswith((".py", ".go")):
        kinds = ("function_definition", "function_declaration")
        functions = [node for node in descendants(tree) if node.type in kinds]
        names = [(function.child_by_field_name("name") or function).text for function in functions]
        return sum((name or b"").startswith((b"test_", b"Test")) for name in names)
    calls = [
        node.child_by_field_name("function") for node in descendants(tree) if node.type == "call_expression"
    ]
    return sum(call is not None and call.text in (b"it", b"test") for call in calls)


def test_the_backlog_holds_what_the_readme_counts() -> None:
    written = stories()
    assert len(written) == holds("backlog")["stories"]
    assert sum(story.startswith("主题：") for story in written) >= 90
    assert sum(story.startswith("Topic: ") for story in written) >= 60
    assert len(list((SAMPLES / "backlog").glob("*.md"))) >= 20


def test_a_story_has_role_wish_benefit_and_complete_criteria() -> None:
    for story in stories():
        heads = (
            r"主题：\S.*\n(?:工单：[A-Z]+-\d+\n)?\n### 用户故事：\S.*\n作为.+\n我想.+\n以便于.+\n"
            if story.startswith("主题")
            else r"Topic: \S.*\n(?:Ticket: [A-Z]+-\d+\n)?\n### User story: \S.*\n"
            r"As an? .+\nI want .+\nSo that .+\n"
        )
        given, when, then = r"(?:假设|Given) .+\n", r"(?:当|When) .+\n", r"(?:那么|于是|Then) .+\n"
        criterion = rf"\nAC ?\d[：:] ?\S.*\n{given}{when}{then}(?:(?:并且|And) .+\n)*"
        assert re.fullmatch(heads + f"(?:{criterion})+" + r"\n*", story.rstrip("\n") + "\n"), story[:60]


def test_what_a_controller_test_names_is_a_criterion_of_the_story_with_its_ticket() -> None:
    board = {
        ticket: len(re.findall(r"(?m)^AC ?\d", story))
        for story in stories()
        for ticket in re.findall(r"(?m)^(?:工单：|Ticket: )(\S+)$", story.partition("###")[0])
    }
    named: list[tuple[str, int]] = []
    for name in REPOSITORIES:
        for path, body in bundle_files(SAMPLES / f"{name}.bundle").items():
            text = body.decode("utf-8", "replace") if path.endswith("ControllerTest.java") else ""
            tickets = set(re.findall(r"\b(?:TRD|MBR|SUP)-\d+\b", text))
            assert len(tickets) <= 1, path
            named += [(*tickets, int(number)) for number in re.findall(r"\bAC (\d)", text)]
    assert len(named) == len(set(named)) >= 25
    assert [pair for pair in named if pair[1] > board.get(pair[0], 0)] == []
    assert (
        len(board) == len({ticket for ticket, _ in named}) + 1
    )  # the words of one link it, beside its ticket


def test_every_story_is_valid_in_the_format_of_stories() -> None:
    texts = [story[story.index("###") :].rstrip() + "\n" for story in stories()]
    assert [text[:40] for text in texts if violations("story", text)] == []


def test_most_stories_are_short() -> None:
    long = [story for story in stories() if len(story) > 700]
    assert len(long) <= 0.15 * len(stories())


def test_chinese_stories_of_two_criteria_fit_both_question_and_answer() -> None:
    """The tokenizer of the embedded base takes two tokens and more for a Chinese character, and `gate` lets
    640 through: a story of 130 characters and its feature."""
    short = [
        story for story in stories() if story.startswith("主题") and len(story[story.index("###") :]) <= 130
    ]
    assert len([story for story in short if len(re.findall(r"(?m)^AC ?\d", story)) == 2]) >= 5


def test_no_two_stories_are_the_same() -> None:
    assert len({re.sub(r"\W", "", story) for story in stories()}) == len(stories())


def test_the_documents_hold_what_the_readme_counts() -> None:
    documents = readme.load(SAMPLES / "api-specs")
    tables = [parse(path.read_text("utf-8")) for path in (SAMPLES / "make/api_specs").glob("*.spec")]
    calls = [call for one in COLLECTIONS.values() for folder in one.folders.values() for call in folder]
    folders = sum(len(one.folders) for one in COLLECTIONS.values())
    assert len(documents) == len(tables) + len(COLLECTIONS) == holds("api-specs")["documents"]
    assert sum(len(table.tags) for table in tables) + folders == holds("api-specs")["tags"]
    assert (
        sum(len(tag.operations) for one in tables for tag in one.tags) + len(calls)
        == holds("api-specs")["operations"]
    )


def test_two_operations_of_a_table_never_share_path_and_method() -> None:
    for path in (SAMPLES / "make/api_specs").glob("*.spec"):
        table = parse(path.read_text("utf-8"))
        keys = [(one.method, one.path) for tag in table.tags for one in tag.operations]
        assert len(keys) == len(set(keys)), path.name


def test_glossary_and_events_hold_what_the_readme_counts() -> None:
    glossary = (SAMPLES / "handbook/glossary.md").read_text("utf-8").splitlines()
    rows = [line for line in glossary if line.count("|") == 5 and "---" not in line and "English" not in line]
    events = [
        json.loads(line) for line in (SAMPLES / "ide-feedback/events.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(rows) == holds("handbook")["terms"] >= 60
    assert len(events) == len({event["id"] for event in events}) == holds("ide-feedback")["events"] >= 120


def test_an_event_says_what_became_of_the_suggestion() -> None:
    fields = {"id", "time", "user", "step", "language", "prompt", "suggestion", "action", "final"}
    for line in (SAMPLES / "ide-feedback/events.jsonl").read_text("utf-8").splitlines():
        event = json.loads(line)
        assert set(event) == fields
        assert re.fullmatch(r"[0-9a-f]{16}", event["user"])
        assert {
            "accepted": event["final"] == event["suggestion"],
            "edited": event["final"] not in ("", event["suggestion"]),
            "rejected": event["final"] == "",
        }[event["action"]], event["id"]


def test_what_was_kept_of_a_suggestion_is_valid_in_its_format() -> None:
    formats = {
        "user_story_detail": "story",
        "design_restful_api": "api-table",
        "design_plantuml_java_datastructure": "plantuml-class",
    }
    for line in (SAMPLES / "ide-feedback/events.jsonl").read_text("utf-8").splitlines():
        event = json.loads(line)
        if event["final"] and event["step"] in formats:
            assert violations(formats[event["step"]], event["final"]) == [], event["id"]


def test_the_table_of_planted_faults_is_the_sum_of_its_parts() -> None:
    assert readme.planted(SAMPLES) in README
    pages = {
        path.name.removesuffix(".planted.md").replace("_", "-")
        for path in (SAMPLES / "make").glob("*.planted.md")
    }
    assert pages == {*readme.REPOSITORIES, *readme.FOLDERS_WITH_FAULTS}
    assert {row.split(" | ")[1] for row in readme.planted(SAMPLES).splitlines()[2:]} <= pages


def test_a_row_of_planted_faults_is_unique_and_read_by_machines() -> None:
    rows = readme.planted(SAMPLES).splitlines()[2:]
    cells = [re.fullmatch(r"\| [^|]+ \| ([a-z-]+) \| ([\w.-]+) \| ([1-9]\d*) \|", row) for row in rows]
    assert [row for row, cell in zip(rows, cells, strict=True) if not cell] == []
    keys = [cell.group(1, 2) for cell in cells if cell]
    assert len(keys) == len(set(keys))


def planted(source: str, rule: str) -> int:
    """Return the expected count of a row of the table."""
    row = re.search(rf"(?m)\| {source} \| {re.escape(rule)} \| (\d+) \|$", README)
    return int(row[1]) if row else 0


def test_exactly_the_planted_stories_have_one_criterion() -> None:
    alone = [story for story in stories() if len(re.findall(r"(?m)^AC ?\d", story)) == 1]
    assert len(alone) == planted("backlog", "single-ac") == 14


def test_exactly_the_planted_event_has_one_criterion() -> None:
    lines = (SAMPLES / "ide-feedback/events.jsonl").read_text("utf-8").splitlines()
    kept = [event for event in map(json.loads, lines) if event["step"] == "user_story_detail"]
    alone = [event["id"] for event in kept if len(re.findall(r"(?m)^AC ?\d", event["final"])) == 1]
    assert alone == ["ev-0029"]
    assert planted("ide-feedback", "single-ac") == 1


NAMES = {
    "net.host": r"[\w.-]+\.lanhai\.internal|(?<=\*@)lanhai-retail\.com",
    "pii.email": r"[\w.-]+@lanhai-retail\.com",
    "company.package": r"\bcom\.lanhai\b",
    "pii.copyright-holder": r"Copyright \(c\) [\d-]+ Lanhai|版权所有 \(c\) 蓝海",
}
"""What names the company inside a longer name, by the rule that finds it."""
SOME_DROPPED = ("member-center", "supply-platform")
"""Sources in which files that name the company are dropped before names are looked for."""


def named(source: str) -> dict[str, int]:
    """Return how often the texts of a source name the company, by rule; `company.term` is what is left."""
    folder, bundle = SAMPLES / source, SAMPLES / f"{source}.bundle"
    files = (
        [path.read_bytes() for path in folder.iterdir()] if folder.is_dir() else bundle_files(bundle).values()
    )
    text = "\0".join(content.decode("utf-8", "ignore") for content in files)
    within = {rule: len(re.findall(name, text)) for rule, name in NAMES.items()}
    return within | {"company.term": len(re.findall("lanhai|蓝海", text.lower())) - sum(within.values())}


@pytest.mark.parametrize("source", sorted({*REPOSITORIES, *FOLDERS, "backlog"} - {*SOME_DROPPED}))
def test_exactly_the_planted_names_of_the_company_stand_in_a_source(source: str) -> None:
    assert named(source) == {rule: planted(source, rule) for rule in named(source)}


@pytest.mark.parametrize("source", SOME_DROPPED)
def test_no_more_names_of_the_company_are_planted_than_written(source: str) -> None:
    assert all(planted(source, rule) <= written for rule, written in named(source).items())
    assert all(planted(source, rule) for rule in ("company.package", "company.term", "pii.email"))


def test_exactly_the_planted_paths_have_a_verb_each_in_a_tag_of_its_own() -> None:
    exact = [(name, tag) for name, tag, path in operations() if EXACT & set(path.split("/"))]
    begins = [(name, tag) for name, tag, path in operations() if any(map(VERB.match, path.split("/")))]
    assert len(exact) == planted("api-specs", "no-http-method-in-url") == 2
    assert len(begins) == planted("api-specs", "start-without-crud") == 3
    assert len({*exact, *begins}) == 5


def test_exactly_the_planted_tokens_stand_in_the_collections() -> None:
    texts = [path.read_text("utf-8") for path in sorted((SAMPLES / "api-specs").iterdir())]
    found = [match for text in texts for match in SECRETS.findall(text)]
    assert len(found) == planted("api-specs", "secret.jwt") == len(COLLECTIONS)
    assert all(any(token(one.subject) in text for text in texts) for one in COLLECTIONS.values())


def test_exactly_the_planted_numbers_stand_in_the_handbook() -> None:
    texts = [path.read_text("utf-8") for path in (SAMPLES / "handbook").iterdir()]
    found = [match for text in texts for match in SECRETS.findall(text)]
    assert sorted(found) == sorted("".join(parts) for parts in handbook.MOBILES.values())
    assert len(found) == planted("handbook", "pii.cn-mobile")


@pytest.mark.parametrize("folder", ["backlog", "ide-feedback"])
def test_the_other_folders_hold_no_secret(folder: str) -> None:
    assert not [path for path in (SAMPLES / folder).iterdir() if SECRETS.search(path.read_text("utf-8"))]


def test_a_planted_token_names_nobody_real() -> None:
    for one in COLLECTIONS.values():
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token(one.subject).split(".")[1] + "=="))
        assert claims["sub"] == one.subject
        assert claims["iss"] == "sso"


def test_no_script_holds_a_complete_secret() -> None:
    scripts = [
        path for path in (SAMPLES / "make").rglob("*") if path.suffix in (".py", ".md", ".spec", ".txt")
    ]
    assert len(scripts) > 20
    assert [path.name for path in scripts if SECRETS.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_a_made_folder_is_what_its_script_makes(folder: str) -> None:
    for name, text in FOLDERS[folder].documents().items():
        assert (SAMPLES / folder / name).read_text("utf-8") == text, name


def test_the_events_are_the_same_when_made_twice() -> None:
    assert ide_feedback.documents() == ide_feedback.documents()


def test_every_pin_is_the_content_of_its_source() -> None:
    pinned = {entry.name: pins.pin(entry.name, SAMPLES, entry.declared) for entry in registry.entries()}
    known = {name: value for name, value in pinned.items() if value}
    assert {*REPOSITORIES, *FOLDERS, "backlog"} <= set(known)
    assert {name: read_lock()[name].pin for name in known} == known


def test_a_json_and_a_yaml_document_and_a_swagger_are_among_the_documents() -> None:
    documents = readme.load(SAMPLES / "api-specs")
    assert {Path(name).suffix for name in documents} == {".json", ".yaml"}
    assert [name for name, document in documents.items() if document.get("swagger") == "2.0"] == [
        "store-operations.json"
    ]
    assert all(yaml.safe_load(registry.path(name).read_text("utf-8"))["owner"] for name in FOLDERS)
