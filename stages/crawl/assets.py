"""Tell which engineering asset a file is, from its path and the start of its text."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from stages.core.formats.story_table import delimiter, holds_stories

# fmt: off
CODE = frozenset((
    ".c", ".cc", ".cpp", ".cs", ".css", ".go", ".groovy", ".h", ".hpp", ".java", ".js", ".jsx", ".kt",
    ".kts", ".less", ".m", ".mjs", ".php", ".proto", ".ps1", ".py", ".rb", ".rs", ".scala", ".scss", ".sh",
    ".sql", ".swift", ".ts", ".tsx", ".vue",
))
DOCUMENTS = frozenset((
    ".adoc", ".doc", ".docx", ".md", ".markdown", ".pdf", ".rst", ".txt",
))
CONFIGURATION = frozenset((
    ".cfg", ".conf", ".editorconfig", ".env", ".gradle", ".ini", ".json", ".lock", ".properties", ".tf",
    ".toml", ".xml", ".yaml", ".yml",
))
CONFIGURATION_NAMES = frozenset((
    "dockerfile", "makefile", "jenkinsfile", ".gitignore", ".gitattributes", ".dockerignore",
))
# fmt: on

_TEST_FOLDER = re.compile(r"(^|/)(tests?|__tests__|spec|androidtest|testfixtures)/", re.IGNORECASE)
_TEST_NAME = re.compile(
    r"Test([A-Z_]\w*)?|\w+(Test|Tests|TestCase)|\w*[a-z0-9]IT|test_\w+|\w+_test|[\w.-]+\.(test|spec)|conftest"
)
HEAD = 4096
"""Characters at the start of a text in which it tells what it is."""

_HINTS = (
    ("api", re.compile(r"""(?m)(^|[{,])\s*["']?(openapi|swagger)["']?\s*:\s*["']?[1-9]""")),
    ("feedback", re.compile(r'"suggestion"\s*:.*"action"\s*:|"action"\s*:.*"suggestion"\s*:')),
    ("postman", re.compile(r'"_postman_id"\s*:|schema\.(get)?postman\.com/')),
    (
        "story",
        re.compile(r"(?m)^(?:#{1,6}\s*)?(?:用户故事|User [Ss]tory)\s*[:：]|^\**(?:作为[一某]?|As an? )"),
    ),
)
"""What the start of a text says, where the path alone does not tell."""

STORY_TABLE = "story-table"
"""Hint of a table, or of JSON Lines, whose columns are those of user stories."""

PLAIN = {
    ".feature": "story",
    ".dbml": "model",
    ".er": "model",
    ".iuml": "model",
    ".mmd": "model",
    ".plantuml": "model",
    ".puml": "model",
}
"""Kinds that the suffix alone tells. SQL is code, whatever it defines."""

_TOLD = (
    ((".json",), "postman", "postman"),
    ((".json", ".yaml", ".yml"), "api", "api"),
    ((".jsonl",), "feedback", "feedback"),
    ((".csv", ".jsonl", ".tsv"), STORY_TABLE, "story"),
    ((".md", ".markdown"), "story", "story"),
)
"""Suffixes, the hint that counts for them, and the kind that it tells; the first that fits."""

_KEY = re.compile(r'"([^"\\]{1,80})"\s*:')


def hints(text: str) -> list[str]:
    """Return the asset kinds that the start of a text may tell; the path decides which counts."""
    head = text[:HEAD]
    told = [kind for kind, pattern in _HINTS if pattern.search(head)]
    return [*told, STORY_TABLE] if _is_story_table(head) else told


def _is_story_table(head: str) -> bool:
    lines = (line for line in head.lstrip("\ufeff").splitlines() if line.strip())
    first = next((line for line in lines if not line.lower().startswith("sep=")), "")
    keys = _KEY.findall(first) if first.startswith("{") else first.split(delimiter(first))
    return holds_stories(keys, head)


def asset_kind(path: str, told: Collection[str]) -> str:
    """Return the kind of the file at `path` whose text told the `told` hints."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in CODE:
        return "test" if is_test(path) else "code"
    if suffix in PLAIN:
        return PLAIN[suffix]
    found = next((kind for suffixes, hint, kind in _TOLD if suffix in suffixes and hint in told), "")
    if found or suffix in DOCUMENTS:
        return found or "document"
    return "config" if suffix in CONFIGURATION or _is_configuration(path) else "other"


def is_test(path: str) -> bool:
    """Return whether a source file is a test by the habits of its language: its folder or its name."""
    return bool(_TEST_FOLDER.search(path) or _TEST_NAME.fullmatch(PurePosixPath(path).stem))


def _is_configuration(path: str) -> bool:
    return PurePosixPath(path).name.lower() in CONFIGURATION_NAMES
