"""Changes of a history become one asset a commit."""

import msgspec
import pytest

from stages.core.formats.change import Change, Place, path_of, render
from stages.core.records.document import Document
from stages.model.model import Modelled, model
from tests.model.documents import PARAMS, document

ID = "ab" * 20
OLD = "    int tax() {\n        return 2;\n    }\n"
NEW = OLD.replace("2", "3")


def change(
    path: str, before: str, after: str, message: str = "Fix the tax", place: tuple[int, int] = (1, 1)
) -> Document:
    text = render(Change(ID, *place, message, (Place(before, after),)))
    return document(path_of(ID, path), text, language="change", asset="change")


def read(*documents: Document) -> Modelled:
    return model(list(documents), PARAMS)


def test_a_commit_of_two_files_is_one_asset() -> None:
    found = read(
        change("b.py", "x = 1", "x = 2", place=(2, 2)), change("a.py", "y = 1", "y = 2", place=(1, 2))
    )
    (asset,) = found.changes
    assert [place.path for place in asset.places] == ["a.py", "b.py"]
    assert asset.documents == [f"shop:{path_of(ID, 'a.py')}", f"shop:{path_of(ID, 'b.py')}"]
    assert (asset.id, found.documents, found.drops) == (f"shop:.git/changes/{ID}", 2, [])


def test_a_commit_that_lacks_a_file_is_dropped() -> None:
    found = read(change("b.py", "x = 1", "x = 2", place=(2, 2)))
    assert (found.changes, [(drop.rule, drop.value, drop.threshold) for drop in found.drops]) == (
        [],
        [("incomplete-change", "1 files", "2")],
    )


def test_files_of_two_licences_make_no_asset() -> None:
    one, other = (
        change("a.py", "y = 1", "y = 2", place=(1, 2)),
        change("b.py", "x = 1", "x = 2", place=(2, 2)),
    )
    found = read(one, msgspec.structs.replace(other, licence="MIT"))
    assert [drop.rule for drop in found.drops] == ["mixed-licences"] * 2


def test_what_masking_made_alike_is_no_change() -> None:
    found = read(change("a.py", 'key = "REDACTED"', 'key = "REDACTED"'))
    assert [drop.rule for drop in found.drops] == ["masked-alike"]


@pytest.mark.parametrize(
    ("message", "kind", "subject", "body"),
    [
        ("Fix the tax", "fix", "Fix the tax", ""),
        ("fix(shop): the tax", "fix", "fix(shop): the tax", ""),
        ("ABC-12: 修复税率", "fix", "修复税率", ""),
        ("UTF-8: read what is written", "other", "UTF-8: read what is written", ""),
        ("Read the tax (GH-7)", "other", "Read the tax", ""),
        (
            "Extract the tax (#12)\n\nWhy.\n\nSigned-off-by: A <a@b.example>",
            "refactoring",
            "Extract the tax",
            "Why.",
        ),
        ("Rename the tax", "refactoring", "Rename the tax", ""),
        ("Add the tax (#9)\n\n* Add the tax\n\n* Update a.py\n\n---------", "feature", "Add the tax", ""),
        ("Add the tax\n\n* Add the taxes of islands\n\n---------", "feature", "Add the tax",
         "* Add the taxes of islands"),
        ("新增会员价", "feature", "新增会员价", ""),
        ("为税率补充测试", "test", "为税率补充测试", ""),
        ("Fix a typo in the docstring", "documentation", "Fix a typo in the docstring", ""),
        ("Fixture of the tax", "other", "Fixture of the tax", ""),
        (":bug: 修复税率 [#7](https://git.example/7)", "fix", "修复税率", ""),
        ("🐛 Fix the tax, fixes: #IB7", "fix", "Fix the tax", ""),
        ("Fix #207 keep the tax", "fix", "Fix #207 keep the tax", ""),
        ("Fix #12", "fix", "Fix #12", ""),
        (":tax is no picture", "other", ":tax is no picture", ""),
        ("修复税率多出的零，将其移动到末尾", "fix", "修复税率多出的零，将其移动到末尾", ""),
        ("重构税率以修复舍入", "refactoring", "重构税率以修复舍入", ""),
        ("Addresses have a street", "other", "Addresses have a street", ""),
    ],
)  # fmt: skip
def test_a_message_says_what_was_done(message: str, kind: str, subject: str, body: str) -> None:
    (asset,) = read(change("a.py", "y = 1", "y = 2", message)).changes
    assert (asset.kind, asset.subject, asset.body) == (kind, subject, body)


@pytest.mark.parametrize(
    ("path", "before", "after", "name"),
    [
        ("Shop.java", OLD, NEW, "tax"),
        ("Shop.java", f"    }}\n\n{OLD}}}\n", f"    }}\n\n{NEW}}}\n", "tax"),
        ("Shop.java", f"    int a;\n\n{OLD}", f"    int a;\n\n{NEW}", "tax"),
        ("Shop.java", f"{OLD}\n    @Test\n", f"{NEW}\n    @Test\n", "tax"),
        (
            "Shop.kt",
            'fun tax(): Int {\n    return 2\n}\n\n@Test\n@Fast("vat")\n',
            'fun tax(): Int {\n    return 3\n}\n\n@Test\n@Fast("vat")\n',
            "tax",
        ),
        ("a.py", "def a():\n    return 1\n\n\ndef b(): ...", "def a():\n    return 2\n\n\ndef b(): ...", "a"),
        (
            "a.py",
            "    @property\n    def a(self):\n        return 1",
            "    @property\n    def a(self):\n        return 2",
            "a",
        ),
        ("a.ts", "function a() { return 1 }", "function a() { return 2 }", "a"),
    ],
)
def test_the_one_member_that_changed_is_found_with_its_bytes(
    path: str, before: str, after: str, name: str
) -> None:
    made = change(path, before, after)
    (asset,) = read(made).changes
    assert asset.member is not None
    assert asset.member.name == name
    for text, span in (
        (asset.member.before, asset.member.before_span),
        (asset.member.after, asset.member.after_span),
    ):
        assert made.text.encode()[span.start : span.end].decode() == text


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("Shop.java", f"    int a = 1;\n\n{OLD}", f"    int a = 2;\n\n{NEW}"),
        ("Shop.java", OLD, OLD + NEW.replace("tax", "vat")),
        ("Shop.java", OLD + OLD.replace("tax", "vat"), NEW + NEW.replace("tax", "vat")),
        ("Shop.java", "    int tax() {\n", "    int vat() {\n"),
        ("a.md", "def a(): return 1", "def a(): return 2"),
    ],
)
def test_several_members_or_none_are_no_member(path: str, before: str, after: str) -> None:
    (asset,) = read(change(path, before, after)).changes
    assert asset.member is None
