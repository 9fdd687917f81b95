"""The report is one page that loads and runs nothing, in two languages, and says what the questions say."""

import hashlib
import re
import shutil
import string
import subprocess
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pypdf
import pytest

from apps.audit import checks
from apps.audit.diff import Changed, Diff, Records
from apps.audit.report import heat
from apps.audit.report.controls import CONTROLS
from apps.audit.report.facts import ASKED, EACH, Facts, facts
from apps.audit.report.language import LANGUAGES
from apps.audit.report.limits import LIMITS
from apps.audit.report.markup import element, escaped, lines
from apps.audit.report.page import SECTIONS, STYLE, page
from apps.audit.report.pipeline import STEPS
from stages.attest import contract as attest
from stages.core.errors import PipelineError
from tests.audit.project import METHODS, SECRET, ask, forget, told

Captured = pytest.CaptureFixture[str]
HOSTILE = "<script>alert(1)</script>\"'><img src=//evil.example/x onerror=alert(1)>\n\u202eexe.java"
"""A name as no file should have it; what is shown of it is text."""
LANGUAGE = pytest.mark.parametrize("language", sorted(LANGUAGES))


class Page(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def written(language: str, capsys: Captured, *words: str, to: str = "report.html") -> tuple[int, str]:
    """Exit code and page of the report."""
    code, said = ask(capsys, "report", "--output", to, "--language", language, *words)
    content = Path(to).read_bytes()
    assert said["sha256"] == hashlib.sha256(content).hexdigest()
    return code, content.decode()


@pytest.fixture
def found(project: Path) -> Facts:
    """What there is to show of the project."""
    assert project.is_dir()
    forget()
    return facts("", with_texts=True)


def shown(found: Facts, language: str) -> Page:
    return Page(page(found, LANGUAGES[language], "command"))


@pytest.mark.usefixtures("project")
@LANGUAGE
def test_the_same_run_gives_the_same_bytes(language: str, capsys: Captured) -> None:
    first, second = (written(language, capsys, to=name) for name in ("one.html", "two.html"))
    assert first == second
    assert first[0] == 0


@pytest.mark.usefixtures("project")
@LANGUAGE
def test_every_section_is_there_and_has_its_link(language: str, capsys: Captured) -> None:
    content = written(language, capsys)[1]
    read = Page(content)
    assert {value for name, value in read.attributes if name == "id"} == set(SECTIONS)
    assert {value for name, value in read.attributes if name == "href"} == {f"#{name}" for name in SECTIONS}
    assert f'<html lang="{LANGUAGES[language].code}">' in content
    assert not re.search(r"\{[a-z_]+\}", read.text.replace(STYLE.read_text(encoding="utf-8"), ""))


def test_both_languages_say_the_same_things() -> None:
    english, chinese = (LANGUAGES[name].words for name in ("en", "zh"))
    assert list(english) == list(chinese)
    for key, words in english.items():
        assert fields(words) == fields(chinese[key]), key
        assert re.search("[\u4e00-\u9fff]", chinese[key]), key
        assert not re.search("[\u4e00-\u9fff]", words), key


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.usefixtures("project")
@LANGUAGE
def test_what_is_looked_up_by_name_has_words(language: str) -> None:
    forget()
    named = {f"check.{one.check}" for one in checks.findings() if not one.check.startswith("adapter ")}
    named |= {f"question.{name}" for name in ASKED} | {f"stage.{name}" for name in attest.SETTINGS}
    named |= {f"limit.{name}" for name in LIMITS} | {f"control.{one.asks}" for one in CONTROLS}
    assert len(named) > 50
    assert named <= LANGUAGES[language].words.keys()


@LANGUAGE
def test_hostile_names_and_texts_are_text(language: str, found: Facts) -> None:
    plain = shown(found, language)
    one = found.proven[0]
    assert one.sample
    texts = msgspec.structs.replace(one.sample, output=f"</pre>{HOSTILE}")
    pieces = [piece._replace(document=HOSTILE, licence=HOSTILE) for piece in one.trace.pieces]
    hostile = found._replace(
        sources=[source._replace(source=HOSTILE, owner=HOSTILE) for source in found.sources],
        licences=[licence._replace(licence=HOSTILE, used={HOSTILE: 1}) for licence in found.licences],
        dropped={("file", "screen", HOSTILE): {HOSTILE: 3}},
        findings=[one._replace(check=HOSTILE, faults=[HOSTILE]) for one in found.findings],
        proven=[one._replace(place=HOSTILE, trace=one.trace._replace(pieces=pieces), sample=texts)],
        not_read={"results": HOSTILE},
        diff=difference(HOSTILE),
    )
    read = shown(hostile, language)
    assert "script" not in read.tags
    assert "img" not in read.tags
    assert read.tags - plain.tags <= {"h5", "pre", "i", "details", "ul", "li", "table", "thead", "tbody"}
    assert {name for name, _ in read.attributes} == {name for name, _ in plain.attributes}
    assert read.text.count("<script>alert(1)</script>") >= 10
    assert "\u202e" not in page(hostile, LANGUAGES[language], "command")


def difference(name: str) -> Diff:
    nothing = dict.fromkeys(Records._fields, [name])
    return Diff(
        before="a" * 40,
        after="b" * 40,
        records=Records(**nothing),
        not_measured="",
        by_source={"added": {name: 1}},
        params={name: Changed(name, None)},
        code=[name],
        base=True,
        adapters=[name],
        figures={name: Changed(0.5, 0.25)},
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("\"'", "&quot;&#x27;"),
        ("旅程 é", "旅程 é"),
        ("a\x1b[31m\u202eb", "a\\x1b[31m\\u202eb"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_text_is_escaped_once(text: str, expected: str) -> None:
    assert escaped(text) == expected
    assert escaped(escaped(text)) == expected
    assert element("b", text, id=text) == f'<b id="{expected}">{expected}</b>'


def test_texts_keep_their_lines() -> None:
    assert lines("if (a < b) {\n\treturn;\r\n}") == "if (a &lt; b) {\n    return;\\r\n}"


@pytest.mark.usefixtures("project")
@LANGUAGE
def test_the_page_loads_and_runs_nothing(language: str, capsys: Captured) -> None:
    content = written(language, capsys, "--texts")[1]
    read = Page(content)
    loading = {"src", "srcset", "data", "action", "formaction", "poster", "background", "style", "xlink:href"}
    assert not read.tags & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert not [name for name, _ in read.attributes if name in loading or name.startswith("on")]
    assert not re.search(r"url\(|@import|expression\(|https?:", STYLE.read_text(encoding="utf-8"))
    assert all(value.startswith("#") for name, value in read.attributes if name == "href")


@pytest.mark.usefixtures("project")
def test_the_policy_lets_one_style_through_and_nothing_else(capsys: Captured) -> None:
    content = written("en", capsys)[1]
    styles = re.findall(r"<style>(.*?)</style>", content, re.DOTALL)
    assert len(styles) == 1
    digest = b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    expected = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{expected}">' in content


def test_every_shade_and_width_has_a_style() -> None:
    style = STYLE.read_text(encoding="utf-8")
    assert all(f".h{number} " in style for number in range(1, heat.SHADES + 1))
    assert all(f".w{number} " in style for number in range(STEPS + 1))


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [(1, 1, 1), (1, 2, 1), (2, 2, 6), (1, 3000, 1), (40, 3000, 3), (3000, 3000, 6)],
)
def test_the_more_the_darker(count: int, most: int, expected: int) -> None:
    assert heat.shade(count, most) == expected


@pytest.mark.usefixtures("project")
def test_texts_are_shown_on_request_and_masked(capsys: Captured) -> None:
    silent = Page(written("en", capsys, to="silent.html")[1]).text
    asked = Page(written("en", capsys, "--texts", to="asked.html")[1]).text
    assert not any(method in silent for method in METHODS)
    assert sum(method in asked for method in METHODS) == EACH
    assert SECRET not in asked


def test_a_proof_is_computed_and_not_copied(found: Facts) -> None:
    assert {one.root for one in found.proven} == {found.root}
    other = found._replace(root="0" * 64)
    assert "does NOT lead" not in shown(found, "en").text
    assert shown(other, "en").text.count("does NOT lead") == len(found.proven) == EACH


@LANGUAGE
def test_changes_are_shown_when_there_are_some(language: str, found: Facts) -> None:
    words = LANGUAGES[language]
    none = words.say("changes.none").replace("`", "")
    assert none in shown(found, language).text
    params = {"anonymize.terms": Changed(["lanhai"], None), "train.seed": Changed(13, 17)}
    read = shown(found._replace(diff=difference("anonymize.policy")._replace(params=params)), language).text
    assert words.say("changes.base.other") in read
    assert "anonymize.policy" in read
    assert "train.seed1317" in read
    assert "lanhai" not in read
    assert none not in read


@pytest.mark.usefixtures("project")
def test_what_was_altered_is_a_no_and_stands_in_the_banner(capsys: Captured) -> None:
    ledger = Path(attest.shard("shop").path)
    ledger.write_bytes(ledger.read_bytes().replace(b'"sample"', b'"sampLe"', 1))
    code, content = written("en", capsys)
    assert code == 1
    assert 'class="banner bad"' in content
    assert "The ledger gives the committed root" in content


@pytest.mark.usefixtures("project")
def test_a_part_that_cannot_be_read_is_not_measured(capsys: Captured) -> None:
    content = Page(written("en", capsys)[1]).text
    assert re.search(
        r"What the adapters gained.{0,20}Not measured: reports/\*/implement-method.json", content
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("words", [("--texts",), ("--since", "HEAD")])
def test_what_needs_a_file_asks_for_it(words: tuple[str, ...], capsys: Captured) -> None:
    with pytest.raises(PipelineError, match="^--since, --texts: without --output, expected it beside them"):
        told(capsys, "report", *words)


@pytest.mark.usefixtures("project")
def test_no_file_is_written_over(capsys: Captured) -> None:
    Path("report.html").write_text("mine", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"^report\.html: is there already, expected a new file"):
        told(capsys, "report", "--output", "report.html")
    assert Path("report.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
@pytest.mark.external
@pytest.mark.usefixtures("project")
@LANGUAGE
def test_a_browser_shows_and_prints_it(language: str, capsys: Captured, tmp_path: Path) -> None:
    """Nothing is refused by the policy of the page, and what is folded on the screen is printed."""
    browser = shutil.which("chromium")
    if not browser:
        pytest.skip("needs chromium on PATH")
    written(language, capsys)
    address = Path("report.html").absolute().as_uri()
    words = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    printed = tmp_path / "report.pdf"
    seen = subprocess.run(
        [*words, "--dump-dom", address], capture_output=True, text=True, timeout=120, check=True
    )
    done = [*words, "--no-pdf-header-footer", f"--print-to-pdf={printed}", address]
    subprocess.run(done, capture_output=True, timeout=120, check=True)
    assert LANGUAGES[language].say("limit.conformity") in seen.stdout
    assert "CONSOLE" not in seen.stderr
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(printed).pages)
    forget()
    for one in facts("", with_texts=False).proven:
        assert one.leaf in re.sub(r"\s", "", text)
