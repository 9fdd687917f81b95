"""Collect the organisations that notices of copyright name, in English and Chinese.

What stands around a name of its own is left out: the form of the company, its line of business, its city. A
holder of two words or more that no such word marks is a person as often as not, and is left out.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import within
from stages.anonymize.owners import organisation
from stages.anonymize.rules.cn_address import PROVINCES
from stages.anonymize.rules.copyright_holder import END, NOBODY

MARK = r"(?:\([cC]\)|（[cC]）|©|&copy;)"
YEARS = r"(?:\d{4}(?:[ ]*[-–—,/][ ]*(?:\d{4}|present|now|至今))*年?)"
LATIN = re.compile(
    rf"(?:(?i:\bcopyright)[ :]*(?:{MARK}[ ,]*{YEARS}?|{YEARS}[ ]*{MARK}?|(?=by\b))|{MARK}[ ,]*{YEARS})"
    r"[ ,:]*(?i:by[ ]+)?(?P<holder>[A-Za-z][^\n]{1,60})"
)
CHINESE = re.compile(
    rf"版权所有[ :：]*{MARK}?[ ]*{YEARS}?[ ,，]*(?P<behind>[\u4e00-\u9fff（）()]{{2,30}})"
    r"|版权归[ ]?(?P<between>[\u4e00-\u9fff（）()]{2,30}?)[ ]?所有"
    rf"|(?:(?i:copyright)[ ]*)?{MARK}[ ]*{YEARS}?[ ,，]*(?P<before>[\u4e00-\u9fff（）()]{{2,30}})"
)
CUE = r"(?i)copyright|\(c\)|（c）|©|&copy;|版权"
FORM = re.compile(
    r"(?i)^(?:inc|incorporated|ltd|limited|llc|llp|corp|corporation|co|company|gmbh|ag|sa|bv|plc|pte|pty|oy|kk|srl"
    r"|and|and/or|authors|contributors|team|developers|project|holdings?|technolog(?:y|ies)|software|systems)$"
)
"""Words behind a name that say what kind of holder it is."""
ORGANISATION = re.compile(
    r"(?i)^(?:bank|group|labs?|studios?|media|games|networks?|solutions|university|institute)$"
)
"""Words that are a part of the name of an organisation and of no person."""
CN_CUT = re.compile(r"版权|保留|侵权|翻版|违者|未经|所有|授权|许可")
CN_NOBODY = re.compile(
    r"(?:原|本|该|其|各|归|属|作者|开发|用户|权利|官方|个人|者|人)|.*(?:作者|开发者|本人|团队|网友)$"
)
CN_FORM = re.compile(r"(?:股份)?(?:有限(?:责任)?)?公司$|集团(?:公司)?$")
CN_TRADE = re.compile(
    r"(?:信息|网络|科技|技术|软件|电子|商务|数据|智能|数码|传媒|文化|互联网|计算机|系统|服务|投资|控股|实业|贸易|发展)$"
)
CN_PLACE = re.compile(rf"^(?:(?:{PROVINCES})(?:省|市|特别行政区)?)?(?:[\u4e00-\u9fff]{{2,3}}市)?")
CN_LEAST = 2
"""Signs of a Chinese name."""


def holders(text: str) -> Iterator[str]:
    """Yield the name of each organisation that holds a copyright, with repeats."""
    for notice in within(text, CUE, LATIN):
        yield from _latin(END.split(notice["holder"], maxsplit=1)[0])
    for notice in within(text, CUE, CHINESE):
        yield from _chinese(notice["behind"] or notice["between"] or notice["before"])


def _latin(holder: str) -> Iterator[str]:
    words = [word.strip(".,;:'\"()") for word in re.split(r"[\s,]+", re.sub(r"(?i)^the\s+", "", holder))]
    words = [word for word in words if word]
    form = next((place for place, word in enumerate(words) if place and FORM.match(word)), len(words))
    name = words[:form]
    is_organisation = form < len(words) or ORGANISATION.match(name[-1] if name else "")
    if name and not NOBODY.match(holder) and (len(name) == 1 or (is_organisation and len(name) < 4)):
        yield organisation(name[0]) or name[0] if len(name) == 1 else " ".join(name)


def _chinese(holder: str) -> Iterator[str]:
    name = CN_CUT.split(re.sub(r"[（(][^（）()]*[）)]|[（）()]", "", holder), maxsplit=1)[0]
    if CN_NOBODY.match(name) or NOBODY.match(name):
        return
    core = CN_FORM.sub("", name)
    if core != name:
        core = CN_PLACE.sub("", core) if len(CN_PLACE.sub("", core)) >= CN_LEAST else core
        while len(shorter := CN_TRADE.sub("", core)) >= CN_LEAST and shorter != core:
            core = shorter
    if len(core) >= CN_LEAST:
        yield core
