"""Changes of a history: what was said, what was done, and the one member that it was done to."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import PurePosixPath

from stages.build.code_tree import LANGUAGES, is_docstring, read_tree
from stages.build.piece import Piece, Refusal
from stages.build.unit import Unit
from stages.build.words import weight, words
from stages.build.world import World
from stages.core.records.change_asset import ChangeAsset, ChangedPlace

_CONTEXT = 3
"""Lines around a difference, as Git gives them."""
_GENERAL = frozenset(
    ("add", "all", "bad", "broken", "bug", "bugfix", "bugs", "checkstyle", "class", "clean", "cleanup",
     "code", "comment", "comments", "compilation", "error", "errors", "extract", "failing", "fix",
     "fixed", "fixes", "fixing", "function", "inline", "issue", "issues", "javadoc", "message", "method",
     "minor", "miss", "name", "nit", "nits", "problem", "redundant", "refactor", "refactored",
     "refactoring", "remove", "rename", "simplify", "small", "some", "test", "tests", "this", "typo",
     "unit", "up", "use", "violation", "warning", "warnings",),
)  # fmt: skip
"""Words of a subject that say nothing of what is to be done."""
_GENERAL_CHINESE = re.compile(
    r"修复|修正|修改|解决|重构|优化|简化|整理|调整|更新|代码|方法|问题|缺陷|错误|一下|的|了|小|个|些"
)


def diff(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a commit changed, place by place, as a unified diff without line numbers."""
    if not isinstance(unit.asset, ChangeAsset):
        return Refusal("no-change", unit.name)
    text = "\n".join(line for place in unit.asset.places for line in _lines(place))
    if len(text) > most:
        return Refusal("too-many-characters", f"diff of {len(text)}", str(most))
    return Piece(text, tuple(unit.places))


def _lines(place: ChangedPlace) -> Iterator[str]:
    _, _, *lines = unified_diff(place.before.split("\n"), place.after.split("\n"), n=_CONTEXT, lineterm="")
    yield f"--- {place.path}"
    yield from ("@@" if line.startswith("@@") else line for line in lines)


def intent(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a commit says in one line that it does, when that says more than that something is done to
    this member."""
    if not isinstance(unit.asset, ChangeAsset):
        return Refusal("no-change", unit.name)
    if not _tells(unit.asset):
        return Refusal("says-nothing", unit.name)
    return Piece(unit.asset.subject, (unit.asset.span,))


def _tells(asset: ChangeAsset) -> bool:
    """Say whether a subject has two words, or two Chinese characters, beside general ones, the member's name
    and words of its file's name."""
    known = {*words(" ".join(PurePosixPath(one.path).stem for one in asset.places)), *_GENERAL}
    subject = asset.subject.replace(asset.member.name, " ") if asset.member else asset.subject
    left = [word for word in words(_GENERAL_CHINESE.sub(" ", subject)) if word not in known]
    return sum(1 if word.isascii() else len(word) for word in left if weight(word) > 1) > 1


def message(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the message of a commit, its body below an empty line when it is short."""
    if not isinstance(unit.asset, ChangeAsset):
        return Refusal("no-change", unit.name)
    asset = unit.asset
    body = f"\n\n{asset.body}" if asset.body and len(asset.body) <= most else ""
    return Piece(f"{asset.subject}{body}", (asset.span,))


def before(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the one member that a commit changed as it stood before."""
    if not isinstance(unit.asset, ChangeAsset) or unit.asset.member is None:
        return Refusal("several-members", unit.name)
    return Piece(unit.asset.member.before, (unit.asset.member.before_span,))


def after(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the one member that a commit changed as it stands since, unless its comments alone changed."""
    if not isinstance(unit.asset, ChangeAsset) or unit.asset.member is None:
        return Refusal("several-members", unit.name)
    found = unit.asset.member
    if _code(found.language, found.before) == _code(found.language, found.after):
        return Refusal("comments-alone", unit.name)
    return Piece(unit.asset.member.after, (unit.asset.member.after_span,))


def _code(language: str, text: str) -> list[str]:
    """Return the leaves of a member that are no comment and no docstring; of one that cannot be read all."""
    found = read_tree(language, text) if language in LANGUAGES else None
    if found is None:
        return [text]
    leaves: list[str] = []
    todo = [found.root]
    while todo:
        node = todo.pop()
        if not node.is_extra and not is_docstring(node):
            todo += reversed(node.children)
            leaves += [] if node.children else [found.of(node)]
    return leaves
