"""Find Chinese names whose surname is rare or unknown, where something says firmly that one stands there.

A rare surname is a word as often (法, 门, 能): it counts behind a label, below a heading, as the value of a
key, behind a role, before a title, in a list of names, and beside a number of a person. Behind a label with
a colon and below a heading any signs are a name that make no words (德吉央宗, 静文), and a name may have a
blank behind its surname (冒 敏). Known limit: two signs that are a word as well (明月).
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import COMPOUND, GIVEN, NEVER_GIVEN, SURNAMES
from stages.anonymize.context import heading, line, names
from stages.anonymize.cues import within
from stages.anonymize.finding import Subject
from stages.anonymize.name_ends import END, Candidate, ends
from stages.anonymize.name_places import (
    APART,
    CALLED,
    COLON,
    FAMILIARLY,
    LABEL,
    NAMED,
    POINT,
    ROLE_LABEL,
    SOUNDS,
    SPACED,
    TITLE,
    Place,
    is_called_thing,
    is_word,
    listed,
    place_of,
    stands_beside,
)
from stages.anonymize.name_reading import is_known, odds_at
from stages.anonymize.name_signs import ENDINGS, SURE, likelihood
from stages.anonymize.name_words import BRANDS, COMMON, FIGURES
from stages.anonymize.person_words import HAN, ROLES_END
from stages.anonymize.present import again
from stages.anonymize.row_headings import above

RARE = (
    "侍戢贠干羊於家松弓牧山蓬秋暴钭从咸鬱能堵通别充鱼终广禄利越勾融空乜养须相后红益督缑郈琴归海晋法汝钦伯赏墨哈"
    "谯笪年爱福俎眭禚冮问植种税操门候开来资木普依綦战闭厚麴火过尔冒银信玉黑仓闪笃撒忽喇沐洒矣线锁奉泉扎折弥"
    "呼甯迮仵母初青衣由矫隽辇丑油竹菅荔蹇辜竭粱羌仡弋庚拜祈乾粘鈄逑郧鄯銮鉏闳颛髙鬲麹昃晟智朝栋桐桥桃梧楮"
    "欒歙殿毌泥洗浮浑涤淡清渠漕潭炎烛爨犹狐珠瑞盘矢磨禽稽穰竞筱紫縢缐罕肇臺良芒苌英苤茆莒莱菲葵葳蒿蔄蔑薊"
    "藉虎虢蚩裕誉豹赤辉遇遂郅酒钊闽陕雀静革鞏颖骨鬼魁鲜鼓斛"
    "趙錢孫馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範魯韋馬鳳鮑費賀湯羅鄔樂時齊顧黃蕭談龐紀項藍閔賈婁顏鍾淩萬盧經應"
    "單諸龔陸葉龍賴喬陰黨譚勞鄺聞蒼雙酈邊農溫莊閻連習魚簡饒關鄭吳鄧遊劉塗鐘賓練寧嚮賢嶽闕闞聶過樓區歐陽麥閆"
    "滿紅儲車賁駱榮繆畢龎"
)
"""Surnames of one sign that are rare, or those of traditional writing."""
FAMILIES = (
    "缑俎眭禚冮郈谯笪麴綦麹迮仵甯辜羌鄣郧鄯鈄逑颛蹇荔朝昃竺菅佴佘荀芦蔄鬲斛邸虢郅钊水鹿候勾税柏植哈普羊松游"
    "趙錢孫馮陳衛蔣韓楊許呂張嚴華謝鄒竇蘇魯韋馬鮑費賀湯羅鄔顧黃蕭談龐紀項藍閔賈婁顏鍾萬盧龔陸葉龍賴喬譚鄺"
    "聶習簡饒關鄭吳鄧劉塗鐘寧歐閆儲駱繆畢龎齊閻"
)
"""Those that hardly make a word with a title."""
RARE_COMPOUND = (
    "亓官|司寇|宰父|相里|夹谷|斛律|公羊|东门|宗政|公西|公良|漆雕|壤驷|巫马|仲长|单于|太史|乐正|谷梁|南门|第五"
    "|贺兰|贺若|贺拔|豆卢|叱干|达奚|宇文|尔朱|高堂|子车|颛孙|微生|羊舌|段干|屈突|屋庐|仆固|哥舒|沙吒|北宫|左人|老阳"
    "|范姜|張簡|张简|歐陽|司馬|諸葛|東方|尉遲|公孫|長孫|夏侯|軒轅|獨孤|鍾離|鮮于|聞人|濮陽|納蘭|完顏|赫連|東郭|端木"
)
"""Rare surnames of two signs, and those of traditional writing."""
PAIR = f"(?:{COMPOUND}|{RARE_COMPOUND})"
SURNAME = f"(?:{PAIR}|[{SURNAMES}{RARE}])"
PAIRED = re.compile(PAIR)
FIRST = "".join(sorted({pair[0] for pair in PAIR[3:-1].split("|")} | set(SURNAMES + RARE)))
BEGIN = re.compile(rf"[{FIRST}](?:(?<![A-Za-z_\u4e00-\u9fff].)|(?<=[{ROLES_END}务席].))(?={HAN})")
"""Where a name may begin: at the begin of a word or behind a role; no other signs are tried."""
RARE_NAME = re.compile(SURNAME + GIVEN)
ALONE = re.compile(rf"{HAN}(?<!{HAN}.)(?<!{POINT}.){HAN}{{1,5}}(?!{HAN}|{POINT})")
"""Signs that stand alone, written so that only Chinese ones are tried."""
BLANK_CUE = r"\p{Han}[ \x{3000}]\p{Han}"
BLANK = re.compile(rf"[{FIRST}](?<!{HAN}.)(?<!{HAN}[ 　].){HAN}?[ 　]{GIVEN}(?![ 　]?{HAN})")
BLANKED = re.compile(rf"{SURNAME}[ 　]")
"""A name with a blank behind its surname."""
OF_SOUNDS = re.compile(f"[{SOUNDS}那顺图央措宗平卓增珠波罕沁其体铁妞呷呼楞额敦娃果祜]{{3,6}}")
"""A name of three signs and more that write the sounds of another language."""
NO_NAME = re.compile(
    f"[{NEVER_GIVEN.replace('图', '')}暂待同见略酱窖糕酥{ENDINGS}]"
    "|(?:[组处室科队局院所站厅会办委团系层厂行社网台街村乡镇店家法学力性式率])$"
)
"""Signs that no name of an unknown surname has."""
LISTED = listed(SURNAME + GIVEN)
BETWEEN = re.compile("[、，,;；/和与及]")
LEAST_ODDS = -5
"""What a name behind a role must reach as a reading of its sentence."""
OTHERS = 2
"""Names before one in a list of names."""
HAN_BEFORE = re.compile(f"{HAN}$")
OTHER = "亖"
"""A sign that stands for a surname of which nothing is counted."""
LEAST_GIVEN, SURELY = -1, 1
"""What the given signs must reach behind a firm label, and where a word may stand as well."""
PAIR_SURPLUS, WORD = 2, 3
"""What a surname of two signs adds, and what a word that the first two signs are takes away."""
LONG = 3
"""Signs of a name that no label announces, at least."""
COLONS = (":", "：")
LONGEST = 4
"""Signs of a name that writes no sounds, at most."""
COLUMN = re.compile(r"(?:^|[,\t]|  |　)[ ]?[\"']?$")
"""What stands before a value in a row without a frame."""


def stated(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield each name, and each further place of one of three signs and more; they may overlap others."""
    found = dict.fromkeys([*_rare(subject), *_unknown(subject), *_blank(subject)])
    yield from found
    known = {subject.text[start:end] for start, end in found}
    yield from (place for place in again(known, subject.text) if place not in found)


