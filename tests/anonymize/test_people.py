"""Files of packages and repositories name people: ⟦ and ⟧ stand around each."""

import re
import time

import pytest

from stages.anonymize.candidates import PERSON, Corpus, candidates, confirmed
from stages.anonymize.finding import Finding
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.people import parts, people
from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import findings, marked, masking, params, plain, subject

CASES = [
    ("build.sbt", 'ThisBuild / name := "Aa Bb"\ndevelopers := List(\n'
     ' Developer(id = "⟦lilei⟧", name = "⟦Li Lei⟧"),\n'
     ' Developer("⟦hanmm⟧", "⟦Han Mei⟧", "h@x.cn", url("https://x.cn"))\n)\n'),
    ("project.clj", '(defproject a/b "1" :license {:name "Big Apple"} :author "⟦Li Lei⟧"\n'
     ' :pom-addition [:developers [:developer [:id "⟦hanmm⟧"] [:name "⟦Han Mei⟧"]]])'),
    ("dune-project", '(name order)\n(authors "⟦Li Lei⟧ <l@x>" "⟦Han Mei⟧")\n(synopsis "Big Apple")\n'),
    ("App/Info.plist", "<key>CFBundleName</key><string>Big Apple</string>"
     "<key>Author</key>\n<string>⟦Li Lei⟧</string>"),
    ("debian/copyright", "Upstream-Name: Aa Bb\nFiles: *\nCopyright: 2019-2021 ⟦Li Lei⟧ <l@x.cn>\n"
     "           2020, ⟦Han Mei⟧\n 2018 Foo Inc.\nLicense: Big Apple\n"),
    ("debian/changelog", "order (1.0) unstable\n\n  [ ⟦Li Lei⟧ ]\n  * Big Apple\n\n"
     " -- ⟦Han Mei⟧ <h@x.cn>  Mon, 01 Jan 2020 00:00:00 +0000\n"),
    ("AssemblyInfo.cs", '[assembly: AssemblyCopyright("Copyright © ⟦Li Lei⟧ 2019")]\n'
     '[assembly: AssemblyTitle("Big Apple")]'),
    ("PKGBUILD", "# Maintainer: ⟦Li Lei⟧ <l@x.cn>\n# Contributor: ⟦Han Mei⟧ <h at x dot cn>\npkgname=a\n"),
    ("x.podspec", "s.author = { '⟦Li Lei⟧' => 'l@x.cn', \"⟦Han Mei⟧\" => 'h@x.cn' }\ns.x = { 'a b' => 'c' }"),
    ("x.opam", 'authors: ["⟦Li Lei⟧"]\nmaintainer: "⟦Han Mei⟧ <h@x.cn>"\nsynopsis: "Big Apple"\n'),
    ("src/x.app.src", '{maintainers, ["⟦Li Lei⟧"]},\n{licenses, ["Big Apple"]}'),
    ("_config.yml", "title: Big Apple\nauthor:\n  name: ⟦Li Lei⟧\n"),
    ("pom.xml", "<name>Order Center</name><developers><developer><id>⟦lilei⟧</id><name>⟦Li Lei⟧</name>"
     "<organization>Foo Bank</organization></developer></developers>"
     "<contributors><contributor><name>⟦王小明⟧</name></contributor></contributors>"),
    ("package.json", '{"name": "Aa Bb", "author": "⟦Li Lei⟧ <l@x.cn> (https://x.cn)", "contributors": '
     '[{"name": "⟦Han Mei⟧", "email": "h@x"}, {"name": "⟦王小明⟧"}], '
     '"maintainers": ["⟦Bo Xi⟧ <b@x>", "⟦Qin Yue⟧"]}'),
    ("package.json", '{"author": {\n  "name": "⟦Li Lei⟧",\n  "url": "x"}, "keywords": ["Big Apple"]}'),
    ("package.json", '{"author": "Acme Team", "contributors": ["https://x.cn/graphs", "Max"]}'),
    ("composer.json", '{"authors": [{"name": "⟦Li Lei⟧", "role": "Developer"}]}'),
    ("pyproject.toml", '[project]\nname = "Aa Bb"\nauthors = [\n  {name = "⟦Li Lei⟧", email = "l@x.cn"},\n'
     '  {email = "h@x.cn", name = "⟦Han Mei⟧"},\n]\nmaintainers = ["⟦Qin Yue⟧ <q@x>"]\n'),
    ("Cargo.toml", '[package]\nauthors = ["⟦Li Lei⟧ <a@b>", "⟦王小明⟧"]\ndescription = "Big Apple"\n'),
    ("setup.py", "setup(name='Aa Bb', author=\"⟦Li Lei⟧\", author_email='a@b', maintainer='⟦Han Mei⟧')"),
    ("setup.cfg", "[metadata]\nname = Aa Bb\nauthor = ⟦Li Lei⟧\nmaintainer = ⟦Han Mei⟧, ⟦Qin Yue⟧\n"),
    (".mailmap", "# Aa Bb\n⟦Li Lei⟧ <l@x.cn> ⟦lilei⟧ <o@x.cn>\n⟦王小明⟧ <w@x.cn>\n<a@b> <c@d>\n"),
    ("CODEOWNERS", "# the owners\n* @⟦zhangwei⟧ @acme/team a@b.cn\n/docs/ @⟦li.lei⟧\n"),
    ("docs/AUTHORS", "# The authors\n\n"
     "⟦Li Lei⟧ <l@x.cn>\n* ⟦Han Mei⟧ (h@x.cn)\n- ⟦王小明⟧\n⟦张三丰⟧：文档\n⟦Qin Yue⟧\n"
     "A list of people\nThanks To All The Authors\n"),
    ("CONTRIBUTORS.md", "# Contributors\n\n"
     "- [⟦Li Lei⟧](https://x.cn/l)\n- @⟦hanmeimei⟧ - docs\n| ⟦Qin Yue⟧ | x |\n"
     "1. ⟦王小明⟧\n\n## How To Contribute\n"),
    ("AUTHORS.md", "**⟦Li Lei⟧ (@⟦lilei⟧)**\n- Adds MustGet() method\n- Fixed README\n- Cleans Names()\n"),
    ("README.md", "# Order Center\nBig Apple\n\n"
     "## 维护者\n- ⟦王小明⟧\n- ⟦Li Lei⟧ - x\n\n## Use\nRed Apple\n"),
    ("build.gradle", "pom { name = 'Aa Bb'\n "
     "developers { developer { id = '⟦lilei⟧'; name = '⟦Li Lei⟧' } } }"),
    ("build.gradle.kts", 'developers {\n developer {\n  '
     'id.set("⟦lilei⟧")\n  name.set("⟦Li Lei⟧")\n }\n}\nval name = "Aa Bb"'),
    ("x.gemspec", "s.name = 'Aa Bb'\ns.authors = [\"⟦Li Lei⟧\", '⟦Han Mei⟧']\n"),
    ("NOTICE", "Order Center\n"
     "It has software developed by ⟦Li Lei⟧.\nDeveloped by The Apache Software Foundation.\n"),
    ("Chart.yaml", "maintainers:\n- name: ⟦Li Lei⟧\n  email: l@x\n- name: ⟦王小明⟧\nappVersion: Big Apple\n"),
    ("Dockerfile", 'MAINTAINER ⟦Li Lei⟧ <l@x.cn>\nLABEL maintainer="⟦Han Mei⟧ <h@x>" title="Aa Bb"\n'),
    ("OWNERS", "approvers:\n- ⟦lilei⟧\nreviewers:\n- ⟦hanmeimei⟧\n"),
    ("x.csproj", "<Authors>⟦Li Lei⟧, ⟦Han Mei⟧</Authors><Company>Foo Bank</Company>"),
    ("package.json", '{"contributors": ["⟦Li Lei⟧ <l@x.cn>", '
     '{"name": "⟦Han Mei⟧", "roles": ["Big Boss"]}, "⟦Qin Yue⟧"]}'),
    ("setup.py", "setup(author='⟦Li Lei⟧, ⟦Han Mei⟧', maintainer='Acme, Inc.')"),
    ("codemeta.json", '{"author": [{"name": "⟦Li Lei⟧", '
     '"affiliation": {"@type": "Organization", "name": "Foo Bank"}}]}'),
    ("AUTHORS.rst", "Credits\n=======\n\nDevelopment Lead\n----------------\n"
     "* ⟦Li Lei⟧ <l@x.cn>\n* `⟦Han Mei⟧ <https://x.cn>`_\n"),
    ("AUTHORS.adoc", "= Authors\n* https://x.cn/h[⟦Han Mei⟧]\n* mailto:w@x.cn[⟦王小明⟧] (docs)\n"),
    ("OWNERS", "approvers:\n- ⟦lilei⟧ # Big Boss\nemeritus_approvers:\n  - ⟦hanmeimei⟧\nlabels:\n- apple\n"
     "filters:\n  '.*':\n    reviewers: [⟦qinyue⟧, \"⟦boxilai⟧\"]\n    approvers:\n    - node-leads\n"),
    ("OWNERS_ALIASES", "aliases:\n  node-leads:\n  - ⟦lilei⟧\n  api: [⟦hanmeimei⟧]\n"),
    ("DESCRIPTION", "Title: Big Apple\nAuthor: ⟦Li Lei⟧ [aut, cre], ⟦Han Mei⟧ [ctb]\n"
     "Maintainer: ⟦Li Lei⟧ <l@x>\n"),
    ("x.fsproj", "<Authors>⟦Li Lei⟧;⟦Han Mei⟧</Authors><Title>Big Apple</Title>"),
    ("debian/control", "Source: big\nMaintainer: ⟦Li Lei⟧ <l@x.cn>\n"),
    ("mix.exs", 'package: [maintainers: ["⟦Li Lei⟧", "⟦Han Mei⟧"], licenses: ["Big Apple"]]'),
    ("pubspec.yaml", "author: ⟦Li Lei⟧ <l@x>\nauthors:\n  - ⟦Han Mei⟧ <h@x>\ndescription: Big Apple\n"),
    ("plugin.yml", "name: Big Apple\nauthors: [⟦Li Lei⟧, ⟦Han Mei⟧]\n"),
    ("PKG-INFO", "Name: Big Apple\nAuthor: ⟦Li Lei⟧\nMaintainer: ⟦Han Mei⟧\n"),
    (".all-contributorsrc", '{"contributors": [{"login": "⟦lilei⟧", "name": "⟦Li Lei⟧", '
     '"contributions": ["ideas"]}]}'),
    ("people.json", '{"people": [{"name": "⟦Li Lei⟧"}, {"name": "state"}, {"name": "State"}]}'),
    ("people.json", '{\n  "openapi": "3.0.0", "tags": [{"name": "Leave Requests"}, {"name": "month"}]}'),
    ("CONTRIBUTORS.yaml", "- name: ⟦Li Lei⟧\n  title: Big Boss\n- name: ⟦王小明⟧\n"),
    ("README.rst", "Big Apple\n=========\n\nAuthors\n-------\n\n* ⟦Li Lei⟧\n* ⟦王小明⟧\n"
     "\nUse\n---\n* Red Apple\n"),
    ("README.md", "# Big Apple\n\n## Authors\n\n- @⟦lilei⟧: docs\n\n<!-- @include: footer.md -->\n"),
    ("README.adoc", "= Big Apple\n\n== Authors\n\n* ⟦Li Lei⟧\n\n== Use\n* Red Apple\n"),
    ("a.py", "author = 'Li Lei'\n"),
    ("setup.py", "setup(author=meta.author, maintainer=AUTHOR, author_email='x')"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), CASES)
