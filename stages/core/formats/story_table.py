"""Columns of a table of user stories, as Jira, Azure DevOps and their like export it.

A column is known by its English or Chinese name; `Custom field (Acceptance Criteria)` is what it holds. An
ordinary table may have a title and a description, too: stories it is said to hold only with criteria, with
role and wish, or when a sentence at its start is a story.
"""

import re
from collections.abc import Iterable

_NAMES = {
    "title": (
        "title", "summary", "story", "story title", "user story", "issue summary", "标题", "摘要", "概要",
        "故事", "用户故事", "故事标题", "需求标题", "需求名称", "故事名称",
    ),
    "description": (
        "description", "story description", "details", "描述", "详细描述", "需求描述", "故事描述",
        "故事内容", "需求内容",
    ),
    "criteria": (
        "acceptance criteria", "acceptance criterion", "acceptance", "acceptance tests", "验收标准",
        "验收条件",
        "验收准则",
    ),
    "role": ("as a", "as an", "role", "persona", "角色", "用户角色", "作为"),
    "want": ("i want", "i want to", "want", "wish", "我想", "我想要", "我希望"),
    "benefit": ("so that", "benefit", "business value", "以便", "以便于", "价值", "业务价值"),
    "ticket": (
        "issue key", "key", "ticket", "ticket id", "工单", "工单号", "工单编号", "编号", "需求编号",
        "故事编号",
    ),
    "topic": ("topic", "theme", "主题"),
    "domain": (
        "epic", "epic name", "epic link", "parent summary", "feature", "component", "components",
        "component s", "module", "area path", "史诗", "模块", "所属模块", "特性",
    ),
}  # fmt: skip
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_CUSTOM = re.compile(r"custom field \((.*)\)|microsoft\.vsts\.common\.(.*)|system\.(.*)", re.IGNORECASE)
_SENTENCE = re.compile(
    r"作为[^\n]{1,60}?[，,。\s]\s*我(?:想|希望|需要|要)"
    r"|\bAs (?:an?|the) [^\n]{1,100}?[,;\s]\s*I(?: want| need|['’]d like| would like)\b"
)
DELIMITERS = (",", ";", "\t", "|")


def column(name: str) -> str:
    """Return what a column named `name` holds, or an empty string: title, criteria, role and so on."""
    bare = name.strip().strip("\ufeff\"'")
    custom = _CUSTOM.fullmatch(bare)
    said = next(filter(None, custom.groups()), "") if custom else bare
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said)
    return _COLUMNS.get(" ".join(re.sub(r"[_\W]+", " ", words).lower().split()), "")


def delimiter(header: str) -> str:
    """Return the delimiter by which a header line names the most columns that are known."""
    return max(DELIMITERS, key=lambda mark: sum(1 for name in header.split(mark) if column(name)))


def holds_stories(names: Iterable[str], beginning: str) -> bool:
    """Return whether a table with these columns, and this text at its start, is one of stories."""
    known = {column(name) for name in names}
    told = known & {"title", "description"}
    if {"role", "want"} <= known or ("criteria" in known and told):
        return True
    return bool(told and _SENTENCE.search(beginning))
