"""How various the criteria of stories are: the happy path, edges, failures.

A criterion is a failure when its title, when or then says that something is refused or goes wrong, an edge
when it speaks of a limit, of nothing, of too much or of a second time, else a happy path. Told by words in
Chinese and English. Known problem: a failure that is told without any of these words counts as happy path.
"""

import re
from collections.abc import Iterable

from stages.core.formats import story
from stages.core.records.sample import Sample
from stages.core.records.story_asset import Criterion

CASES = ("happy", "edge", "failure")

_FAILURE = re.compile(
    r"\b(?:fail(?:s|ed|ing|ures?)?|errors?|refus\w*|reject\w*|invalid|den(?:y|ies|ied)|declin\w*|not found|"
    r"cannot|can't|wrong|could not|unavailable|broken|block(?:s|ed)|missing|expired|"
    r"time[sd]? out|timeout|forbidden|not allowed|unknown|locked|conflicts?|lost|damaged|"
    r"warn(?:s|ed|ing)?|stopped|without permission|is not (?:sent|saved|accepted|possible|offered))\b"
    r"|失败|错误|拒绝|无效|不能|无法|不可|未找到|找不到|不存在|超时|过期|异常|禁止|不允许|驳回|不通过"
    r"|失效|报错|不支持|不得|拦截|锁定|冲突|不予|缺少|丢失|损坏|提醒|警告|中断|没有权限|无权",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"\b(?:limits?|maximum|minimum|at most|at least|more than|less than|fewer than|over \d+|under \d+|empty|"
    r"zero|none|no \w+ (?:left|yet|results?)|already|twice|again|duplicate\w*|same time|exactly|last|"
    r"only one|full|too (?:many|few|long|short|late|early|much)|partial\w*|half|"
    r"(?:after|before) (?:the )?deadline|midnight|boundar\w+)\b"
    r"|上限|下限|最多|最少|至少|不超过|超过|不足|超出|为空|没有|为零|为 ?0|已经|再次|重复|两次|同时|刚好"
    r"|边界|最后|唯一|满了|已满|太多|太少|部分|临界|多次|同一",
    re.IGNORECASE,
)


def case(criterion: Criterion) -> str:
    """Return which of CASES a criterion is."""
    text = "\n".join([criterion.title, *criterion.when, *criterion.then])
    if _FAILURE.search(text):
        return "failure"
    return "edge" if _EDGE.search("\n".join([text, *criterion.given])) else "happy"


def cases(sample: Sample) -> list[str]:
    """Return the case of each criterion of a story; none of another answer."""
    found = story.read(sample.output).story if sample.format == "story" else None
    return [case(criterion) for criterion in found.criteria] if found else []


def is_beyond_happy(told: Iterable[str]) -> bool:
    """Say whether a story with these cases has an edge or a failure."""
    return not set(told) <= {"happy"}
