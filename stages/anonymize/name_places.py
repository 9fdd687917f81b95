"""Say what announces a name: words before it, a sentence, a chat, its key, a number of a person beside it."""

import re
from typing import NamedTuple

from stages.anonymize.checksums import luhn
from stages.anonymize.chinese_names import NAME, WORDS
from stages.anonymize.context import heading, line, names
from stages.anonymize.finding import Subject
from stages.anonymize.name_ends import END, SIGN, UNKNOWN, WORD, Candidate, is_firm
from stages.anonymize.name_reading import odds_at
from stages.anonymize.name_signs import LEAST, WORDY, is_compound, is_given, is_likely, likelihood
from stages.anonymize.name_words import BRANDS, COMMON
from stages.anonymize.person_words import (
    AMID,
    DEEDS,
    FAMILIAR,
    HAN,
    KEY,
    LEADS,
    PARTICLES,
    PERSON,
    ROLE,
    STRONGLY,
    THING,
    TITLES,
)
from stages.anonymize.rules import cn_id

BARE = (
    r"(?:(?<![A-Za-z_])|(?<=\b[a-z]_)|(?<=TEST_)|(?<=DEMO_)|(?<=get)|(?<=set)|(?<=[a-z]With)|(?<=with)|(?<=By))"
    r"(?:[Nn]ame|NAME|xm)"
)
MANY = r"(?:s|_?[Ll]ist|[Ss]et|Arr(?:ay)?)?\d{0,2}"
CLASS = (
    r"(?:User|Person|People|Employee|Emp|Staff|Student|Stu|Teacher|Customer|Member|Patient|Doctor|Worker|Manager"
    r"|Boss|Leader|Author|Contact|Applicant|Buyer|Seller|Owner|Driver|Passenger|Guest|Visitor|Father|Mother|Son|Child"
    r"|Boy|Girl|Man|Woman|Human|Friend)"
)
CLASS_TAIL = r"(?:DO|DTO|VO|PO|BO|Entity|Info|Bean|Model|Vo|Dto)?(?:_\w+)?"
POINT = "[·•・‧]"
POINTED = re.compile(POINT)
DOTTED = re.compile(
    rf"(?<![\u4e00-\u9fff·•・‧])(?P<name>{HAN}{{2,6}}(?:{POINT}{HAN}{{1,6}}){{1,2}})(?![\u4e00-\u9fff·•・‧])"
)
"""A name of a person of a people that writes its parts apart."""
SOUNDS = (
    "阿艾爱安奥巴白班贝本比别伯勃博布查次达大戴丹德登迪蒂丁顿多尔恩法菲费夫芙弗福噶盖冈格葛根贡古哈海汗赫胡吉加江杰金居卡康考科克肯库拉来莱兰朗勒雷"
    "里莉力利丽林琳龙卢鲁伦罗洛麻马玛买迈麦曼美蒙米明莫木姆穆娜纳乃奈尼涅努诺欧帕佩皮普齐奇钦琼丘曲然热仁日茹肉瑞萨赛桑沙山什史斯丝苏孙索塔泰坦汤特提"
    "汀图土吐列合洪不都森逊托瓦门娃卜玉甫汗乎埃彼厄瑟塞茨廷詹万旺威维沃乌吾西希夏香肖谢辛雅亚延杨耶叶伊依以因英永尤于约则扎泽珍朱卓孜则祖兹措堆顿姑"
)
"""Signs that write the sounds of other languages."""
FOREIGN = re.compile(f"(?<!{POINT})[{SOUNDS}]{{2,6}}(?:{POINT}[{SOUNDS}]{{2,6}}){{1,2}}(?!{POINT})")
"""A name that writes such sounds: 扎西·次仁, no 江湾·万科城."""
TITLE = re.compile(TITLES)
EXAMPLE = r"[，,（( ]{0,2}(?:例如|比如|譬如|示例|如|[eE]\.?g\.?)[:：,， ]{0,2}"
LABEL = re.compile(
    rf"{PERSON}(?:[ ]?[（(][^）)\n]{{1,10}}[）)])?[\"'”`」\])*]{{0,3}}(?:</\w+><\w+>)?[ \t]{{0,2}}"
    rf"(?:[:：(（,>|\t]|={{1,3}}>?|是|为|叫|{EXAMPLE})\*{{0,2}}[ \t]{{0,2}}[\[【]?[\"'“`「]?$"
)
ROLE_LABEL = re.compile(
    rf"(?:{ROLE}|{PERSON})(?:[ ]?[（(][^）)\n]{{1,10}}[）)])?[\"'”」*）)]{{0,3}}"
    rf"(?:(?:</?\w+>){{1,2}}|[:：=|\[【「（(“]|=>)?\*{{0,2}}[ \t　]{{0,12}}[\[【「“\"']?$"
)


