"""A change is read part by part: ⟦ and ⟧ stand around what is found in a place of a file of that name."""

import time

import pytest

from stages.anonymize.parted import readings
from stages.core.formats.change import Change, Place, parts, path_of, render
from tests.anonymize.cases import findings, marked, plain, subject

COMMIT = "0123456789abcdef" * 2 + "01234567"


def change(message: str, before: str, after: str = "x") -> str:
    """Return the text of a change of one place."""
    return render(Change(COMMIT, 1, 1, message, (Place(before, after),)))


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("A.java", "this.password = password;"),
        ("A.java", 'this.password = "⟦tiger9⟧";'),
        ("a.py", "self.password = args.password_1"),
        ("a.yml", "passwords:\n  ann: ⟦tiger⟧\n  bob: ⟦lion5⟧"),
        ("a.YAML", "kind: Secret\ndata:\n  a: ⟦dGlnZXI=⟧"),
        ("a.yaml", "data:\n  a: ⟦dGlnZXI=⟧\n  b: ⟦bGlvbjU=⟧"),
        ("a.yaml", "    a: ⟦dGlnZXI=⟧\n  type: Opaque\n"),
        ("a.yaml", "  url: x\n  password: ⟦two words 1⟧\nname: y\n"),
        ("a.json", '  "data": {\n    "a": "⟦dGlnZXI=⟧"\n  },\n'),
        ("a.properties", "password=⟦ti\\\n  ger⟧\nuser=ann"),
        ("a.md", "| user | password |\n|---|---|\n| ann | ⟦tiger9⟧ |"),
        ("Jenkinsfile", "password=⟦tiger9⟧"),
    ],
)
def test_a_place_is_read_in_the_language_of_its_file(name: str, before: str) -> None:
    text = change("初始密码是 ⟦tiger7⟧", before)
    of = subject(plain(text), "change")._replace(path=path_of(COMMIT, f"src/{name}"))
    assert marked(of.text, findings(of)) == text


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ("x ⟦Qin Yue⟧ y", "// Author: ⟦Qin Yue⟧\nint a;", 'String s = "by ⟦Qin Yue⟧, ⟦qin_yue⟧";'),
        ("修复 ⟦秦月明⟧ 的问题", '// x\nString n = "⟦秦月明⟧";', "/** @author ⟦秦月明⟧ */"),
        ("Signed-off-by: ⟦Qin Yue⟧ <⟦qin.yue@corp.cn⟧>", "// ask ⟦Qin Yue⟧", "// ⟦Qin\n// Yue⟧"),
        ("x Max y", "// Author: ⟦Max⟧", "// Max"),
        ("Lan Haiti", "// ⟦Lan\u200bhai⟧", '"⟦lan" + "hai⟧"'),
        ("© 2020 ⟦Acme Rail⟧", "// x of Acme Railway", "// ⟦Acme Rail⟧"),
    ],
)
def test_a_name_that_one_part_shows_is_found_in_all(message: str, before: str, after: str) -> None:
    text = change(message, before, after)
    of = subject(plain(text), "change")._replace(path=path_of(COMMIT, "src/A.java"))
    assert marked(of.text, findings(of)) == text
    assert [found.start for found in findings(of)] == sorted(found.start for found in findings(of))


def test_a_key_that_only_begins_in_a_place_does_not_reach_over_its_end() -> None:
    begin, material = "-----BEGIN RSA PRIVATE " + "KEY-----", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" * 2
    of = subject(change("x", f"{begin}\n{material}", material), "change")
    of = of._replace(path=path_of(COMMIT, "a.txt"))
    found = [finding for finding in findings(of) if finding.entity == "secret.private-key"]
    assert [finding.end for finding in found] == [parts(COMMIT, of.text)[1].end]


@pytest.mark.parametrize(
    ("language", "path", "text"),
    [
        ("java", path_of(COMMIT, "A.java"), change("x", "y")),
        ("change", "A.java", change("x", "y")),
        ("change", path_of(COMMIT, "A.java"), "no change"),
    ],
)
def test_what_is_no_change_is_read_as_a_whole(language: str, path: str, text: str) -> None:
    of = subject(text, language)._replace(path=path)
    assert list(readings(of)) == [(0, of)]


def test_many_names_in_many_places_take_bounded_time() -> None:
    given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛"
    names = [surname + one + two for surname in "王李陈" for one in given for two in given]
    places = tuple(Place(f"// 负责人：{name}\n", f"// {name}\n") for name in names)
    text = render(Change(COMMIT, 1, 1, "fix", places))
    start = time.process_time()
    found = findings(subject(text, "change")._replace(path=path_of(COMMIT, "A.java")))
    assert time.process_time() - start < 6  # CPU seconds; each name looked for in each place takes more
    assert len(found) == 2 * len(names)
