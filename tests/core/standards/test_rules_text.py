"""Format, columns, criteria, licences, budget: hits and near misses."""

import pytest

from stages.core.standards.rules import (
    format,
    licence_text,
    placeholder,
    single_ac,
    unknown_column_size,
)
from stages.core.template import prompt
from stages.gate.rules import token_budget, undetermined
from tests.gate.given import answer, candidate, gated, method, params, sample, table


def query(sql: str, more: str = "") -> str:
    return f'@Query(value = "{sql}", nativeQuery = true)\n    List<Order> orders({more});'


STORY = "User story: Merge\nAs a customer\nI want one cart\nSo that it is easy\n"
CRITERION = "\nAC {0}: Case {0}\nGiven a\nWhen b\nThen c\n"


@pytest.mark.parametrize(
    "output",
    [
        query("SELECT * FROM orders"),
        query("select t.* from orders t"),
        query("SELECT o.id, t.* FROM orders o JOIN t ON t.id = o.id"),
        query("SELECT DISTINCT * FROM orders"),
        query("SELECT count(*) FROM (SELECT * FROM orders)"),
        'void a() {\n        jdbc.query("SELECT * " + "FROM orders");\n    }',
        'void a() {\n        jdbc.query("""\nSELECT *\nFROM orders\n""");\n    }',
    ],
)
def test_a_query_for_all_columns(output: str) -> None:
    assert [found.value for found in unknown_column_size.find(answer(output), 0)] == ["SELECT *"]


@pytest.mark.parametrize(
    "output",
    [
        query("SELECT count(*) FROM orders"),
        query("select o from Order o where o.price * 2 > :limit"),
        query("SELECT price * amount AS total FROM orders"),
        query("SELECT id FROM orders"),
        'void a() {\n        log.info("select the * key"); // SELECT * FROM orders\n    }',
        "void a() {\n        select(a * b);\n    }",
    ],
)
def test_other_stars_are_no_columns(output: str) -> None:
    assert unknown_column_size.find(answer(output), 0) == []


def test_queries_of_python_are_read() -> None:
    text = 'def orders(db):\n    return db.run("SELECT * FROM orders")\n'
    assert len(unknown_column_size.find(answer(text, "python-function"), 0)) == 1


@pytest.mark.parametrize(("criteria", "findings"), [(0, 1), (1, 1), (2, 0), (3, 0)])
def test_a_story_needs_two_criteria(criteria: int, findings: int) -> None:
    text = STORY + "".join(CRITERION.format(number) for number in range(1, criteria + 1))
    assert len(single_ac.find(answer(text, "story"), 2)) == findings
    assert format.find(answer(text, "story"), 0) == []


@pytest.mark.parametrize(
    ("kind", "output"),
    [
        ("java-type", "/* Copyright (c) 2020 Acme */\nclass A {\n}"),
        ("java-type", "// SPDX-License-Identifier: MIT\nclass A {\n}"),
        ("java-type", "/**\n * Licensed under the Apache License, Version 2.0\n */\nclass A {\n}"),
        ("java-member", "// Copyright 2020 Acme\n    void a() {\n    }"),
        ("java-member", "/* 版权所有 */\n    void a() {\n    }"),
        ("python-function", "# All rights reserved.\ndef a():\n    pass\n"),
        ("kotlin-member", "// Copyright 2020 Acme\nfun a() {\n}"),
        ("story", STORY + "© 2020 Acme"),
    ],
)
def test_a_licence_notice_is_found(kind: str, output: str) -> None:
    assert len(licence_text.find(answer(output, kind), 0)) == 1


@pytest.mark.parametrize(
    ("kind", "output"),
    [
        ("java-member", 'String a() {\n        return "MIT License";\n    }'),
        ("kotlin-member", 'fun a() = "MIT License"'),
        ("go-member", 'func A() string {\n\treturn "All rights reserved."\n}'),
        ("java-member", "// the copyright of the picture is checked\n    void a() {\n    }"),
        ("java-member", "void copyright() {\n    }"),
        ("story", STORY + CRITERION.format(1)),
    ],
)
def test_talk_about_licences_is_none(kind: str, output: str) -> None:
    assert licence_text.find(answer(output, kind), 0) == []


@pytest.mark.parametrize(
    ("kind", "output", "valid"),
    [
        ("java-member", "void a() {\n    }", True),
        ("java-member", "void a() {", False),
        ("java-type", "class A {\n}", True),
        ("api-table", table("/a"), True),
        ("api-table", "| API |", False),
        ("plantuml-class", "@startuml\nclass A\n@enduml", True),
        ("plantuml-class", "class A", False),
    ],
)
def test_a_broken_format_is_found(kind: str, output: str, valid: bool) -> None:  # noqa: FBT001
    assert (format.find(answer(output, kind), 0) == []) is valid


@pytest.mark.parametrize(("tokens", "findings"), [(639, 0), (640, 0), (641, 1)])
def test_the_budget_holds_all_that_it_says(tokens: int, findings: int) -> None:
    assert len(token_budget.find(candidate(sample(""), tokens), 640)) == findings


def test_tokens_are_those_of_prompt_answer_and_end() -> None:
    one = sample(method("assertTrue(a);"), instruction="Do this now.", input="class A")
    exact = len((prompt(one.instruction, one.input)).split()) + len(one.output.split()) + 1
    assert gated([one], params(token_budget=exact)).samples == [one]
    (drop,) = gated([one], params(token_budget=exact - 1)).drops
    assert (drop.rule, drop.value, drop.threshold) == ("token-budget", str(exact), str(exact - 1))


@pytest.mark.parametrize(
    ("named", "threshold", "values"),
    [
        (0.39, 0.0, ["0.39 of 0.4"]),
        (0.4, 0.0, []),
        (0.31, 0.1, []),
        (0.29, 0.1, ["0.29 of 0.4"]),
        (1.0, 0.0, []),
    ],
)
def test_a_question_must_name_what_its_answer_needs(
    named: float, threshold: float, values: list[str]
) -> None:
    asked = candidate(sample("1", "int a;", named=named, least_named=0.4), 1)
    assert [found.value for found in undetermined.find(asked, threshold)] == values


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (
            "The last one: REDACTED_GITHUB_TOKEN, see REDACTED_JWT",
            "",
            ["REDACTED_GITHUB_TOKEN", "REDACTED_JWT"],
        ),
        ("a\nREDACTED_JWT", "REDACTED_GITHUB_TOKEN", ["REDACTED_JWT"]),
        ("REDACTED_JWT and REDACTED_JWT", "token: REDACTED_JWT", []),
        ("what is redacted is told: REDACTED", "", []),
    ],
)
def test_a_placeholder_that_the_question_does_not_hold(text: str, given: str, expected: list[str]) -> None:
    assert [found.value for found in placeholder.find(answer(text, "prose", given), 0)] == expected


def test_an_answer_that_quotes_a_placeholder_is_dropped_with_its_reason() -> None:
    (drop,) = gated([sample(method('run("REDACTED_JWT"); assertEquals(1, sum());'))], params()).drops
    assert (drop.rule, drop.value) == ("placeholder", "REDACTED_JWT")
