"""Measure recall and precision of the rules of personal data on fictional records planted in files.

python -m bench.personal [RECORDS [SEED [SET ...]]]    prints both for each entity, with Wilson intervals of
95 %, on the templates that the rules were written with, on those that were held out at first, on the layouts
(`bench.layouts`) and on all sets of documents; or on the sets of documents that are named, alone. And for two
patterns like those of data-juicer.

Records are made by Faker (zh_CN) and by the generators below; each planted value stands beside a hard
negative: a value that looks like one and is none. A value counts as found when one finding of its entity
covers it; a finding that touches no planted value is wrong. Of data-juicer there is only a stand-in:
`1[3-9]` with nine digits, and 18 digits with a date, as its two patterns for China are.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from bench.documents import written
from bench.layouts import CALLED, OTHER, SETS, WORDY, Layout, fill, first
from bench.masking import subject
from bench.measured import need_library, timed
from stages.anonymize.checksums import USCC_ALPHABET, id_check, luhn, uscc_check
from stages.anonymize.detect import RULES, cued
from stages.anonymize.finding import Finding
from stages.anonymize.intervals import wilson
from stages.anonymize.lexicon import Lexicon


class Planted(NamedTuple):
    """A text with values that must be found."""

    text: str
    language: str
    values: list[tuple[int, int, str]]
    """Start, end and entity."""


LABELS = {
    "pii.cn-id": ("身份证号", "id_card", "idCard"),
    "pii.cn-mobile": ("手机号", "mobile", "phoneNumber"),
    "pii.cn-landline": ("座机", "tel", "officePhone"),
    "pii.bank-card": ("银行卡号", "bank_card", "cardNo"),
    "pii.cn-uscc": ("统一社会信用代码", "uscc", "creditCode"),
    "pii.cn-passport": ("护照号", "passport", "passportNo"),
    "pii.cn-plate": ("车牌号", "plate", "plateNo"),
    "pii.person": ("姓名", "real_name", "userName"),
    "pii.cn-address": ("地址", "address", "homeAddress"),
    "pii.email": ("邮箱", "email", "mail"),
}
"""Label in prose, column, and name in code of each entity."""

TUNED = (
    ("java", 'class A {{ String {code} = "{value}"; }}\n'),
    ("java", "// {label}：{value}\nint n = 1;\n"),
    ("python", 'user = dict({column}="{value}", active=True)\n'),
    ("sql", "INSERT INTO t_user (id, {column}, created) VALUES (1, '{value}', '2020-01-01');\n"),
    ("yaml", "user:\n  {column}: {value}\n"),
    ("properties", "user.{column}={value}\n"),
    ("json", '{{"{code}": "{value}", "n": 1}}\n'),
    ("markdown", "# 样例\n\n{label}：{value}，请勿外传。\n"),
    ("java", 'user.set{title}("{value}");\n'),
    ("go", 'var {code} = "{value}"\n'),
    ("typescript", "const user = {{ {code}: '{value}' }};\n"),
    ("xml", "<{column}>{value}</{column}>\n"),
    ("csv", "id,{column},state\n7,{value},1\n"),
    ("markdown", "| {label} | 状态 |\n| --- | --- |\n| {value} | 1 |\n"),
    ("ini", "[user]\n{column} = {value}\n"),
    ("sql", "UPDATE t_user SET {column} = '{value}' WHERE id = 1;\n"),
    ("text", "{label}: {value}\n"),
    ("html", "<tr><th>{label}</th><td>{value}</td></tr>\n"),
    ("markdown", "- **{label}**：{value}\n"),
    ("python", "assert row['{column}'] == '{value}'\n"),
)
FIRST_HELD_OUT = (
    ("kotlin", 'val user = User({code} = "{value}", active = true)\n'),
    ("python", 'record["{column}"] = "{value}"\n'),
    ("java", 'assertEquals("{value}", user.get{title}()); // {label}\n'),
    ("java", " * @param {code} {label}，例如：{value}\n"),
    ("yaml", "users:\n  - {{id: 1, {column}: '{value}'}}\n"),
    ("json", '[{{"label": "{label}", "value": "{value}"}}]\n'),
    ("sql", "SELECT * FROM t_user WHERE {column} = '{value}' AND state = 1;\n"),
    ("sql", "INSERT INTO t_user VALUES (1, '{value}', 0); -- {label}\n"),
    ("text", "用户的{label}为{value}。\n"),
    ("bash", 'export {column}="{value}"\n'),
)
"""Written after the first form of the rules, which missed one value in nine of them; known to them since."""


def cn_id(draw: random.Random, right: bool) -> str:
    """Return 18 digits of a person, or with a wrong check digit."""
    day = f"{draw.randint(1950, 2005)}{draw.randint(1, 12):02d}{draw.randint(1, 28):02d}"
    first17 = (
        draw.choice(["110105", "310104", "440305", "510107", "330106"]) + day + f"{draw.randint(0, 999):03d}"
    )
    check = id_check(first17)
    return first17 + (check if right else next(sign for sign in "0123456789" if sign != check))


def card(draw: random.Random, start: str, length: int, right: bool) -> str:
    """Return a number with a right or wrong Luhn digit."""
    body = start + "".join(draw.choices("0123456789", k=length - len(start) - 1))
    return next(body + digit for digit in "0123456789" if luhn(body + digit) is right)


def uscc(draw: random.Random) -> str:
    """Return a credit code."""
    first17 = "91" + draw.choice(["110105", "310104", "440305"]) + "".join(draw.choices(USCC_ALPHABET, k=9))
    return first17 + uscc_check(first17)


def values(draw: random.Random, fake: object) -> dict[str, str]:
    """Return one value of each entity."""
    area = draw.choice(["010", "021", "0755", "0571", "028"])
    plate = (
        draw.choice("京沪粤苏浙川") + draw.choice("ABCDE") + "".join(draw.choices("ABCDEFGH0123456789", k=3))
    )
    return {
        "pii.cn-id": cn_id(draw, True),
        "pii.cn-mobile": fake.phone_number(),  # type: ignore[attr-defined]
        "pii.cn-landline": f"{area}-{draw.randint(20_000_000, 89_999_999)}",
        "pii.bank-card": card(draw, draw.choice(["622202", "621700", "4", "52"]), 16, True),
        "pii.cn-uscc": uscc(draw),
        "pii.cn-passport": draw.choice(["E1", "G5", "EA", "PE"]) + f"{draw.randint(0, 9_999_999):07d}",
        "pii.cn-plate": plate + f"{draw.randint(10, 99)}",
        "pii.person": fake.name(),  # type: ignore[attr-defined]
        "pii.cn-address": fake.address(),  # type: ignore[attr-defined]
        "pii.email": f"{fake.user_name()}@{draw.choice(['qq.com', '163.com', 'acme.cn'])}",  # type: ignore[attr-defined]
    }


NEGATIVES: tuple[Callable[[random.Random], str], ...] = (
    lambda draw: f"snowflakeId = {draw.randint(10**18, 10**19 - 1)}L",
    lambda draw: f"orderNo: {card(draw, '62', 16, True)}",
    lambda draw: f"totalBytes = {draw.choice(['13', '15', '18'])}{draw.randint(10**8, 10**9 - 1)}",
    lambda draw: f"traceNo = '{cn_id(draw, False)}'",
    lambda draw: f"<version>{draw.randint(1, 9)}.{draw.randint(0, 19)}.3.{draw.randint(0, 9)}</version>",
    lambda draw: f"oid = '1.3.6.1.4.1.{draw.randint(1, 999)}'",
    lambda draw: f"timestamp: {draw.randint(1_600_000_000_000, 1_799_999_999_999)}",
    lambda draw: draw.choice(["姓名检查高兴", "姓名：必填", "项目经理", "name = '高级'", "name: 白色"]),
    lambda draw: draw.choice(["地址不能为空", "IP地址：无", "address: localhost", "地址：请选择省市区"]),
    lambda draw: draw.choice(["@Override", "icon@2x.png", "git@github.com:a/b.git", "a@openssh.com"]),
    lambda draw: f"color: #{draw.randint(0, 2**24 - 1):06x}; licence: GPL-{draw.randint(1, 3)}.0",
    lambda draw: f"更新A{draw.randint(10_000, 99_999)}；最新B{draw.randint(10_000, 99_999)}",
    lambda draw: f"sha1: {draw.getrandbits(160):040x}",
    lambda draw: f"x[{draw.randint(1, 9)}::2]; std::vector::add",
    lambda draw: f"range 010-{draw.randint(20_000_000, 89_999_999)}; build E{draw.randint(10**7, 10**8 - 1)}",
)  # fmt: skip


def files(records: int, seed: int, templates: tuple[tuple[str, str], ...]) -> Iterator[Planted]:
    """Yield a file for each record and entity: a value in a template, a negative on a line of its own."""
    from faker import Faker  # noqa: PLC0415  an optional peer

    fake, draw = Faker("zh_CN"), random.Random(seed)  # noqa: S311  no secret
    fake.seed_instance(seed)
    for _ in range(records):
        for entity, value in values(draw, fake).items():
            language, template = draw.choice(templates)
            label, column, code = LABELS[entity]
            title = code[0].upper() + code[1:]
            head = template.format(label=label, column=column, code=code, title=title, value=value)
            start = head.index(value)
            text = f"{head}\n\n{draw.choice(NEGATIVES)(draw)}\n"
            yield Planted(text, language, [(start, start + len(value), entity)])


def laid_out(records: int, seed: int, layouts: list[Layout]) -> Iterator[Planted]:
    """Yield two files for each record and entity: a layout with values, a layout with what is none."""
    from faker import Faker  # noqa: PLC0415  an optional peer

    fake, draw = Faker("zh_CN"), random.Random(seed)  # noqa: S311  no secret
    fake.seed_instance(seed)
    beside = {"mobile": "pii.cn-mobile", "id": "pii.cn-id"}
    for _ in range(records):
        for entity in LABELS:
            layout = draw.choice([every for every in layouts if entity == "pii.person" or not every.persons])
            right = fill(
                layout.form,
                draw.choice(CALLED[entity]),
                lambda place, entity=entity: values(draw, fake)[beside.get(place, entity)],
            )
            spans = [(start, end, beside.get(place, entity)) for start, end, place in right.spans]
            yield Planted(right.text, layout.language, spans)
            words, other = draw.choice(OTHER)
            layout = draw.choice([every for every in layouts if (words, other) in WORDY or not every.persons])
            yield Planted(
                fill(layout.form, words, lambda _, other=other: other(draw)).text, layout.language, []
            )


def ours(planted: Planted) -> list[Finding]:
    """Return what the rules of personal data and networks find, each by itself; a UUID is none of either, and
    found on purpose."""
    read = cued(subject(planted.text, planted.language, "", Lexicon(own=True)))
    found = (finding for rule in RULES for finding in rule.find(read))
    return [one for one in found if one.entity.startswith(("pii.", "net.")) and one.entity != "net.uuid"]


def peer(planted: Planted) -> list[Finding]:
    """Return what two plain patterns find."""
    patterns = {
        "pii.cn-mobile": r"1[3-9]\d{9}",
        "pii.cn-id": r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]",
    }
    return [
        Finding(*match.span(), entity, "pattern", 1.0)
        for entity, pattern in patterns.items()
        for match in re.finditer(pattern, planted.text)
    ]


def shown(right: int, total: int) -> str:
    """Return a share with its Wilson interval."""
    if not total:
        return "not measured"
    low, high = wilson(right, total)
    return f"{right / total:.4f} [{low:.4f}, {high:.4f}]"


def score(name: str, planted: list[Planted], detect: Callable[[Planted], list[Finding]]) -> None:
    """Print recall and precision of a detector."""
    count, hit, wrong, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for file in planted:
        found = detect(file)
        for start, end, entity in file.values:
            count[entity] += 1
            hit[entity] += any(f.entity == entity and f.start <= start and end <= f.end for f in found)
        for finding in found:
            touches = any(finding.start < end and start < finding.end for start, end, _ in file.values)
            (right if touches else wrong)[finding.entity] += 1
    print(f"\n{name}\n{'entity':18} {'recall':28} precision")
    for entity in [*sorted(count), *sorted(set(wrong) - set(count))]:
        precision = shown(right[entity], right[entity] + wrong[entity])
        print(f"{entity:18} {shown(hit[entity], count[entity]):28} {precision}")
    total = shown(right.total(), right.total() + wrong.total())
    print(f"{'all':18} {shown(hit.total(), count.total()):28} {total}")


def texts(records: int, seed: int) -> Iterator[tuple[str, list[Planted]]]:
    """Yield the templates and layouts, each with its title."""
    yield "templates of the rules", list(files(records, seed, TUNED))
    yield "templates held out at first", list(files(records, seed, FIRST_HELD_OUT))
    yield "layouts of the first form, all read since", list(laid_out(records, seed, first()))


def main(records: int, seed: int, *names: str) -> None:
    """Print all for both detectors, or the sets of documents with these names."""
    need_library("faker", "pip install -e '.[bench]'")
    sets = (
        (f"documents, {SETS.get(name, f'{name}: not read')}", list(written(records, seed, name)))
        for name in names or SETS
    )
    for title, planted in chain(() if names else texts(records, seed), sets):
        count = sum(len(file.values) for file in planted)
        score(f"{title}, {count} values, rules", planted, ours)
        score(f"{title}, {count} values, two patterns (stand-in for data-juicer)", planted, peer)
        size = sum(len(file.text.encode()) for file in planted)
        seconds = timed(lambda planted=planted: [ours(file) for file in planted]).seconds  # type: ignore[misc]
        print(f"{size / seconds / 1e6:.2f} MB/s a core, every rule on every text")


if __name__ == "__main__":
    given = [*sys.argv[1:], *("2000", "7")[len(sys.argv) - 1 :]]
    main(int(given[0]), int(given[1]), *given[2:])
