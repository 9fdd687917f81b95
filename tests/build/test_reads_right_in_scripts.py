"""What stood wrong in records of Python, Go, TypeScript, commits and prose, as literal text."""

import pytest

from tests.build.test_reads_right import shown

CART = '''class Cart:
    """Holds what is asked for."""

    total: int

    def __init__(self, total: int) -> None:
        self.total = total
        self.lines: list[str] = []
        self.paid = False

    @property
    def paid(self) -> bool:
        return self.total < 1 and bool(self.lines)

    @paid.setter
    def paid(self, value: bool) -> None:
        self.total = 0 if value else len(self.lines)

    def pay(self, cents: int) -> int:
        self.total = max(0, self.total - cents)
        return self.total


def open_cart(limit: int) -> Cart:
    return Cart(min(limit, LIMIT))
'''


def test_a_property_is_read_like_a_field_and_each_field_stands_once() -> None:
    files = {"src/shop/cart.py": CART}
    assert shown("class_info", "implement_python", "pay", files) == (
        "class Cart\n- constructor: (int)\n- fields: total: int, lines: list[str], paid: bool"
    )
    assert shown("related", "implement_python", "open_cart", files) == "Cart: paid bool, pay(int): int"


CLOCK = """export class Clock {
  #now: number = 0
  get now(): number {
    return this.read() + this.#now
  }
  set now(value: number) {
    this.#now = this.read(value)
  }
  tick(by: number): number {
    return this.read() + by
  }
}
"""


def test_a_getter_is_read_like_a_field() -> None:
    files = {"src/clock.ts": CLOCK}
    assert shown("class_info", "implement_typescript", "tick", files) == (
        "class Clock\n- fields: #now: number, now: number"
    )


LINES = """package cart

const Most = 9

type Line struct {
	SKU string
	Quantity int
}

func Pieces(lines []Line) int {
	return min(Most, len(lines))
}

func (l Line) Twice() int {
	return double(l.Quantity) + Most
}

func double(n int) int { return 2 * n }
"""
LINES_TEST = """package cart

import "testing"

func TestPieces(t *testing.T) {
	if Pieces([]Line{{SKU: "A", Quantity: 2}}) != 1 {
		t.Error("one")
	}
}
"""


def test_a_member_sees_what_else_stands_in_its_file() -> None:
    files = {"cart/lines.go": LINES}
    assert (
        shown("related", "implement_go", "Twice", files)
        == "lines: Most, Pieces([]Line): int, double(int): int"
    )


def test_a_test_is_told_how_what_it_hands_over_is_made() -> None:
    files = {"cart/lines.go": LINES, "cart/lines_test.go": LINES_TEST}
    assert shown("used_by_code", "write_go_test", "TestPieces", files) == "Line{SKU string, Quantity int}"


STORES = '''class Store(Protocol):
    def find(self, key: str) -> str:
        """Return what is kept."""


class Memory:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def find(self, key: str) -> str:
        """Return what is kept, or nothing."""
        return self.kept.get(key, "")


class Disk:
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def find(self, key: str) -> str:
        return read(self.folder, key)
'''
STORES_TEST = """from shop.stores import Disk, Memory


def test_disk_finds_nothing():
    assert Disk("a").find("b") == ""


def test_nothing_is_found():
    assert Memory().find("b") == ""
"""


@pytest.mark.parametrize(
    ("test", "owner", "body"),
    [
        ("test_disk_finds_nothing", "class Disk\n", "    return read(self.folder, key)"),
        ("test_nothing_is_found", "class Memory\n", '    return self.kept.get(key, "")'),
    ],
)
def test_of_types_of_one_file_a_test_tries_the_one_that_it_names(test: str, owner: str, body: str) -> None:
    files = {"src/shop/stores.py": STORES, "tests/test_stores.py": STORES_TEST}
    code = shown("code_under_test", "write_python_test", test, files)
    assert code.count("def find") == 1
    assert body in code
    assert shown("subject", "write_python_test", test, files).startswith(owner)


@pytest.mark.parametrize(
    "body",
    [
        '"""Return what is kept."""',
        "pass",
        'raise NotImplementedError(\n            "call find_all(), not this"\n        )',
    ],
)
def test_what_says_that_it_does_nothing_has_no_body(body: str) -> None:
    files = {"src/shop/stores.py": f"class Store:\n    def find(self, key):\n        {body}\n"}
    assert shown("implementation", "implement_python", "find", files) == "no-body"
    files = {
        "src/shop/stores.py": f"class Store:\n    def find(self, key):\n        {body}\n        return key\n"
    }
    assert shown("implementation", "implement_python", "find", files).startswith("def find")


HISTORY = '''def post(rule):
    """Shortcut for the route with the method POST.

    :param rule: The path.

    .. versionchanged:: 2.0
        It takes a path.

        Also a pattern.

    .. versionadded:: 1.0
    """
    return route(rule, "POST")
'''


def test_no_docstring_tells_of_earlier_versions() -> None:
    assert shown("documentation", "document_code", "post", {"src/shop/app.py": HISTORY}) == (
        '"""Shortcut for the route with the method POST.\n\n:param rule: The path.\n"""'
    )
    note = HISTORY.replace(".. versionchanged:: 2.0", ".. note::").replace(".. versionadded:: 1.0", "")
    assert "Also a pattern." in shown("documentation", "document_code", "post", {"src/shop/app.py": note})


