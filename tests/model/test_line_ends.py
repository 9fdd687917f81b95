"""Who edits on Windows gives the same assets: which editor ended the lines is no part of a record."""

import re

import msgspec
import pytest

from stages.model.model import model, read_document
from tests.model.documents import PARAMS, document
from tests.model.test_changes import NEW, OLD, change

JAVA = """package a;
/**
 * Carts.
 */
class Cart {
    private static final String SQL = "select id " +
        "from cart";

    /**
     * Adds.
     *
     * @param n how many
     */
    @Deprecated
    int add(int n) {
        return n
            + 1;
    }
}
"""
KOTLIN = "package a\n\nclass Cart {\n    fun add(n: Int): Int {\n        return n + 1\n    }\n}\n"
PYTHON = 'def add(n):\n    """Add.\n\n    More.\n    """\n    run("""select id\n        from cart""")\n'
SCRIPT = "/**\n * Adds.\n */\nexport function add(n: number) {\n  return `select id\n from cart`;\n}\n"
GO = "package a\n\n// Add adds.\n// More.\nfunc Add(n int) int {\n\treturn n + 1\n}\n"
SQL = """/* Of a shop. */
CREATE TABLE shop (id INT);
-- Carts.
CREATE TABLE cart (
  id INT,
  note TEXT
);
SELECT id
FROM cart;
"""
MAPPER = '<mapper namespace="a.B">\n  <select id="f">\n    select id\n    from cart\n  </select>\n</mapper>\n'
PROSE = """# Carts

Carts are kept.
For a day.

```java
int a;
int b;
```

What a cart is.

```plantuml
@startuml
class Cart {
  id: int
}
@enduml
```
"""
STORY = "---\ndomain: Kitchen\n---\n\nAs a cook\nI want salt\n\nAC 1:\nGiven a\nWhen b\nThen c\n"
FEATURE = (
    "Feature: Salt\n\n  As a cook\n  I want salt\n\n  Scenario: A\n    Given a\n    When b\n    Then c\n"
)
DIAGRAM = "@startuml\nclass Cart {\n  id: int\n}\n@enduml\n"
GRADLE = "dependencies {\n    implementation 'org.projectlombok:lombok:1'\n    // none\n}\n"
MODULE = "module a\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.1\n)\n"


@pytest.mark.parametrize(
    ("path", "language", "text"),
    [
        ("A.java", "java", JAVA),
        ("A.kt", "kotlin", KOTLIN),
        ("a.py", "python", PYTHON),
        ("a.ts", "typescript", SCRIPT),
        ("a.go", "go", GO),
        ("a.sql", "sql", SQL),
        ("a.xml", "xml", MAPPER),
        ("a.md", "markdown", PROSE),
        ("b.md", "markdown", STORY),
        ("a.feature", "gherkin", FEATURE),
        ("a.puml", "plantuml", DIAGRAM),
        ("build.gradle", "groovy", GRADLE),
        ("go.mod", "text", MODULE),
    ],
)
def test_lines_ended_by_cr_lf_give_the_same_assets(path: str, language: str, text: str) -> None:
    plain, windows = (
        read_document(document(path, one, language=language), PARAMS)
        for one in (text, text.replace("\n", "\r\n"))
    )
    assert [_bare(one) for one in windows] == [_bare(one) for one in plain]
    assert plain


def test_a_change_is_the_same_and_knows_its_bytes() -> None:
    old, new = (text.replace("\n", "\r\n") for text in (OLD, NEW))
    (plain,), (windows,) = (
        model([change("A.java", *those)], PARAMS).changes for those in ((OLD, NEW), (old, new))
    )
    assert _bare(windows) == _bare(plain)
    assert windows.member
    length = windows.member.after_span.end - windows.member.after_span.start
    assert length == len(windows.member.after.replace("\n", "\r\n"))


def test_a_change_of_line_ends_alone_teaches_nothing() -> None:
    found = model([change("A.java", OLD, OLD.replace("\n", "\r\n"))], PARAMS)
    assert [drop.rule for drop in found.drops] == ["masked-alike"]


def _bare(asset: object) -> str:
    """Return an asset without its spans, which are of the bytes of the file."""
    return re.sub(rb'"(?:start|end)":\d+|"(?:blob|safe)":"\w*"', b"", msgspec.json.encode(asset)).decode()
