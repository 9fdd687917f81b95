"""Tables of any form: ⟦ and ⟧ stand around the cells below a heading that names a password."""

import pytest

from stages.anonymize.key_names import passwords
from stages.anonymize.tables import below, heading
from tests.anonymize.cases import plain


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("csv", 'user,password,n\n"a,b",⟦tiger⟧,"⟦"\n'.replace('"⟦"', '""')),
        ("csv", "user;db_password\na,b;⟦tiger⟧\n"),
        ("csv", 'password,user\n"⟦ti,ger⟧",a\r\n⟦lion⟧,b\r\n'),
        ("tsv", "user\tpassword\na\t⟦tiger⟧\n"),
        ("csv", "user,password_hash_rounds\na,12\n"),
        ("java", "user,password\na,tiger\n"),
        ("markdown", "| user | 密码 |\n|:--|--:|\n| a\\|b | `⟦tiger⟧` |\n| c | |\n\n| d | lion |\n"),
        ("markdown", "text\n  | password |\n  | --- |\n  | ⟦tiger⟧ |\ntext | lion |"),
        ("markdown", "> | user | password |\n> |---|---|\n> | ann | ⟦tiger⟧ |\n"),
        ("gherkin", "  Examples:\n    | user | password |\n    | ann  | ⟦tiger⟧    |\n"),
        ("typescript", "type Field =\n  | 'password'\n  | 'email'\n"),
        ("html", "<table><tr><th>user</th><th>password</th></tr><tr><td>a</td><td>⟦tiger⟧</td></tr></table>"),
        ("html", "<TR><TH>a<TH><b>password</b></TR>\n<TR><TD>b\n<TD class='x'><code>⟦tiger⟧</code></TR>"),
        ("html", "<table><tr><th>password</th><td>tiger</td></tr></table>"),
        ("html", "<tr><th>password</th></tr></table><table><tr><td>tiger</td></tr></table>"),
    ],
)
def test_cells_stand_below_a_heading_that_ends_with_a_name(language: str, text: str) -> None:
    raw = plain(text)
    expected = [part.partition("⟧")[0] for part in text.split("⟦")[1:]]
    assert [raw[cell.start : cell.end] for cell in below(raw, language, passwords)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("csv", 'id;"姓名"\n1;V1\n', "姓名"),
        ("csv", 'id,姓名\n"a,b","x, V1"\n', "姓名"),
        ("csv", "V1,姓名\n1,2\n", ""),
        ("text", "编号\t姓名\n1\tV1\n", "姓名"),
        ("markdown", "> | id | 姓名 |\n> |---|---|\n> | 1 | V1 |\n", "姓名"),
        ("gherkin", "  | id | 姓名 |\n  | a\\|b | V1 |\n", "姓名"),
        ("html", "<tr><th>a</th><th>姓名</th></tr><tr><td>1<td>V1</tr>", "姓名"),
        ("html", "<tr><th>姓名</th><td>V1</td></tr>", ""),
        ("html", "<th>姓名</th></tr></table><p>V1</p>", ""),
    ],
)
def test_a_value_is_below_one_heading(language: str, text: str, expected: str) -> None:
    assert heading(text, language, text.index("V1")) == expected