def test_people_are_found_where_a_file_names_them_by_its_convention(path: str, expected: str) -> None:
    text = plain(expected)
    found = [Finding(start, end, "pii.person", "people-file", 0.8) for start, end in people(path, text)]
    assert marked(text, found) == expected


PARTED = [
    ("CITATION.cff", "title: Big\nauthors:\n  - family-names: ⟦Li⟧\n    given-names: \"⟦Lei⟧\"\n"
     "    affiliation: Foo Bank\n"
     "  - given-names: ⟦小明⟧\n    family-names: ⟦王⟧\n"),
    (".zenodo.json", '{"creators": [{"name": "⟦Li⟧, ⟦Lei⟧", "affiliation": "Foo, Bank"}, '
     '{"name": "Acme, Inc"}]}'),
    ("codemeta.json", '{"author": {"givenName": "⟦Lei⟧", "familyName": "⟦Li⟧"}, "name": "Big"}'),
    ("DESCRIPTION", 'Authors@R: c(person("⟦Lei⟧", "⟦Li⟧", , "l@x", role = c("aut", "cre")), '
     'person(given = "⟦Mei⟧", family = "⟦Han⟧"), person("Acme Software", role = "fnd"))\n'),
    ("a.json", '{"givenName": "Lei", "familyName": "Li"}'),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), PARTED)
