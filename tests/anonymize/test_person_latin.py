"""Names in Latin letters are found behind what announces them, and again in the same text."""

import pytest

from bench.masking import subject
from stages.anonymize.detect import cued
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.rules import person_latin


def _found(text: str, language: str, lexicon: Lexicon) -> set[str]:
    read = cued(subject(text, language, "a.txt", lexicon))
    return {text[one.start : one.end] for one in person_latin.find(read)}


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("**Incident commander:** Oona Quist  **Scribe:** Lei Kahana\n", "markdown", "Oona Quist|Lei Kahana"),
        ("| 姓名 | 英文/拼音 |\n|---|---|\n| 麦浩然 | Mak Ho Yin |\n", "markdown", "Mak Ho Yin"),
        ("| 模块 | Maintainer |\n|---|---|\n| sdk | Oona Quist（王宁） |\n", "markdown", "Oona Quist"),
        ("approved by Dag Halvorsen on 2026-02-18\n", "text", "Dag Halvorsen"),
        ("To: Cui Yu <c@a.cn>; Huo Jia <h@a.cn>\n", "eml", "Cui Yu|Huo Jia"),
        ("Dear Ms Achterberg,\n", "eml", "Achterberg"),
        ("Hi Vikram,\nok\nKind regards,\nKofi\n", "eml", "Vikram|Kofi"),
        ("Hello Vikram\n\nthe build is green.\n", "text", "Vikram"),
        ("On Sat, 7 Mar 2026, Kofi Amponsah-Darko wrote:\n", "eml", "Kofi Amponsah-Darko"),
        ('v = Visitor(name="MacAllister, Fionnuala")\n', "python", "MacAllister, Fionnuala"),
        ("01    柏舟      BAI/ZHOU\n", "text", "BAI/ZHOU"),
        ("崔雨珞 Cui Yuluo\n", "text", "Cui Yuluo"),
        ("邀请人: Marit Solbakken, Oslo\n", "text", "Marit Solbakken"),
        ("no,full_name,notes\n1,Theodora Blackwood-Reyes,x\n", "csv", "Theodora Blackwood-Reyes"),
        ("Author: Oona Quist\n\nOona rolled back.\n", "text", "Oona Quist|Oona"),
    ],
)
def test_a_name_is_found(text: str, language: str, names: str) -> None:
    assert _found(text, language, Lexicon(own=True)) == set(names.split("|"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Owner: Platform Team\nContact: Support Service\n", "text"),
        ("From: Node Server\nDear Customer,\n", "eml"),
        ("Hello Subdomain\n", "text"),
        ("owner = ServiceAccount\nfirst_name = Column(String)\n", "python"),
        ("addOwner=Sahip Ekle\n", "properties"),
        ("Copyright (c) 2019 Kevin Sheppard\n", "text"),
    ],
)
def test_a_thing_is_no_name(text: str, language: str) -> None:
    assert not _found(text, language, Lexicon(own=True))


def test_the_tags_of_others_give_credit() -> None:
    assert not _found("Author: Oona Quist\n", "text", Lexicon(own=False))
