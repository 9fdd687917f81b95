"""What is written in Base64 is read; ⟦ and ⟧ stand around the run, which goes as a whole."""

import re
import textwrap
from base64 import b64encode, urlsafe_b64encode

import pytest

from stages.anonymize.around import AROUND
from stages.anonymize.encoded import runs
from stages.anonymize.lexicon import Lexicon
from tests.anonymize.cases import findings, marked, plain, subject

MAIL = "write to wang.xiaoming@lanhai-retail.com"


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("language", "before", "value", "after"),
    [
        ("java", 'String mail = "', MAIL, '";'),
        ("python", "REPLY = '", "电子邮件：wang.xiaoming@lanhai-retail.com", "'"),
        ("yaml", "contact: ", "负责人：王小明", ""),
        ("json", '{"phone": "', "客服电话 13912345678", '"}'),
        ("kotlin", 'val host = "', "http://pay.lanhai-retail.com/v1", '"'),
        ("go", "var owner = `", "蓝海零售有限公司", "`"),
        ("properties", "id.card=", '{"身份证": "11010519491231002X"}', ""),
        ("sql", "INSERT INTO t (body) VALUES ('", '{"password": "tiger-9-lion"}', "');"),
        ("markdown", "`", "export DB_PASSWORD=tiger-9-lion", "` twice"),
        ("typescript", "const k = '", "ghp_" + "a8F3kL0qZ2xV9bN4mC7tR1yW5eU6iO3pS8dH", "'"),
        ("java", 'String a = "', "13912345678", '";'),
        ("java", 'String a = "', "11010519491231002X", '";'),
    ],
)
def test_a_value_in_base64_is_found(language: str, before: str, value: str, after: str) -> None:
    for run in (
        encoded(value),
        encoded(value).rstrip("="),
        urlsafe_b64encode(value.encode()).decode(),
        encoded(encoded(value)),
    ):
        text = before + run + after
        found = findings(subject(text, language))
        assert marked(text, found) == f"{before}⟦{run}⟧{after}"


@pytest.mark.parametrize("before", ["", "a", "ab", "\0", "\0\xf1", "\xf1" * 30])
@pytest.mark.parametrize("name", ["lanhai", "Lanhai", "LANHAI", "蓝海"])
def test_a_listed_name_is_found_wherever_in_base64_it_stands(before: str, name: str) -> None:
    raw = before.encode("latin-1") + name.encode()
    for behind in (b"", b"\xe1\xe8", b"\xe1" * 20):
        for run in (b64encode(raw + behind), urlsafe_b64encode(raw + behind)):
            text = f'String logo = "{run.decode()}"; // and so on'
            (finding,) = findings(subject(text, "java"))
            assert finding.entity == "secret.encoded"
            assert text[finding.start : finding.end] == run.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("value: YWJj", "value: ⟦YWJj⟧"),
        ("value: YWJjYWJj", "value: YWJjYWJj"),
        ("value: xYWJj", "value: xYWJj"),
        ("value: ywjj", "value: ywjj"),
        ("value: aHA=", "value: aHA="),
        ("see /web/bGFuYmFp/x", "see /web/⟦bGFuYmFp⟧/x"),
        ("value: U3VuIFdlaQ==", "value: ⟦U3VuIFdlaQ==⟧"),
    ],
)
def test_a_short_name_in_base64_is_found_when_the_run_says_nothing_else(text: str, expected: str) -> None:
    """One of two letters gives signs that hang on what follows."""
    lexicon = Lexicon(own=True, terms=("abc", "hp", "lanbai"), persons=("Sun Wei",))
    assert marked(text, findings(subject(text, "yaml", lexicon))) == expected


def test_lines_below_each_other_are_one_run() -> None:
    lines = textwrap.wrap(encoded("#" * 50 + "\n" + MAIL + "\n" + "-" * 50), 76)
    text = "data: |\n" + "".join(f"  {line}\n" for line in lines) + "end: 1\n"
    (finding,) = findings(subject(text, "yaml"))
    assert text[finding.start : finding.end].split() == lines
    assert finding.entity == "secret.encoded"


@pytest.mark.parametrize(
    "text",
    [
        f'String s = "{encoded("nothing of interest stands here")}";',
        f'"integrity": "sha512-{b64encode(bytes(range(160, 224))).decode()}"',
        "import com.example.application.configuration.ApplicationConfigurationProperties",
        "class Instantiates QuestionAnsweringModelOutput bitsandbytes beautifulsoup4",
        f"<img src='data:image/png;base64,{b64encode(bytes(range(128, 256))).decode()}'>",
    ],
)
def test_what_says_nothing_stays(text: str) -> None:
    assert not findings(subject(text))


def test_what_stands_beside_a_run_is_not_in_it() -> None:
    nothing = encoded("nothing of interest stands here")
    text = f"first\n\n{MAIL} {nothing} {MAIL}\n{encoded(MAIL)} {nothing}\n"
    mail, run = f"{MAIL.replace('wang', '⟦wang')}⟧", f"⟦{encoded(MAIL)}⟧"
    safe = f"first\n\n{mail} {nothing} {mail}\n{run} {nothing}\n"
    assert marked(text, findings(subject(text))) == safe


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", 'x = bytes.fromhex("⟦6c616e686169⟧")'),
        ("sql", "SELECT X'⟦4C414E4841492D706179⟧', unhex('⟦aae8939de6b5b7⟧')"),
        ("json", '{"odd": "36c616e6861691", "b": "⟦4c616e686169⟧"}'),
        ("text", "6c616e68 6169, 0x6c616e6861"),
    ],
)
def test_a_name_in_hexadecimal_digits_is_found(language: str, text: str) -> None:
    raw = plain(text)
    assert marked(raw, findings(subject(raw, language))) == text


def test_a_text_of_many_runs_is_read_once_each() -> None:
    text = f"{encoded(MAIL)}\n" * 2000
    assert len(list(runs(subject(text), range(len(text))))) == 2000
    assert sum(len(run.subject.text) for run in runs(subject(text), range(len(text)))) == 2000 * len(MAIL)
    assert len(re.findall("⟦", marked(text, findings(subject(text))))) == 2000


def test_texts_beside_each_other_are_read_once_each() -> None:
    """Each was read with all others of its line, again and again: nine took a minute."""
    line = ",".join([encoded("nothing of interest stands here")] * 20 + [encoded(MAIL)])
    assert marked(line, findings(subject(line))) == line.replace(encoded(MAIL), f"⟦{encoded(MAIL)}⟧")
    text = line * 100
    read = list(runs(subject(text), range(len(text))))
    assert len(read) == 2100
    assert max(len(run.subject.text) for run in read) <= 2 * AROUND + len(MAIL)


def test_lines_that_are_no_text_together_are_read_each() -> None:
    raw = b"#" * 57 + MAIL.ljust(57).encode() + b"#" * 57_000 + bytes(57)
    lines = textwrap.wrap(b64encode(raw).decode(), 76)
    text = "\n".join(lines)
    assert marked(text, findings(subject(text))) == text.replace(lines[1], f"⟦{lines[1]}⟧")
