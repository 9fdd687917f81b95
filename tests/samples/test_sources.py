"""The texts that repositories are written in: sections, macros, imports."""

from importlib import import_module
from pathlib import Path

import pytest

from samples.make.history import Commit
from samples.make.sources import Author, commits, java_file, parse, render

ANNA = Author("Anna", "anna@lanhai-retail.com", "// header", "@author Anna")
OWN = {"Box": "com.lanhai.store", "Shelf": "com.lanhai.shop"}


def body(text: str, author: Author = ANNA) -> str:
    return java_file("com.lanhai.shop.Shelf", text, author, OWN)


def test_a_text_is_commits_of_sections() -> None:
    drafts = parse("@commit anna | 2024-01-01 | a | b\n==> main x.Y\nclass Y {\n}\n==> gone old.txt\n")
    assert [(d.author, d.message) for d in drafts] == [("anna", "a | b")]
    assert [(s.kind, s.target) for s in drafts[0].sections] == [("main", "x.Y"), ("gone", "old.txt")]


def test_commits_are_in_the_order_of_their_dates() -> None:
    text = "@commit anna | {date} | m\n==> file a.txt\nx\n"
    drafts = [*parse(text.format(date="2024-02-01")), *parse(text.format(date="2023-02-01"))]
    assert [c.date for c in render(drafts, "r", {"anna": ANNA}, {})] == ["2023-02-01", "2024-02-01"]


def test_values_are_filled_in_and_deletions_have_no_content() -> None:
    drafts = parse("@commit anna | 2024-01-01 | m\n==> file a.txt\nkey={{KEY}}\n==> gone b.txt\n")
    [commit] = render(drafts, "r", {"anna": ANNA}, {"KEY": "v"})
    assert commit.files == {"a.txt": "key=v\n", "b.txt": None}


EDITED = "@commit anna | 2024-01-01 | m\n==> file a.txt\none\ntwo\nthree\n@commit anna | 2024-01-02 | n\n"


def test_an_edit_is_written_as_a_diff() -> None:
    text = EDITED + "==> edit a.txt\n one\n-two\n+2\n@@\n three\n+four\n"
    assert [c.files for c in render(parse(text), "r", {"anna": ANNA}, {})] == [
        {"a.txt": "one\ntwo\nthree\n"},
        {"a.txt": "one\n2\nthree\nfour\n"},
    ]


@pytest.mark.parametrize(("place", "times"), [("-four\n+4", 0), ("-o\n+0", 2)])
def test_an_edit_of_what_does_not_stand_there_once_is_refused(place: str, times: int) -> None:
    with pytest.raises(ValueError, match=rf"^a.txt: a place stands there {times} times, expected once"):
        render(parse(f"{EDITED}==> edit a.txt\n{place}\n"), "r", {"anna": ANNA}, {})


def test_package_header_and_author_are_written() -> None:
    text = body("/**\n * A shelf.\n */\npublic class Shelf {\n}\n")
    assert text.startswith("// header\n\npackage com.lanhai.shop;\n\n/**\n")
    assert "/**\n * A shelf.\n *\n * @author Anna\n */\npublic class Shelf" in text


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("List<Box> boxes;", {"import java.util.List;", "import com.lanhai.store.Box;"}),
        ("String list;", set()),
        ("// a List of boxes\nint n;", set()),
        ('String text = "List";', set()),
        ("java.util.List<Shelf> shelves;", set()),
    ],
)
def test_only_names_in_the_code_are_imported(code: str, expected: set[str]) -> None:
    lines = body(f"public class Shelf {{\n    {code}\n}}\n").splitlines()
    assert {line for line in lines if line.startswith("import")} == expected


def test_static_imports_are_for_tests_only() -> None:
    call = "void a() { assertTrue(true); }"
    assert "import static" not in body(f"class Shelf {{\n    {call}\n}}\n")
    assert "Assertions.assertTrue;" in body(f"class Shelf {{\n    @Test\n    {call}\n}}\n")


def test_macros_write_constructor_and_accessors() -> None:
    fields = "    private final Box box;\n    private boolean open;\n"
    text = body(f"public class Shelf {{\n{fields}%ctor\n%getset open\n}}\n")
    assert "    public Shelf(Box box) {\n        this.box = box;\n    }" in text
    assert "public boolean isOpen()" in text
    assert "public void setOpen(boolean open)" in text
    assert "getBox" not in text


@pytest.mark.parametrize("name", ["member_center", "open_toolkit", "pricing_engine", "storefront_client"])
def test_histories_are_long_and_written_by_several_people(name: str) -> None:
    history: list[Commit] = import_module(f"samples.make.{name}").commits()
    assert len(history) >= 12
    assert len({commit.author for commit in history}) >= 4
    assert history == import_module(f"samples.make.{name}").commits()


def test_commits_of_a_folder_are_read(tmp_path: Path) -> None:
    text = "@commit anna | 2024-01-01 | m\n==> main p.Q\nclass Q {\n}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [commit] = commits(tmp_path, "com.lanhai", {"anna": ANNA}, {})
    assert list(commit.files) == ["src/main/java/com/lanhai/p/Q.java"]