def listed(name: str) -> re.Pattern[str]:
    """Return a pattern for names before a name, of which `name` is one for a single name."""
    return re.compile(
        rf"(?:(?<![感多鸣致])|(?!谢))"
        rf"(?:{name}(?:[（(][^()（）\n]{{1,12}}[）)])?[ ]?[、，,;；/和与及][ ]?){{1,30}}$"
    )


LISTED = listed(NAME)
LIST = 200
"""Characters of a list of names that are read."""
COLON = re.compile(r"[:：=]\*{0,2}\s?[\"']?$")
NAMED = re.compile(rf"(?:{PERSON}|{KEY}{MANY}|^\W*(?i:{PERSON}|linkman|xm))(?:列表|名单|清单|集合)?\W*$")
FAMILIARLY = re.compile(rf"(?:(?:^|[\W_]){FAMILIAR}|{ROLE}(?:列表|名单|清单|集合)?)\W*$")
CALLED = re.compile(rf"{BARE}{MANY}$")
OF_THING = re.compile(THING)
OBJECT_OF_THING = re.compile(
    r"[\"']?(?i:sku|price|isbn|goods\w*|spec|stock|quantity|qty|category|barcode|dict\w*)[\"']?\s?[:=]"
)
"""A key that only things have, beside a name in its object."""
THING_REACH = 20
"""Characters before a name in which a word for a thing stands: Product Name."""
HANS, DIGITS = re.compile("[\u4e00-\u9fff]+"), re.compile(r"\d+")
APART = re.compile(r"[^\w \u4e00-\u9fff][ ]{0,4}$|^\s*$")
"""What stands between a name and the words before it, when they do not make a sentence."""
SPACED = re.compile(r"[\u4e00-\u9fff][ 　]+$")
"""What stands before a word that spaces part from others."""
BRACKETS = ("（", "(")
OBJECT = re.compile(
    rf"(?:\b|_|(?-i:(?<=[a-z])(?=User|Person|Employee|Student|Teacher|Customer|Member))){CLASS}{CLASS_TAIL}"
    r"\s?[({][^(){}\n=:\u4e00-\u9fff]{0,40}[\"']$",
    re.I,
)
NUMBER = (
    r"(?P<number>(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[1-9]\d{16}[\dXx]|62\d{14,17}|[45]\d{15}"
    r"|[(（]0\d{2,3}[)）][ ]?\d{7,8}"
    r"|(?:0|\+86[ -])\d{2,3}[ -]\d{7,8}|(?:[EG]\d|E[A-Z])\d{7}|[\w.+-]{2,40}@[\w-]{1,40}\.)"
)
"""A number or an address that only a person has."""
BESIDE = re.compile(rf"[\"'](?:\s?,\s?[^,\n()\[\]]{{0,30}}){{0,3}}?,\s?[\"']?{NUMBER}(?!\d)")
BEFORE_NUMBER = re.compile(
    r"[ \t　]{0,3}[,，:：/|;；(（<＜—-]?[ \t　]{0,3}"
    rf"(?:(?:联系)?电话|手机号?|身份证号?码?|(?i:tel|mobile|phone|id))?[:：]?[ ]?{NUMBER}(?!\d)"
)
BEHIND_NUMBER = re.compile(rf"(?<!\d){NUMBER}[\"']?[ \t　]{{0,2}}[,，/|;；]?[ \t　]{{0,2}}[\"']?$")
IN_TAG = re.compile(rf"\s*</\w+>[^\n。！？]{{0,60}}?(?<!\d){NUMBER}(?!\d)")
HIDDEN = re.compile(r"[^\n]{0,20}[\u4e00-\u9fff]\*{1,3}(?!\*)")
"""A name with stars, beside the name."""
PIECES_BEFORE = re.compile(rf"(?:[\"']?{NAME}[\"']?\s?[,，、;；/|→]\s{{0,4}}){{1,3}}[\"']?$")
PIECES_BEHIND = re.compile(
    rf"[\"']?(?:\s?[,，、;；/|→]\s{{0,4}}[\"']?{NAME}(?![\u4e00-\u9fff])[\"']?){{1,3}}"
)
PIECES = re.compile(r"[,，、;；/|→]")
"""What stands between the names of a list."""
NAME_ALONE = re.compile(NAME)
ROW = re.compile(rf"\s*{NAME}(?:[ 　]{NAME}){{2,30}}\s*$", re.MULTILINE)
"""A line of names and nothing else."""
EXAMPLED = re.compile(
    r"(?:placeholder|example)\w*[\"']?\s?[=:]\s?[\"'](?:请输入|例如|比如|示例|如)[:：， ]{1,2}$"
)
"""What a field shows as an example."""
ALONE = 0
"""What a name must reach behind which somebody approved."""
REACH = 40
"""Characters before it in which no word for a thing stands."""
OTHERS = 2
"""Names that stand beside one in a list of names."""
SELF = re.compile(r"(?:我[是叫]|名叫|名字[是叫为])[\"'“]?$")
CALLS = r"兹证明|亲爱的|尊敬的|[@＠]|(?:请|找|联系|由|给|感谢)[ ]"
TOWARD = re.compile(rf"(?:[{AMID}托]|{CALLS})$")
STRONG = re.compile(rf"(?:[{STRONGLY}托]|[感多鸣]谢|{CALLS})$")
"""Words of TOWARD behind which hardly a word stands that looks like a name."""
NAMED_LEAST, LISTED_LEAST, BESIDE_LEAST = LEAST - 5, LEAST - 3, LEAST + 2
"""What a name must reach where a key says that it is one, between other names, and what those must reach."""
ROLE_LEAST = {UNKNOWN: LEAST + 3, SIGN: LEAST, WORD: LEAST, END: LEAST - 1}
"""What a name must reach behind a word for a person, by what stands behind the name."""
LEAST_ODDS = -2
"""What the odds of a name against words must reach that no label and no key says to be one."""
LABELLED = 0
"""What a name must reach that is a word, too, behind a word for a person and a colon, or beside a number."""
TOWARD_SURPLUS = {UNKNOWN: 2, SIGN: 1, WORD: 1, END: 0}
"""What a name must have above LEAST behind words such as TOWARD, by what stands behind the name."""
WEAK = dict.fromkeys(AMID, 2) | dict.fromkeys("和与及", 1)
"""What a name must have more behind signs that stand before other words as well."""
DOES = {UNKNOWN: 99, SIGN: 3, WORD: 3, END: 1}
"""What a name must have above LEAST that does something, by what stands behind it."""
CHARGED = LEAST - 3
"""What a name must reach between a word such as STRONG and a verb."""
SURELY = 3
"""What a name must reach that begins like a particle."""
LED = re.compile(rf"(?:{LEADS})$")
SPEAKER = re.compile(
    r"^[\s>*-]{0,8}(?:\[[^\]\n]{1,24}\]|(?:\d{4}[-/]\d\d?[-/]\d\d?[ T])?\d\d?:\d\d(?::\d\d)?)?[ ]{0,2}$"
)
SPOKE = re.compile(
    r"(?:[ ]?[（(][^）)\n]{1,12}[）)])?[ ]?(?:[:：](?=\s?\S)|[ ]{1,4}(?:\d{4}[-/年]\d|\d\d?:\d\d))"
)
"""A line of a chat: who, and when or what."""
DATE = r"(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?"
DATED = re.compile(rf"^[\s/*#>|-]*{DATE}(?:[ ]\d\d?:\d\d(?::\d\d)?)?[ \t]{{1,4}}$")
"""An entry of a list of changes: when, who, what."""
TASKED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)[ (:：@-]{1,3}$")
"""A note in code: who is to do it."""
APPROVED = re.compile(rf"[ \t　]{{1,8}}{DATE}")
"""What stands behind a name in a form: the day on which somebody signed."""
SIGNED = re.compile(r"(?:此致|敬礼|祝好|顺颂|谢谢|敬上|签名|落款|(?i:regards|thanks))[^\n]{0,8}\n\s*$")
"""What stands above the name below a letter."""
GREETED = re.compile(r"[ ]?[，,：:！!]?[ ]?(?:您好|你好|早上好|下午好|您的|[两各]位)")
DEED_AFTER = re.compile(rf"(?:{APART.pattern}|是$)")
NEIGHBOUR = re.compile(f"[和与及、]{NAME}")
"""A second name of a list."""
DOUBTFUL = PARTICLES.replace("于", "")
"""Surnames that are something else at the begin of a sentence, too."""
DEED = re.compile(DEEDS)
PROSE = frozenset({"text", "markdown", "rst", "log", "html"})
"""Languages whose lines are sentences."""


class Place(NamedTuple):
    """A name in a text."""

    subject: Subject
    name: str
    start: int
    end: int
    follows: int
    """How well what stands behind it follows a name."""
    before: str
    """Its line before it, without the names of a list."""


def is_word(name: str) -> bool:
    """Say whether what looks like a name is a word, or begins with one."""
    if (
        name in BRANDS
        or name[0] == name[1]
        or name[0] == name[2:]
        or (name[0] in PARTICLES and WORDS.match(name, 1))
    ):
        return True
    return bool(WORDS.match(name)) and not is_given(name)


def is_no_word(name: str) -> bool:
    """Say whether a name alone is no less likely than the words that its signs make."""
    return odds_at(name, 0, len(name)) >= 0


def _is_name(name: str, least: int) -> bool:
    """Say whether the signs of a name are those of names rather than of words."""
    return bool(DOTTED.fullmatch(name)) or (
        likelihood(name) >= least and name not in COMMON and not is_word(name)
    )


def place_of(subject: Subject, candidate: Candidate) -> Place:
    """Return what may be a name with what stands before it."""
    name, start, end, follows = candidate
    return Place(subject, name, start, end, follows, _head(subject.text, start))


def is_apart(subject: Subject, candidate: Candidate) -> bool:
    """Say whether signs stand around what may be a name, and no sentence."""
    return candidate.follows == END and bool(APART.search(line(subject.text, candidate.start)))


def shape(subject: Subject, candidate: Candidate, names: set[str]) -> str:
    """Return the heading above what may be a name, or what stands before it, without names and numbers."""
    before = HANS.sub(lambda word: "" if word[0] in names else word[0], line(subject.text, candidate.start))
    return heading(subject, candidate.start) or DIGITS.sub("0", before)


def announced(place: Place) -> str:
    """Return the rule by which something announces a name, or an empty string."""
    word = not DOTTED.fullmatch(place.name) and is_word(place.name)
    if place.follows == END and LABEL.search(place.before) and (not word or COLON.search(place.before)):
        return "label"
    if word:
        return ""
    if place.name[0] in PARTICLES and not APART.search(place.before) and not _is_after_person(place):
        return ""
    rule = _stated(place) or _said(place) or (_called(place) if place.follows == END else "")
    sure = rule in ("", "named") or odds_at(place.subject.text, place.start, place.end) >= LEAST_ODDS
    return rule if sure else ""


def _is_after_person(place: Place) -> bool:
    """Say whether a surname that is mostly a particle begins a name behind a word for a person or a verb."""
    before = place.before
    if TASKED.search(before) or EXAMPLED.search(before) or before.endswith("  "):
        return likelihood(place.name) >= SURELY
    if place.name[0] not in "于时向" or likelihood(place.name) < SURELY or WORDS.match(place.name[1:]):
        return False
    listed = before != line(place.subject.text, place.start)
    return listed or any(words.search(before) for words in (STRONG, ROLE_LABEL, LED))


def _stated(place: Place) -> str:
    """Return the rule by which a title or a role announces a name."""
    if TITLE.match(place.subject.text, place.end) and (place.name[0] not in WORDY or is_likely(place.name)):
        return "title"
    if not _is_role(place):
        return ""
    if place.follows != UNKNOWN:
        return "role"
    return "" if APART.search(place.before) or is_firm(place.subject.text, place.end) else "role"


def _is_role(place: Place) -> bool:
    """Say whether a word for a person stands before a name; behind a colon it may be a word: 出纳：高洁."""
    labelled = place.follows == END and COLON.search(place.before) and likelihood(place.name) >= LABELLED
    named = labelled or _is_name(place.name, ROLE_LEAST[place.follows])
    return bool(named and ROLE_LABEL.search(place.before))


def _said(place: Place) -> str:
    """Return the rule by which a sentence, a letter or a chat announces what looks like a name."""
    subject, name, _, end, _, before = place
    charged = STRONG.search(before) and DEED.match(subject.text, end)
    if not _is_name(name, CHARGED if charged else LEAST):
        return ""
    if _is_entry(place):
        return "entry"
    if WORDS.match(name) and not is_compound(name):
        return ""
    if APART.search(before) and GREETED.match(subject.text, end):
        return "greeted"
    if _is_in_sentence(place):
        return "sentence"
    spoke = subject.language in PROSE and SPEAKER.search(before) and SPOKE.match(subject.text, end)
    return "speaker" if spoke else ""


def _is_entry(place: Place) -> bool:
    """Say whether a list of changes, a note in code, a letter, a form or a row of names has a name there."""
    subject, name, start, end, _, before = place
    if DATED.search(before) or TASKED.search(before):
        return True
    if not before.strip() and SIGNED.search(subject.text[max(0, start - LIST) : start]):
        return True
    approved = before.endswith(("  ", "　")) and APPROVED.match(subject.text, end)
    return bool(approved and likelihood(name) >= ALONE) or _is_in_row(place)


def _is_in_sentence(place: Place) -> bool:
    """Say whether a name does something, or something is done to whom it names."""
    subject, name, start, end, follows, before = place
    deed = name[0] not in DOUBTFUL and DEED.match(subject.text, end)
    if odds_at(subject.text, start, end) < 0:
        return False
    if deed and (STRONG.search(before) or DEED_AFTER.search(line(subject.text, start))):
        return True
    surplus = likelihood(name) - LEAST - (name[0] in WORDY)
    if TOWARD.search(before):
        strong = STRONG.search(before)
        if surplus >= TOWARD_SURPLUS[follows] + (0 if strong else WEAK.get(before[-1], 0)):
            return follows != UNKNOWN or bool(strong and not is_firm(subject.text, end))
    if surplus >= DOES[follows] and name[0] not in DOUBTFUL:
        return bool(LED.search(before) or (follows != END and DEED_AFTER.search(before)))
    joined = NEIGHBOUR.match(subject.text, end) or before != line(subject.text, start)
    return bool(joined and before.endswith("是"))


def _called(place: Place) -> str:
    """Return the rule by which a key, a column, what stands beside it or its signs alone announce a name."""
    subject, name, start, end, _, before = place
    if not (_is_begin(before) or subject.text.startswith(BRACKETS, end) or SELF.search(before)):
        return ""
    called = names(subject, start, end)
    if likelihood(name) >= NAMED_LEAST and any(NAMED.search(word) for word in called):
        return "named"
    if _is_name(name, LISTED_LEAST) and not heading(subject, start) and _is_in_list(place):
        return "listed"
    if any(OF_THING.search(word) for word in called):
        return ""
    familiar = _is_name(name, LEAST - 1) and any(FAMILIARLY.search(word) for word in called)
    return "role" if familiar else _doubted(place, called)


def _doubted(place: Place, called: list[str]) -> str:
    """Return "doubted" where what things have, too, announces a name, or nothing but its signs."""
    subject, name, start, end, _, _ = place
    if any(CALLED.search(word) for word in called) and _is_name(name, LEAST) and is_no_word(name):
        return "" if _is_of_thing(subject.text, start, end) else "doubted"
    likely = _is_name(name, LEAST - 1)
    beside = (likely or likelihood(name) >= LABELLED) and stands_beside(place)
    return "doubted" if beside else ""


def _is_begin(before: str) -> bool:
    """Say whether what follows the begin of a line is apart from it, or an example."""
    return bool(APART.search(before) or SPACED.search(before) or EXAMPLED.search(before))


def _head(text: str, start: int) -> str:
    """Return the line before a name, without the names of a list before it."""
    before = line(text, start)
    if before.rstrip()[-1:] not in tuple("、，,;；/和与及"):
        return before
    return LISTED.sub("", text[max(0, start - LIST) : start].rsplit("\n", 1)[-1])


def is_called_thing(subject: Subject, start: int, end: int) -> bool:
    """Say whether a key or a column says that what stands alone between signs is a thing."""
    before = line(subject.text, start)
    alone = APART.search(before) and before.strip() and not HANS.match(subject.text, end)
    return bool(alone) and any(OF_THING.search(word) for word in names(subject, start, end))


def _is_of_thing(text: str, start: int, end: int) -> bool:
    """Say whether the object in which a name stands has a key that only things have."""
    first, last = text.rfind("{", max(0, start - LIST), start), text.find("}", end, end + LIST)
    before = line(text, start)
    if OF_THING.search(before[before.rfind("<") :] if "<" in before else before[-THING_REACH:]):
        return True
    within = first >= 0 and last >= 0 and text.find("}", first, start) < 0
    return within and bool(OBJECT_OF_THING.search(text, first, last))


def stands_beside(place: Place) -> bool:
    """Say whether a name is an argument of a person, or stands beside other names or a number of a person."""
    subject, _, start, end, _, before = place
    text = subject.text
    if heading(subject, start):
        return False
    if SELF.search(before) or OBJECT.search(before) or HIDDEN.match(text, end):
        return True
    behind = (BESIDE, BEFORE_NUMBER, IN_TAG) if before.endswith(">") else (BESIDE, BEFORE_NUMBER)
    numbers = [BEHIND_NUMBER.search(before), *(pattern.match(text, end) for pattern in behind)]
    return any(_is_personal(match["number"]) for match in numbers if match)


def _is_in_row(place: Place) -> bool:
    """Say whether nothing but names stands in its line, apart by spaces."""
    text, start = place.subject.text, place.start
    row = ROW.match(text, text.rfind("\n", 0, start) + 1)
    return bool(row and row.end() > start) and sum(map(is_likely, row[0].split() if row else ())) > OTHERS


def _is_in_list(place: Place) -> bool:
    """Say whether a list has other names before or behind what may be a name."""
    text, before, end = place.subject.text, line(place.subject.text, place.start), place.end
    pieces = (PIECES_BEFORE.search(before), PIECES_BEHIND.match(text, end))
    others = [other.strip(" \"'\n") for piece in pieces if piece for other in PIECES.split(piece[0])]
    likely = (
        NAME_ALONE.fullmatch(other) and _is_name(other, BESIDE_LEAST) and is_no_word(other)
        for other in others
    )
    return sum(map(bool, likely)) >= OTHERS


def _is_personal(number: str) -> bool:
    """Say whether a number that may be one of a person has its check digit, if it is to have one."""
    if len(number) == 18 and number[:17].isdigit():
        return cn_id.is_valid(number.upper())
    return luhn(number) if number.isdigit() and len(number) > 15 else True
