"""Detectors of people and their numbers, each with near misses. All numbers are fictional."""

from collections.abc import Iterator

import pytest
import re2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from stages.anonymize.checksums import USCC_ALPHABET, id_check, is_date, luhn, uscc_check
from stages.anonymize.finding import Finding, Subject
from stages.anonymize.rules import (
    author_tag,
    bank_account,
    bank_card,
    cn_id,
    cn_mobile,
    cn_uscc,
    email,
    person,
    phone,
    us_ssn,
)
from tests.anonymize.cases import LEXICON, check, subject

ID = "110105" + "19491231" + "002" + id_check("110105" + "19491231" + "002")
USCC = "91350100" + "M000100Y4" + uscc_check("91350100" + "M000100Y4")
WIDE_ID = ID.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
UNIONPAY = "6222" + "0212" + "3456" + "7894"
VISA = "4539" + "1488" + "0343" + "6467"


def test_check_digits_are_those_of_the_standards() -> None:
    assert id_check("11010519491231002") == "X"
    assert uscc_check("91350100M000100Y4") == "3"
    assert luhn("79927398713")
    assert not luhn("79927398710")


def test_the_numbers_of_these_tests_are_valid() -> None:
    assert luhn(UNIONPAY)
    assert luhn(VISA)


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号⟦{ID}⟧，",
        f'"⟦{ID.lower()}⟧"',
        f'"a\\n⟦{ID}⟧"',
        f"⟦{ID[:6]} {ID[6:14]} {ID[14:]}⟧",
        f"⟦{ID[:6]}-{ID[6:10]}-{ID[10:14]}-{ID[14:]}⟧",
        f"身份证⟦{WIDE_ID}⟧",
        "身份证号：⟦110105491231002⟧",
        'id_card = "⟦110105491231002⟧"',
        'Patient("艾力江", "女", "⟦110105491231002⟧")',
        "orderNo = 110105491231002",
        "身份证号：110105491331002",
        ID[:17] + "0",
        "110105" + "19491331" + "002X",
        "990105" + ID[6:],
        f"{ID}1",
        f"a{ID}",
        "20240101123045678901",
    ],
)
def test_a_resident_id_has_check_digit_date_and_province(text: str) -> None:
    check(cn_id.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "电话：⟦13812345678⟧",
        '"⟦+86 138 1234 5678⟧"',
        "⟦138-1234-5678⟧",
        "张三-⟦13812345678⟧",
        '"x\\t⟦13812345678⟧"',
        "⟦13812345678⟧。",
        "电话⟦１３８１２３４５６７８⟧",
        "INSERT INTO t (name, mobile) VALUES ('a', '⟦13812345678⟧')",
        'new Account("a", "⟦13812345678⟧")',
        '{"fieldName": "mobile", "fieldValue": "⟦13812345678⟧"}',
        "旧号⟦13812345678⟧，微信同号 ⟦13812345678⟧，会员号 ⟦13812345678⟧，⟦13812345678⟧ 次日达",
        "user_id=⟦13812345678⟧ // 注册手机",
        "服号 13812345678 与 13912345678 合并，批号 13812345678",
        "会员号 13812345678 不是手机，SEQ=13812345678 // 勿当手机号",
        "Pipeline #13812345678 passed，build 13812345678",
        "共有 13812345678 条，方法耗时 13812345678 ns",
        "pageId=13812345678&x, build-number: 13812345678",
        "var magicSeq int64 = 13812345678",
        "| 机房 | SN |\n|---|---|\n| 高明 | 13812345678 |",
        "totalBytes = 13812345678",
        "export ⟦13812345678⟧",
        "report: ⟦13812345678⟧",
        "port: 13812345678",
        '{"fileSizes": ["13812345678", "13912345678"]}',
        '{"title": "文件大小", "content": "13812345678"}',
        "max_size: 13812345678",
        "usage_usec 16089294616",
        "138-0000-0000",
        "12812345678",
        "138123456789",
        "1381234567",
        "0.13812345678",
        "a13812345678",
        "15000000000",
        "550e8400-e29b-41d4-a716-13812345678",
        "1700000000000",
    ],
)
def test_a_mobile_has_eleven_digits_of_an_assigned_range(text: str) -> None:
    check(cn_mobile.find, text)


