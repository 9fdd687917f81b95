"""A commit message (`commit-message`): a subject, and a body below an empty line where there is more to say.

    message = subject [ "\\n\\n" body ]
    subject = one line of at most 100 characters that says what was done
    body    = lines of at most 200 characters, the first and the last not empty

Git's own advice is 50 characters (git-commit(1), DISCUSSION); many projects allow 100 with a prefix such as
`feat(cart): `, see Conventional Commits 1.0. A subject that only says that something is unfinished, merged or
released says nothing of the change.
"""

import re

from stages.core.formats.violation import Says, Violation, Words, violation

MAX_SUBJECT = 100
MAX_LINE = 200

_IDLE = re.compile(
    r"(?i)\W*(?:wip|fixup!|squash!|merge\b|revert\b|bump\b|release\b|version\b|v?\d+[.\d]*\W*$|update[sd]?(?:\s+\S+)?\W*$|"
    r"fix(?:e[sd])?\W*$|change[sd]?\W*$|commit\W*$|test\W*$|tmp\W*$|init(?:ial)?(?: commit)?\W*$|"
    r"提交\W*$|修改\W*$|更新\W*$|测试\W*$|合并|发布|临时)"
)
_WORD = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]{2}")

_SAYS = {
    "commit-message.subject": Says(
        Words("the first line is empty or longer than $most characters", "第一行为空，或超过 $most 个字符"),
        Words("Say in one short line what was done.", "请用一行短句写出做了什么。"),
    ),
    "commit-message.idle": Says(
        Words("the subject does not say what was done", "主题没有说明做了什么"),
        Words("Name what changed and how.", "请写出改了什么、怎么改的。"),
    ),
    "commit-message.blank": Says(
        Words("no empty line below the subject", "主题下面没有空行"),
        Words("Leave the second line empty.", "请把第二行留空。"),
    ),
    "commit-message.line": Says(
        Words("a line longer than $most characters", "有一行超过 $most 个字符"),
        Words("Break it.", "请换行。"),
    ),
    "commit-message.end": Says(
        Words("empty lines around the body", "正文前后有多余的空行"),
        Words("Remove them.", "请删除多余的空行。"),
    ),
}


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a commit message."""
    subject, *rest = text.split("\n")
    if not subject.strip() or len(subject) > MAX_SUBJECT:
        return [violation(_SAYS, "commit-message.subject", 1, most=MAX_SUBJECT)]
    if _IDLE.match(subject) or len(_WORD.findall(subject)) < 2:
        return [violation(_SAYS, "commit-message.idle", 1)]
    if rest and rest[0].strip():
        return [violation(_SAYS, "commit-message.blank", 2)]
    if rest and not (len(rest) > 1 and rest[1].strip() and rest[-1].strip()):
        return [violation(_SAYS, "commit-message.end", 2)]
    return [
        violation(_SAYS, "commit-message.line", number, MAX_LINE + 1, most=MAX_LINE)
        for number, line in enumerate(rest, 2)
        if len(line) > MAX_LINE
    ]