def _rare(subject: Subject) -> Iterator[tuple[int, int]]:
    for begin in BEGIN.finditer(subject.text):
        match = RARE_NAME.match(subject.text, begin.start())
        candidate = ends(subject.text, *match.span()) if match else None
        if candidate and candidate.follows and _is_stated(subject, candidate):
            yield candidate.start, candidate.end


def _is_stated(subject: Subject, candidate: Candidate) -> bool:
    """Say whether something announces what looks like a name with a rare surname."""
    name, _, end, _ = candidate
    pair = PAIRED.match(name)
    given = likelihood("欧阳" + name[2:]) - SURE if pair else likelihood(OTHER + name[1:])
    if given < LEAST_GIVEN or is_known(name) or (not pair and is_word(name)):
        return False
    if len(name) < LONG and subject.text.startswith(COLONS, end):
        return False
    place = place_of(subject, candidate)
    place = place._replace(before=LISTED.sub("", place.before))
    if candidate.follows != END:
        return given > SURELY and len(name) >= LONG and _is_behind_role(place)
    if COLON.search(place.before) and (LABEL.search(place.before) or ROLE_LABEL.search(place.before)):
        return True
    return _is_announced(place, given + PAIR_SURPLUS * bool(pair) - (not pair and is_known(name[:2])) * WORD)