@pytest.mark.parametrize(
    "text",
    [
        f"⟦{UNIONPAY}⟧",
        "⟦" + " ".join(UNIONPAY[place : place + 4] for place in range(0, 16, 4)) + "⟧",
        f"bankCardNo = ⟦{VISA}⟧",
        f"| 卡号 | 金额 |\n|---|---|\n| ⟦{VISA}⟧ | 5 |",
        f'{{"label": "卡号", "value": "⟦{VISA}⟧"}}',
        f"x = '⟦{VISA}⟧'  # 银行卡号",
        f'new RefundRequest("x", "⟦{VISA}⟧", 1)',
        f"有真人：{ID}、⟦{VISA}⟧",
        f"有数字：{ID[:-1]}、{VISA}",
        f"orderNo = {UNIONPAY}",
        f"您的银行卡消费，交易号{UNIONPAY}",
        f'<div class="card"><p>No: {UNIONPAY}</p></div>',
        f"payeeAccount = ⟦{VISA}⟧",
        f"['户名', '银行卡']\\n['x', '⟦{VISA}⟧']",
        "测试卡：378282246310005",
        f"订单号：{UNIONPAY}",
        f"id = {VISA}",
        UNIONPAY[:-1] + "5",
        "1" + UNIONPAY,
        UNIONPAY + "1",
        "card 4444444444444448",
        "card 1234567890123456",
    ],
)
def test_a_bank_card_has_issuer_length_check_digit_and_context(text: str) -> None:
    check(bank_card.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "开户行：建行南京鼓楼支行（联行号 105301000187）\n账　号：⟦32001595036052508813⟧",
        "<BankAccount>中国银行厦门思明支行 ⟦409758361274⟧</BankAccount>",
        "private const CORP_ACCOUNT = '⟦37001618808050152297⟧';",
        '{"payeeAccount": "⟦110907654321098⟧"}',
        "付款账户：昆明云岭勘测设计院　⟦24022901040009873614⟧",
        "| 单位 | 保证金退还账号 |\n|---|---|\n| 高朗公司 | ⟦1302010519200384716⟧ |",
        "銀行：滙豐銀行，戶口號碼：⟦012-345679-838⟧；玉山銀行，帳號：⟦0143-45-6789012⟧",
        "账号（对公）：⟦15863101040022917⟧，基本户：⟦1302 0105 1920 0384 716⟧",
        "A/C No: ⟦441-700012-7⟧, Bank of China; bank account ⟦0912345678⟧",
        "Account Number: ⟦001122334455⟧\nBank: DBS",
        "IBAN: ⟦DE89 3704 0044 0532 0130 00⟧，⟦GB29NWBK60161331926819⟧",
        "IBAN: DE89 3704 0044 0532 0130 01",
        "登录账号：202312345678，账号 13812345678，账号：20240611093012774",
        "AWS account number 123456784012, account_id = 123456789012345",
        "交通银行 301290000007，客服银行 95559",
        "订单号：32001595036052508813",
        "银行账号：1234567890123456，账号：90001234567890123，对公账号 622202000000000000",
        f"银行账户实名 身份证 {ID}",
    ],
)
def test_an_account_of_a_bank_has_a_word_for_it(text: str) -> None:
    check(bank_account.find, text)


@pytest.mark.parametrize(
    "text",
    [
        f"税号：⟦{USCC}⟧",
        USCC[:-1] + "A",
        USCC.lower(),
        f"{USCC}0",
        "91990100" + USCC[8:],
        "X" * 18,
        "123456789012345678",
    ],
)
def test_a_credit_code_has_check_digit_and_province(text: str) -> None:
    check(cn_uscc.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "SSN ⟦536-90-4399⟧",
        "000-12-3456",
        "666-12-3456",
        "912-34-5678",
        "536-00-4399",
        "536-90-0000",
        "1536-90-4399",
        "536-90-43990",
        "536-90-4399-1",
        "2024-01-0212",
    ],
)
def test_a_social_security_number_is_of_an_issued_range(text: str) -> None:
    check(us_ssn.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "call ⟦+1 415 555 2671⟧",
        "⟦+44 20 7946 0958⟧",
        "Phone: ⟦(415) 555-2671⟧",
        "phone 415-555-0123",
        "phone ⟦+49 (30) 9018 2012⟧",
        "phone +9 (99) 9018 2012",
        "phone +99 (990) 415 1234",
        "tel (999) 415-5555",
        "phone: +9 9999 723 167-7670",
        "⟦+31 6 2849 1703⟧, ⟦+91 98207 41536⟧, ⟦+44 (0)20 7946 0958⟧, ⟦+33 6 39 98 41 27⟧",
        "客服热线 400-820-6633",
        "x = +3 4 56 78; y = +12 3 45 67",
        "x = 1 +415 - 555",
        "+12345",
        "+999 415 555 2671",
        "phone: 000-1234-5678",
    ],
)
def test_a_phone_has_a_country_code_or_a_word_for_it(text: str) -> None:
    check(phone.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "mail ⟦zhang.wei@lanhai-retail.com⟧.",
        "'⟦a@b.cn⟧'",
        "to=⟦a_b+c@mail.b.co⟧",
        '"\\n⟦foo@bar.com⟧"',
        "联系⟦foo@bar.com⟧吧",
        "<⟦foo@bar.com⟧>",
        "@Override",
        "foo@example.com",
        "foo@shop.example",
        "git@github.com:a/b.git",
        "ssh-rsa-cert-v01@openssh.com",
        "LIKE '%⟦a@b.com⟧%'",
        'LIKE "%⟦li.wei@b.com⟧"',
        "like '%%⟦li.wei@b.com⟧%%' % ()",
        "'%s@b.com' % user",
        '"%%s@b.com"',
        "icon@2x.png",
        "logo@2x.min.png",
        "docs/⟦ann.b@shop-x.com⟧.md",
        "notes/⟦li.wei@lanhai.cn⟧.json",
        "@scope/package@1.2.3",
        "lodash@4.17.21",
        "matrix@other.T",
        "https://user:word@host.com/x",
        "${user}@${host}",
        "xxx@qq.com",
        "⟦li.wei [at] b [dot] com⟧",
        "⟦li (dot) wei (at) b.com⟧, ⟦li_wei{@}b.co.uk⟧",
        "<⟦li at b dot com⟧>, ⟦LI AT b-c DOT b DOT cn⟧.",
        "⟦liwei#qq.com⟧（#换成@）",
        "look at github.com, drawn at a dot equal to it",
        "list.get(at).name",
        "li (at) example (dot) com",
        "https://b.com/page#qq.com",
        "c.com#b.com",
    ],
)
def test_an_address_is_of_a_person_and_not_of_a_repository_or_picture(text: str) -> None:
    check(email.find, text)


