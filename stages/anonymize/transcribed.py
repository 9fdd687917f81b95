"""Find names of Mongols, Tibetans and Uyghurs by their parts: 扎西多吉, 乌云其其格, 阿依努尔.

Two parts make a name wherever they stand; one of three signs and more where it stands alone. The parts are
put together by hand. Known limit: a part of two signs alone (次仁), and names of other peoples.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import places
from stages.anonymize.name_places import SOUNDS

MONGOLIAN = (
    "巴特尔|巴图|巴雅尔|巴音|巴根|布和|宝音|毕力格|朝鲁|朝克图|达来|道尔吉|额尔敦|额尔德尼|恩和|嘎日迪|高娃|格日勒|格日乐|哈斯|呼和|呼日勒|呼斯楞"
    "|吉雅|吉日嘎拉|孟和|孟克|莫日根|满都拉|牧仁|那仁|那木拉|娜仁|其其格|其木格|青格勒|萨仁|萨如拉|赛罕|斯琴|斯日古楞|苏日娜|苏和|苏日嘎|塔娜"
    "|特木尔|铁木尔|图雅|图门|托娅|乌恩|乌力吉|乌日娜|乌日图|乌兰|乌云|乌尼尔|锡林|伊德尔|珠拉|仁钦|敖登|敖日格勒"
)
TIBETAN = (
    "扎西|次仁|次旦|次央|达娃|达瓦|旦增|丹增|丹巴|德吉|德庆|顿珠|顿主|多吉|格桑|嘎玛|噶玛|贡布|贡嘎|加措|嘉措|坚赞|坚参|尖措|才让|卓玛|卓嘎|拉姆|拉珍"
    "|拉巴|罗布|洛桑|罗桑|洛珠|尼玛|平措|普布|普琼|强巴|曲珍|曲扎|群培|仁青|仁增|索朗|桑珠|桑杰|土登|土旦|旺堆|旺姆|旺久|旺扎|西热|央宗|央金|益西|益希"
    "|云丹|扎巴|扎桑|晋美|晋麦|白玛|班丹|边巴|巴桑|江村|江措|米玛|阿旺|欧珠|朗杰|南杰|白珍|措姆"
)
TURKIC = (
    "古丽|努尔|买买提|吐尔逊|艾买提|艾山|艾合买提|阿不都|阿卜杜|阿布都|热合曼|热合木|热依木|热依汗|玉素甫|依明|伊明|依布拉音|尼亚孜|库尔班|肉孜|托合提|托乎提|吐尔地"
    "|吾买尔|吾甫尔|帕提|帕夏|阿依|阿孜|迪丽|迪里|热娜|米热|木拉提|叶尔|阿迪力|买买提江|库尔班江|艾则孜|拜合提|吾斯曼|阿曼|夏提|娜尔"
)
PART = f"(?:{MONGOLIAN}|{TIBETAN}|{TURKIC})"
LONG = "|".join(part for part in f"{MONGOLIAN}|{TIBETAN}|{TURKIC}".split("|") if len(part) > 2)
PEOPLES = f"{PART}{{2}}|{LONG}"
WHOLE = re.compile(
    rf"{PART}{{2,4}}(?:[江汗]?[·•‧][{SOUNDS}]{{2,8}})?|(?<![\u4e00-\u9fff·•‧])(?:{LONG})(?![\u4e00-\u9fff·•‧])"
)


def transcribed(text: str) -> Iterator[tuple[int, int]]:
    """Yield such names."""
    done = 0
    for start, _ in places(text, PEOPLES):
        match = WHOLE.match(text, start) if start >= done else None
        if match:
            done = match.end()
            yield match.span()