TASKS = """def total(rows):
    # TODO: count free ones too
    found = []
    # keep what is paid for alone
    for row in rows:
        if row.paid:
            found.append(row)
    return sum(row.cents for row in found)
"""


def test_what_has_another_thing_to_do_is_not_asked_for() -> None:
    assert shown("todo_answer", "fill_todo", "total", {"src/shop/sums.py": TASKS}) == "no-cut"
    files = {"src/shop/sums.py": TASKS.replace("TODO: count", "counts")}
    assert shown("todo_answer", "fill_todo", "total", files).startswith("for row in rows:")


GUIDE = """# Shop

## Setup

### Notes

Use [the tool](https://tool.example/a) first; then `make`.

<!-- @include: footer.md -->

***

## Reading

- [One](https://a.example)
- <https://b.example>

## Look

It looks so.

![shop](a.png)
"""


def test_a_question_names_the_headings_above_it() -> None:
    files = {"docs/guide.md": GUIDE}
    assert shown("question", "answer_question", "Notes", files) == "guide: Shop > Setup > Notes"
    answer = "Use [the tool](https://tool.example/a) first; then `make`."
    assert shown("answer", "answer_question", "Notes", files) == answer
    gist = "- Use the tool first `make` (https://tool.example/a)"
    assert shown("gist", "write_guideline", "Notes", files) == gist


def test_links_and_pictures_are_asked_for_by_nothing() -> None:
    files = {"docs/guide.md": GUIDE}
    assert shown("answer", "answer_question", "Reading", files) == "links-alone"
    assert shown("section", "write_guideline", "Reading", files) == "links-alone"
    assert shown("answer", "answer_question", "Look", files) == "It looks so."
    assert shown("section", "write_guideline", "Look", files) == "picture"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("CHANGELOG.md", "log-or-form"),
        ("docs/更新日志.md", "log-or-form"),
        ("docs/release-notes.md", "log-or-form"),
        (".github/ISSUE_TEMPLATE/bug.md", "log-or-form"),
        ("docs/changes-of-state.md", "Orders change their state."),
        ("docs/history-of-us/index.md", "Orders change their state."),
    ],
)
def test_what_a_version_changed_and_what_others_fill_in_is_no_knowledge(path: str, said: str) -> None:
    files = {path: "## State\n\nOrders change their state.\n"}
    assert shown("answer", "answer_question", "State", files) == said


SIGN = """export class Signer {
  constructor(private readonly text: string) {}
  seal(key: string): string {
    return mixed(this.text, key)
  }
}
"""
SIGN_TEST = """import { FlatSigner } from "../src/index.js"

test("Signer seals once", () => {
  expect(new FlatSigner("a").seal("b")).toBe("ab")
})
"""


def test_of_types_with_the_same_methods_a_test_is_of_the_one_that_it_makes() -> None:
    files = {
        "src/flat/seal.ts": SIGN.replace("Signer", "FlatSigner"),
        "src/whole/seal.ts": SIGN,
        "test/flat.seal.test.ts": SIGN_TEST,
    }
    subject = shown("subject", "write_typescript_test", "Signer seals once", files)
    assert subject.startswith("class FlatSigner\n")


MATCHERS = """package match

type Writer struct{ text string }

func MatchWriter(text string) *Writer { return &Writer{text} }

func (m *Writer) Matches(x string) bool { return write(x) == m.text }

type WriterAt struct{ text string }

func MatchWriterAt(text string) *WriterAt { return &WriterAt{text} }

func (m *WriterAt) Matches(x string) bool { return writeAt(x, 0) == m.text }
"""
MATCHERS_TEST = """package match

import "testing"

func TestMatchWriterAtFails(t *testing.T) {
	m := MatchWriterAt("foo")
	if m.Matches("") {
		t.Error("matches")
	}
}
"""


def test_a_method_is_that_of_the_type_that_a_called_function_gives() -> None:
    files = {"match/match.go": MATCHERS, "match/match_test.go": MATCHERS_TEST}
    code = shown("code_under_test", "write_go_test", "TestMatchWriterAtFails", files)
    assert "writeAt(x, 0)" in code
    assert "write(x)" not in code


RATES = """def rate(fetch: Fetch, code: str) -> int:
    return checked(fetch(code))
"""
RATES_TEST = """from shop.rates import rate


class Source:
    down = False

    def __call__(self, code: str) -> int:
        return 7


class Other:
    def __call__(self, code: str) -> int:
        return 8


def test_a_rate_is_read():
    assert rate(Source(), "CNY") == 7
"""


def test_a_test_is_shown_the_types_of_its_file_that_it_names() -> None:
    files = {"src/shop/rates.py": RATES, "tests/test_rates.py": RATES_TEST}
    assert shown("fixtures", "write_python_test", "test_a_rate_is_read", files) == (
        "class Source:\n    down = False\n\n    def __call__(self, code: str) -> int:\n        return 7"
    )


LOADER = '''def loader(folder: str) -> Loader:
    """The loader of a scaffold, by default a loader to
    :attr:`template_folder` if it is set.

    :param folder: Where it looks.
    """
    return Loader(folder or template_folder)
'''


def test_a_role_at_the_start_of_a_line_is_no_tag() -> None:
    said = "The loader of a scaffold, by default a loader to template_folder if it is set."
    assert shown("explanation", "explain_code", "loader", {"src/shop/app.py": LOADER}) == said