def named(of: Subject) -> Iterator[Finding]:
    """Yield what both rules of names find, where their cues stand."""
    for module in (author_tag, person):
        if not getattr(module, "CUE", ()) or any(re2.search(cue, of.text) for cue in module.CUE):
            yield from module.find(of)


@pytest.mark.parametrize(
    "text",
    [
        " * @author ⟦Li Lei⟧",
        " * @author ⟦Li Lei⟧, ⟦Han Meimei⟧",
        " * @author ⟦李雷⟧ <lilei@b.cn>",
        " * @author ⟦Li Lei⟧ and ⟦Han Meimei⟧",
        " * @author ⟦Li Lei⟧ (Acme), ⟦Han Meimei⟧ [ops] and ⟦李雷⟧",
        " * @author ⟦李雷⟧ 和 ⟦韩梅⟧",
        " * @author ⟦李雷⟧和⟦韩梅⟧",
        " * 作者：⟦李雷⟧、⟦韩梅⟧与⟦欧阳锋⟧,⟦王和平⟧及⟦lilei⟧",
        " * @author ⟦李雷⟧(研发部)和⟦韩梅⟧",
        " * @author ⟦李雷⟧老师和⟦韩梅⟧教授",
        " * @author ⟦李雷⟧ 工程师 2024-01-02",
        " * @author ⟦lilei⟧和⟦hanmei⟧",
        " * @author ⟦李和平⟧",
        " * @author ⟦云和山的彼岸⟧",
        " * @author ⟦王老师⟧",
        " * @author ⟦Rand Sandy⟧ and others",
        " * @author ⟦Li Lei⟧ (see {@link Foo bar",
        "Signed-off-by: ⟦Li Lei⟧ <lei@b.cn>\nReviewed-by: ⟦Han Meimei⟧",
        "sort-by: Li Lei",
        " * @Author: ⟦lilei⟧",
        " * @author ⟦lilei⟧ 2024-01-02",
        "__author__ = '⟦Li Lei⟧'",
        " * 作者：⟦李雷⟧",
        " * Created by ⟦lilei⟧ on 2024/1/2.",
        " * @author lilei@b.cn",
        " * @author ⟦Li Lei⟧ sees to it that all of this works well",
        " * @author ⟦Li Lei⟧ db.b.cn",
        " * @author ${USER}",
        " * @author Apache Software Foundation",
        "Created by the system on request",
        "作者在文中提到",
        "reviewed by ⟦Zhang Wei⟧",
        "reviewed by ⟦zhang  wei⟧",
        "home of /home/⟦zhang.wei⟧/x",
        "Zhang Weimin",
        "由⟦王小明⟧负责",
        r"name=⟦\u738b\u5c0f\u660e⟧",
        "王小",
        "找桌面支持⟦陈志远⟧（chen@b.cn）",
        "Ask ⟦Han Meimei⟧ (meimei.han@b.cn) or New York (office@b.cn)",
        "找架构组（arch@b.cn）",
        "联系人：⟦高原⟧ 13812345678",
        "由⟦高原⟧负责",
        "高原反应与青藏高原的牦牛",
    ],
)
def test_a_person_is_a_contributor_or_stands_behind_an_author_tag(text: str) -> None:
    check(named, text)


def test_authors_of_others_keep_their_credit() -> None:
    assert not list(named(subject(" * @author Li Lei", lexicon=LEXICON._replace(own=False, persons=()))))


@given(
    st.from_regex(r"[1-6][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9])[0-9]{3}", fullmatch=True)
)
def test_exactly_one_of_eleven_check_signs_is_right(first17: str) -> None:
    valid = [sign for sign in "0123456789X" if cn_id.is_valid(first17 + sign)]
    expected = first17[:2] in cn_id.PROVINCES and is_date(first17[6:14])
    assert len(valid) == int(expected)


@given(st.text(USCC_ALPHABET, min_size=9, max_size=9))
def test_exactly_one_of_31_signs_completes_a_credit_code(body: str) -> None:
    assert sum(cn_uscc.is_valid("91350100" + body + sign) for sign in USCC_ALPHABET) == 1
