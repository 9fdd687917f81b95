"""What completions, explanations and split epics answer: statements, documentation, prose, story lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.core.formats import doc_comment, prose, story_list
from stages.core.formats.check import BY_LANGUAGE, FORMATS, format_of, violations
from stages.core.formats.story_list import Line, StoryList

RULES = ("statements", "syntax")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", "return total;"),
        ("java", "orders.add(order);\n        return orders;"),
        ("java", "if (found == null) {\n            throw new NotFound(id);\n        }"),
        ("java", '"text";'),
        ("kotlin", "return total"),
        ("kotlin", "val paid = orders.filter { it.isPaid }\n        return paid.size"),
        ("kotlin", 'check(total > 0) { "nothing to pay" }'),
        ("go", "return total, nil"),
        ("go", "if err != nil {\n\t\treturn err\n\t}\n\tc.JSON(200, found)"),
        ("python", "return total"),
        ("python", "if total > limit:\n            raise TooMuch(total)\n        return total"),
        ("python", "for line in lines:\n    total += line.price"),
        ("python", "return Order(\n            id=id,\n        )"),
        ("python", "try:\n        run()\n    except ValueError:\n        return None\n    return 1"),
        ("python", "async with client:\n        await client.get(url)"),
        ("typescript", "return lines.reduce((sum, line) => sum + line.price, 0);"),
        ("typescript", "await this.http.get(url);\n    yield 1;"),
        ("typescript", "return <Row key={id} />;"),
    ],
)
def test_whole_statements_are_valid(language: str, text: str) -> None:
    assert not violations(f"{language}-statements", text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", ""),
        ("java", "// nothing"),
        ("java", "return total"),
        ("java", "if (found == null) {"),
        ("java", "} void other() { return;"),
        ("java", "}} class Other { void other() { return;"),
        ("java", "public int total() { return 1; }"),
        ("kotlin", "// nothing"),
        ("kotlin", "if (found == null) {"),
        ("kotlin", "} fun other() { return"),
        ("go", ""),
        ("go", "// nothing"),
        ("go", "} func other() { return"),
        ("python", ""),
        ("python", "# nothing"),
        ("python", "if total > limit:"),
        ("python", "return f(1,"),
        ("typescript", "return lines.map("),
        ("typescript", "} other() { return 1;"),
    ],
)
def test_what_is_no_whole_statement_is_refused(language: str, text: str) -> None:
    (found,) = violations(f"{language}-statements", text)
    assert found.rule in RULES


SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(
    str.strip
)
"""Lines without an indentation: that of a docstring is taken away (PEP 257)."""
LINES = st.lists(SAID, min_size=1, max_size=4).map("\n".join).filter(doc_comment.is_plain)


@settings(max_examples=60)
@given(LINES)
def test_documentation_is_read_again(said: str) -> None:
    comment = doc_comment.render_comment(said)
    told = doc_comment.parse_comment(comment)
    assert told is not None
    assert doc_comment.render_comment(told) == comment
    lines = doc_comment.render_lines(said)
    told = doc_comment.parse_lines(lines)
    assert told is not None
    assert doc_comment.render_lines(told) == lines
    docstring = doc_comment.render_docstring(said)
    told = doc_comment.parse_docstring(docstring)
    assert told is not None
    assert doc_comment.render_docstring(told) == docstring


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/** Adds a line. */", "Adds a line."),
        (
            "/**\n     * Adds a line.\n     *\n     * @param line the line\n     */",
            "Adds a line.\n\n@param line the line",
        ),
        ("/* no */", None),
        ("/** */", None),
        ("/** a */ int x; /** b */", None),
        ("Adds a line.", None),
    ],
)
def test_documentation_comments(text: str, said: str | None) -> None:
    assert doc_comment.parse_comment(text) == said
    assert bool(violations("doc-comment", text)) == (said is None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("// Add adds a line.", "Add adds a line."),
        ("\t// Add adds a line.\n\t//\n\t// It is checked.\n", "Add adds a line.\n\nIt is checked."),
        ("//nolint:all", None),
        ("//", None),
        ("/* no */", None),
        ("// Add adds.\nfunc Add() {}", None),
        ("", None),
    ],
)
def test_comments_of_lines(text: str, said: str | None) -> None:
    assert doc_comment.parse_lines(text) == said
    assert bool(violations("line-comment", text)) == (said is None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"""Adds a line."""', "Adds a line."),
        ("'''Adds.\n\n    More.\n    '''", "Adds.\n\nMore."),
        ('"Adds."', None),
        ('""""""', None),
        ('"""a""" + """b"""', None),
    ],
)
def test_docstrings(text: str, said: str | None) -> None:
    assert doc_comment.parse_docstring(text) == said
    assert bool(violations("docstring", text)) == (said is None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Adds a line to the cart.", ""),
        ("把商品加入购物车。\n\n- 一\n- 二", ""),
        ("See:\n```\n# a comment\n// another\n```", ""),
        ("C# is a language.", ""),
        ("...", "prose"),
        ("# Cart\ntext", "prose"),
        ("text\n/** doc */", "prose"),
        ("```\ncode", "prose"),
    ],
)
def test_prose(text: str, rule: str) -> None:
    assert [found.rule for found in prose.validate(text)] == ([rule] if rule else [])


PLAIN = st.text("购物车abc xyz", min_size=1, max_size=8).map(str.strip).filter(bool)
STORIES = st.builds(
    StoryList,
    st.sampled_from(["zh", "en"]),
    st.lists(st.builds(Line, PLAIN, PLAIN, PLAIN, st.one_of(st.just(""), PLAIN)), min_size=2, max_size=4).map(
        tuple
    ),
)


@settings(max_examples=60)
@given(STORIES)
def test_a_list_of_stories_is_read_again(stories: StoryList) -> None:
    assert story_list.parse(story_list.render(stories)) == stories


def test_a_purpose_of_a_line_is_no_wish() -> None:
    text = "1. A: As a b, I want c, so that, in order to be d, e\n2. D: As an e, I want f, in order to be g"
    found = story_list.parse(text)
    assert found is not None
    assert [line.benefit for line in found.stories] == ["to be d, e", "to be g"]
    assert story_list.parse(story_list.render(found)) == found


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("1. A: As a b, I want c\n2. D: As an e, I want f, so that g", []),
        ("1. A: As a b, I want c\n2. D: As an e, I want f, in order to g", []),
        ("1. A: As a b, I want c", ["few"]),
        ("1. A: As a b, I want c\n3. D: As an e, I want f", ["number"]),
        ("1. A: As a b, I want c\n2. 甲：作为乙，我想丙", ["mixed"]),
        ("1. A\n2. D: As an e, I want f", ["line"]),
        ("Stories:\n1. A: As a b, I want c", ["line", "number"]),
    ],
)
def test_lists_of_stories(text: str, rules: list[str]) -> None:
    assert [found.rule for found in story_list.validate(text)] == rules


def test_a_format_of_several_languages_is_that_of_the_language() -> None:
    assert format_of("statements", "return 1;", "typescript") == "typescript-statements"
    assert format_of("java-code", "class A {}", "java") == "java-type"
    assert {one for family in BY_LANGUAGE.values() for one in family.values()} <= FORMATS.keys()