def _is_announced(place: Place, given: int) -> bool:
    """Say whether a heading, a role, a title, a list, a number or a key announces a name."""
    subject, name, start, end, _, before = place
    apart = not HAN_BEFORE.search(before)
    called = _called(subject, start, end) if apart else []
    if any(NAMED.search(word) for word in called):
        return True
    if given < 0 or name in COMMON or name in FIGURES:
        return False
    if _is_behind_role(place) or any(FAMILIARLY.search(word) for word in called):
        return True
    if given < SURELY or len(name) < LONG or is_called_thing(subject, start, end):
        return False
    if TITLE.match(subject.text, end) or _is_listed(line(subject.text, start)):
        return True
    return apart and (stands_beside(place) or any(CALLED.search(word) for word in called))


def _is_behind_role(place: Place) -> bool:
    """Say whether a role stands before a name that is not much less likely than the words of its signs."""
    is_role = bool(ROLE_LABEL.search(place.before))
    return is_role and odds_at(place.subject.text, place.start, place.end) >= LEAST_ODDS


def _is_listed(before: str) -> bool:
    names = LISTED.search(before)
    return bool(names and len(BETWEEN.findall(names[0])) >= OTHERS)


def _unknown(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield what stands alone behind a firm label or below a heading and makes no words."""
    for match in ALONE.finditer(subject.text):
        if _is_no_word(match[0]) and _is_labelled(subject, *match.span()):
            yield match.span()


def _is_no_word(run: str) -> bool:
    if is_known(run) or run in COMMON or run in BRANDS or run in FIGURES:
        return False
    if OF_SOUNDS.fullmatch(run):
        return True
    if NO_NAME.search(run):
        return False
    pairs = (run[place : place + 2] for place in range(len(run) - 1))
    return len(run) <= LONGEST and not any(is_known(pair) for pair in pairs) and not is_word(run)


def _is_labelled(subject: Subject, start: int, end: int) -> bool:
    before = line(subject.text, start)
    if LABEL.search(before) and COLON.search(before):
        return True
    if not (APART.search(before) or SPACED.search(before) or COLUMN.search(before)):
        return False
    called = [heading(subject, start)] if "|" in before else _called(subject, start, end)
    sounds = OF_SOUNDS.fullmatch(subject.text, start, end)
    return any(NAMED.search(word) or (sounds and FAMILIARLY.search(word)) for word in called)


def _called(subject: Subject, start: int, end: int) -> list[str]:
    """Return what a place is called, also by a heading above columns that spaces set apart."""
    before = line(subject.text, start)
    return [*names(subject, start, end), above(subject.text, start) if COLUMN.search(before) else ""]


def _blank(subject: Subject) -> Iterator[tuple[int, int]]:
    for match in within(subject.text, BLANK_CUE, BLANK):
        if not BLANKED.match(match[0]):
            continue
        place = place_of(subject, Candidate(match[0], *match.span(), END))
        if _is_labelled(subject, *match.span()) or stands_beside(place):
            yield match.span()