def test_parts_of_names_are_masked_where_they_stand_and_name_nobody_elsewhere(
    path: str, expected: str
) -> None:
    text = plain(expected)
    found = [Finding(start, end, "pii.person", "people-file", 0.8) for start, end in parts(path, text)]
    assert marked(text, found) == expected
    assert not list(people(path, text))
    safe = rewrite(subject(text, "text")._replace(path=path), path, masking()).text
    assert not {"Li", "Lei", "Mei", "Han", "小明", "王"} & set(re.findall(r"\w+", safe)) or not found


LANGUAGES = {"pom.xml": "xml", "package.json": "json", "pyproject.toml": "toml", "setup.py": "python"}


@pytest.mark.parametrize("path", LANGUAGES)
def test_they_are_masked_and_the_file_still_reads(path: str) -> None:
    for text in (plain(expected) for name, expected in CASES if name == path):
        safe = rewrite(subject(text, LANGUAGES[path])._replace(path=path), path, masking())
        assert not safe.refused
        assert not [
            name for name in ("Li Lei", "Han Mei", "王小明", "Qin Yue", "l@x.cn") if name in safe.text
        ]


def test_files_of_others_give_credit() -> None:
    of = subject('{"author": "Li Lei"}', "json", Lexicon())._replace(path="package.json")
    assert rewrite(of, "package.json", masking(lexicon=Lexicon())).text == of.text


def test_a_person_is_proposed_masked_unless_rejected_and_never_a_name_of_the_company() -> None:
    proposed = candidates(Corpus([], ["Li Lei"], [], people={"Li Lei": 2}), frozenset(), params())
    assert [(one.term, one.evidence) for one in proposed] == [("li lei", {PERSON: 2})]
    lexicon = Lexicon(persons=("Li Lei", "Han Mei"))
    for decision, persons in (("accept", 2), ("", 2), ("reject", 1)):
        found = confirmed(lexicon, proposed, {"li lei": decision, "han mei": ""}.__getitem__, params())
        assert (len(found.persons), found.terms, found.mined) == (persons, (), ())


@pytest.mark.parametrize(
    "piece", ["authors: [", "author:\n", "developers {", "contact = (", "name: '", "author: a", "author: '"]
)
def test_a_file_that_closes_nothing_is_read_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    list(people("chart.yaml", piece * 50_000))
    list(people("AUTHORS", piece * 50_000))
    list(people("README.md", f"# Authors {piece}\n" * 10_000))
    for name in ("README.md", "README.rst"):
        list(people(name, f"# Authors {piece}" * 50_000))
        list(people(name, f"Authors\n---\n{piece}\n" * 10_000))
    assert time.process_time() - start < 2


@pytest.mark.parametrize("line", [" " * 100_000, "a " * 50_000, "a  " * 20_000 + "<", "> " * 50_000])
def test_a_line_of_parts_that_has_none_is_read_in_linear_time(line: str) -> None:
    start = time.process_time()
    for before in ('"name": "a,', "given: a", 'person("'):
        list(parts("codemeta.json", before + line))
    assert time.process_time() - start < 2


@pytest.mark.parametrize("line", [" " * 100_000, "a " * 50_000, "a  " * 20_000 + "<", "> " * 50_000])
def test_a_line_of_accounts_that_has_none_is_read_in_linear_time(line: str) -> None:
    start = time.process_time()
    list(people(".mailmap", line))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("path", "language", "text"),
    [
        (
            "pom.xml",
            "xml",
            "<p><id>core</id><developers><developer><id>⟦qyue⟧</id></developer></developers></p>",
        ),
        ("package.json", "json", '{"name": "core", "author": "⟦Max⟧"}'),
        ("Dockerfile", "dockerfile", "FROM a\nMAINTAINER ⟦Qin Yue⟧ <⟦q@lanhai-retail.com⟧>\n"),
        (
            "a.md",
            "markdown",
            "⟦Wang Lan⟧ <⟦boss@lanhai-retail.com⟧> and From ⟦Li Tang⟧ <⟦l@lanhai-retail.com⟧>\n",
        ),
        ("a.spec", "text", "* Mon Jan 01 2020 ⟦Qin Yue⟧ <⟦q@lanhai-retail.com⟧> - 1.0-1\n"),
    ],
)
def test_an_account_and_a_name_before_any_address_are_masked_in_their_place(
    path: str, language: str, text: str
) -> None:
    found = findings(subject(plain(text), language)._replace(path=path))
    assert marked(plain(text), found) == text
