"""Values of fictional people as Chinese firms write them, and what looks like such a value and is none.

A place in lower case holds a value (`PERSONAL`), a place in capitals holds what is none (`OTHERWISE`). Half of
the names and addresses are Faker's (zh_CN), half are put together here, because Faker knows few forms of both.
The words that begin with a surname are parted by chance among the sets of documents: no word that a rule could
have been mended with is in another set.
"""

import random
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from stages.anonymize.checksums import USCC_ALPHABET, id_check, luhn, uscc_check

DOCUMENTS = Path(__file__).parent / "documents"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易"
)
RARE = "仝郗晏亓逄庹佟麻娄蔺缪栾冼邝阚郜鄢敖滕褚隋芮祁屠单牟桂燕查闵宁雍胥苗盛裴岳时房卞"
COMPOUND = tuple(
    "欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙 宇文 东方 独孤 南宫 端木 呼延 澹台".split()
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红泽宇轩梓涵诗雨欣怡佳琪浩然子墨一诺昊天博文思远俊豪晨曦若彤嘉"
    "懿睿翰林钰婷雅倩瑶璇淑珍秀莲建国志学德福海山峰斌鹏飞龙凯旋亮辉光荣春梅秋菊冬晓小大永庆振兴长青松立新宏业家宝金玲"
    "琳瑾瑜璐莹颖慧智仁义礼信忠良善美月星辰云霄雪冰露江源泉清维祥瑞贵成康宁安民生世昌盛启航承恩沛霖知行景行牧之予安"
)
FIRST = tuple(
    "阿依古丽 古丽娜尔 艾力江 买买提 吐尔逊 帕提古丽 热依汗 阿迪力 扎西 洛桑 卓玛 努尔兰 叶尔江 哈力克 玛依拉".split()
)
LAST = tuple(
    "吐尔洪 阿不都拉 艾则孜 肉孜 依明 达瓦 次仁 旺堆 巴合提 沙吾列提 托合提 买合木提 亚森 哈斯木".split()
)
SOUNDS = {
    "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang", "赵": "Zhao", "周": "Zhou",
    "吴": "Wu", "孙": "Sun", "朱": "Zhu", "郭": "Guo", "梁": "Liang", "宋": "Song", "韩": "Han", "欧阳": "Ouyang",
    "伟": "wei", "芳": "fang", "敏": "min", "静": "jing", "强": "qiang", "磊": "lei", "洋": "yang", "艳": "yan",
    "杰": "jie", "涛": "tao", "明": "ming", "晓": "xiao", "文": "wen", "博": "bo", "雨": "yu", "欣": "xin",
}  # fmt: skip
"""Pinyin of surnames (with a capital) and given names."""
PLACES = (
    "广东省深圳市南山区 上海市浦东新区 北京市海淀区 浙江省杭州市余杭区 四川省成都市武侯区 江苏省昆山市 深圳市福田区 湖北省武汉市洪山区"
    " 新疆维吾尔自治区乌鲁木齐市天山区 广西壮族自治区南宁市青秀区 重庆市渝北区 陕西省西安市雁塔区 内蒙古自治区呼和浩特市赛罕区"
    " 福建省厦门市思明区 山东省青岛市崂山区 天津市滨海新区 湖南省长沙市岳麓区 辽宁省大连市甘井子区 云南省昆明市五华区"
).split()
ROADS = "科技南路 张江路 中关村大街 文一西路 人民南路四段 前进中路 解放大道 学院北街 珠江路 望京东路 环岛东路 软件园二期 高新七路".split()
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
STATES = "已完成 待审核 高级 单选 常规 严重 必填 启用 成功 方便 安全 正常 通过 关闭 连续 暂停 全部 平均 时效 强 高 万能".split()
DEPARTMENTS = "财务部 人力资源部 高级研发部 安全部 方案部 金融事业部 市场部 心内科 骨科 华东区销售部 法务部 康复科 项目管理部".split()
ROLES = "高级工程师 安全员 项目经理 产品经理 施工员 司机 计划员 关务专员 管培生 车间主任 总经理 文员 金融顾问".split()
CLASSES = "OrderExportJob UserServiceImpl PayChannelEnum SpringBootApp GoodsMapper MaskUtil".split()
TEST_CARDS = (
    "4111111111111111",
    "5555555555554444",
    "6011111111111117",
    "3530111333300000",
    "378282246310005",
)
"""Numbers that payment firms publish for tests."""


class Writer(NamedTuple):
    """What values are made with."""

    draw: random.Random
    fake: Any
    words: list[str]


def digits(writer: Writer, count: int, first: str = "") -> str:
    """Return `first` and random digits after it, `count` in all."""
    return first + "".join(writer.draw.choices(string.digits, k=count - len(first)))


def day(writer: Writer, form: str = "{}-{:02d}-{:02d}", since: int = 2019, until: int = 2025) -> str:
    """Return a date."""
    return form.format(
        writer.draw.randint(since, until), writer.draw.randint(1, 12), writer.draw.randint(1, 28)
    )


def person(writer: Writer) -> str:
    """Return a name of two to four signs."""
    if writer.draw.random() < 0.5:
        return str(writer.fake.name())
    kinds = writer.draw.choices((SURNAMES, RARE, COMPOUND), (85, 8, 7))[0]
    given = writer.draw.choices(GIVEN, k=writer.draw.choices((1, 2), (3, 7))[0])
    return writer.draw.choice(kinds) + "".join(given)


def minor(writer: Writer) -> str:
    """Return a name of an ethnic minority, with a point between its parts."""
    return writer.draw.choice(FIRST) + "·" + writer.draw.choice(LAST)


def sounded(writer: Writer) -> tuple[str, str]:
    """Return a name in pinyin and in signs."""
    surname = writer.draw.choice([sign for sign, sound in SOUNDS.items() if sound[0].isupper()])
    given = writer.draw.sample(
        [sign for sign, sound in SOUNDS.items() if sound[0].islower()], writer.draw.randint(1, 2)
    )
    return f"{SOUNDS[surname]} {''.join(SOUNDS[sign] for sign in given).capitalize()}", surname + "".join(
        given
    )


def spaced(number: str, *groups: int, by: str = " ") -> str:
    """Return a number in groups of so many digits; the last takes the rest."""
    ends = [sum(groups[:n]) for n in range(len(groups) + 1)]
    return by.join([*(number[a:b] for a, b in zip(ends, ends[1:], strict=False)), number[ends[-1] :]])


def phone(writer: Writer) -> str:
    """Return a mobile number with spaces, dashes or the code of the country."""
    number = str(writer.fake.phone_number())
    dashed, apart = spaced(number, 3, 4, by="-"), spaced(number, 3, 4)
    return writer.draw.choice(
        (apart, dashed, f"+86 {number}", f"+86-{number}", f"+86 {dashed}", f"86-{number}")
    )


def landline(writer: Writer) -> str:
    """Return a landline as area and number."""
    area, size = writer.draw.choice(
        (("010", 8), ("021", 8), ("0755", 8), ("0571", 8), ("0851", 7), ("0631", 7))
    )
    return f"{area}-{digits(writer, size, writer.draw.choice('2568'))}"


def tel(writer: Writer) -> str:
    """Return a landline with brackets, spaces, the code of the country or an extension."""
    area, number = landline(writer).split("-")
    forms = (
        "({0}){1}",
        "（{0}）{1}",
        "{0} {1}",
        "+86-{2}-{1}",
        "+86 {2} {1}",
        "{0}-{1}-8012",
        "{0}-{1}转8012",
    )
    return writer.draw.choice(forms).format(area, number, area[1:])


def resident(writer: Writer) -> str:
    """Return a resident identity number of 18 signs, a few with a small x."""
    number = str(writer.fake.ssn())
    return number.lower() if writer.draw.random() < 0.3 else number


def wrong(writer: Writer) -> str:
    """Return 18 digits like an identity number with a wrong check digit."""
    first17 = str(writer.fake.ssn())[:17]
    return first17 + writer.draw.choice([sign for sign in string.digits if sign != id_check(first17)])


def card(writer: Writer) -> str:
    """Return a number of a bank card with its check digit."""
    start, size = writer.draw.choice(
        (("622202", 19), ("621700", 19), ("622588", 16), ("625", 16), ("52", 16))
    )
    body = digits(writer, size - 1, start)
    return next(body + digit for digit in string.digits if luhn(body + digit))


def plate(writer: Writer) -> str:
    """Return a plate: blue or green, with a point or without."""
    head, letters = writer.draw.choice(PROVINCES) + writer.draw.choice("ABCDEFGH"), "ABCDEFGHJKLMNPQRSTUVWXYZ"
    green = writer.draw.choice("DF") + digits(writer, 5)
    blue = writer.draw.choice((digits(writer, 5), writer.draw.choice(letters) + digits(writer, 4)))
    return head + writer.draw.choice(("", "", "·")) + writer.draw.choice((blue, blue, green))


def address(writer: Writer) -> str:
    """Return an address down to the house."""
    if writer.draw.random() < 0.5:
        return str(writer.fake.address())
    forms = (
        "{}号",
        "{}号{}栋{}0{}室",
        "{}弄{}号{}0{}室",
        "{}号院{}号楼{}单元{}01",
        "{}号{}层",
        "{}号高新大厦{}座{}0{}",
    )
    house = writer.draw.choice(forms).format(
        writer.draw.randint(1, 999), *writer.draw.choices("123456789", k=3)
    )
    return writer.draw.choice(PLACES) + writer.draw.choice(ROADS) + house


def credit_code(writer: Writer) -> str:
    """Return a credit code of a firm."""
    areas = ("110105", "310115", "440305", "330106", "510107")
    first17 = "91" + writer.draw.choice(areas) + "".join(writer.draw.choices(USCC_ALPHABET, k=9))
    return first17 + uscc_check(first17)


def masked(name: str) -> str:
    """Return a name of which the first sign is left."""
    return name[0] + "*" * (len(name) - 1)


PERSONAL: dict[str, tuple[str, Callable[[Writer], str]]] = {
    "person": ("pii.person", person),
    "minor": ("pii.person", minor),
    "surname": ("pii.person", lambda writer: writer.draw.choice(SURNAMES)),
    "mobile": ("pii.cn-mobile", lambda writer: str(writer.fake.phone_number())),
    "phone": ("pii.cn-mobile", phone),
    "landline": ("pii.cn-landline", landline),
    "tel": ("pii.cn-landline", tel),
    "id": ("pii.cn-id", resident),
    "idspaced": ("pii.cn-id", lambda writer: spaced(str(writer.fake.ssn()), 6, 8)),
    "id15": ("pii.cn-id", lambda writer: (number := str(writer.fake.ssn()))[:6] + number[8:17]),
    "uscc": ("pii.cn-uscc", credit_code),
    "card": ("pii.bank-card", card),
    "cardspaced": ("pii.bank-card", lambda writer: spaced(card(writer), 4, 4, 4, 4).strip()),
    "passport": ("pii.cn-passport", lambda writer: writer.draw.choice((digits(writer, 9, "E"), digits(writer, 9, "G"), "E" + writer.draw.choice("ABCDEJ") + digits(writer, 7)))),
    "plate": ("pii.cn-plate", plate),
    "address": ("pii.cn-address", address),
    "email": ("pii.email", lambda writer: f"{writer.fake.user_name()}@{writer.draw.choice(['qq.com', '163.com', 'acme.cn', 'mail.acme.com.cn'])}"),
    "qq": ("pii.im-account", lambda writer: digits(writer, writer.draw.randint(8, 10), writer.draw.choice("12356789"))),
    "wechat": ("pii.im-account", lambda writer: writer.draw.choice((f"wxid_{writer.fake.pystr(12, 12).lower()}", f"{writer.fake.user_name()}_{digits(writer, 2)}", f"{writer.fake.user_name()}{digits(writer, 4)}"))),
    "birth": ("pii.birth-date", lambda writer: day(writer, writer.draw.choice(("{}-{:02d}-{:02d}", "{}-{:02d}-{:02d}", "{}/{:02d}/{:02d}", "{}年{}月{}日")), 1950, 2005)),
}  # fmt: skip
"""Entity of each place, and what makes a value; `latin` and `han` are one name in pinyin and in signs."""
OTHERWISE: dict[str, Callable[[Writer], str]] = {
    "ORDER": lambda writer: writer.draw.choice((day(writer, "{}{:02d}{:02d}") + digits(writer, 12), "DD" + digits(writer, 16), "SO-" + day(writer, "{}{:02d}{:02d}") + "-" + digits(writer, 4), digits(writer, 19, "62"))),
    "SKU": lambda writer: writer.draw.choice(("SKU-" + digits(writer, 5), digits(writer, 13, "690"), "A" + digits(writer, 5), f"HW-P{digits(writer, 2)}-128G")),
    "ISBN": lambda writer: writer.draw.choice((f"978-7-{digits(writer, 3)}-{digits(writer, 5)}-{digits(writer, 1)}", digits(writer, 13, "9787"))),
    "MILLIS": lambda writer: str(writer.draw.randint(16 * 10**11, 18 * 10**11)),
    "SECONDS": lambda writer: str(writer.draw.randint(16 * 10**8, 18 * 10**8)),
    "AMOUNT": lambda writer: writer.draw.choice((f"¥{digits(writer, 2, '1')},{digits(writer, 3)}.00", f"{digits(writer, 5, '13')}.50元", f"{digits(writer, 7, '18')}.00", "壹万叁仟捌佰元整")),
    "COUNT": lambda writer: digits(writer, 3, "2"),
    "VERSION": lambda writer: f"{writer.draw.choice(['', 'v'])}{writer.draw.randint(1, 9)}.{writer.draw.randint(0, 18)}.{writer.draw.randint(0, 9)}{writer.draw.choice(['', '-SNAPSHOT', '.RELEASE'])}",
    "SHA": lambda writer: f"{writer.draw.getrandbits(160):040x}",
    "MD5": lambda writer: f"{writer.draw.getrandbits(128):032x}",
    "UUID": lambda writer: str(writer.fake.uuid4()),
    "SNOW": lambda writer: str(writer.draw.randint(10**18, 19 * 10**17)),
    "WORD": lambda writer: writer.draw.choice(writer.words),
    "STATE": lambda writer: writer.draw.choice(STATES),
    "TESTCARD": lambda writer: writer.draw.choice(TEST_CARDS),
    "MASKMOBILE": lambda writer: digits(writer, 3, "13") + "****" + digits(writer, 4),
    "MASKNAME": lambda writer: masked(person(writer)),
    "MASKID": lambda writer: digits(writer, 6, "440305") + "********" + digits(writer, 4),
    "MASKCARD": lambda writer: digits(writer, 4, "62") + " **** **** " + digits(writer, 4),
    "BADID": wrong,
    "TRACK": lambda writer: writer.draw.choice(("SF" + digits(writer, 13), "YT" + digits(writer, 13), digits(writer, 14, "773"), "JD00" + digits(writer, 11))),
    "COMPANY": lambda writer: str(writer.fake.company()),
    "DEPT": lambda writer: writer.draw.choice(DEPARTMENTS),
    "ROLE": lambda writer: writer.draw.choice(ROLES),
    "CITY": lambda writer: writer.draw.choice(("上海市", "广东省深圳市", "黄山", "安阳", "高雄", "武夷山")),
    "DATE": day,
    "TIME": lambda writer: f"{writer.draw.randint(8, 19):02d}:{writer.draw.randint(0, 59):02d}:{writer.draw.randint(0, 59):02d}",
    "BYTES": lambda writer: digits(writer, 11, writer.draw.choice(("13", "15", "18"))),
    "CLASS": lambda writer: writer.draw.choice(CLASSES),
    "BATCH": lambda writer: writer.draw.choice((f"0571-{digits(writer, 8, '2')}", f"PC{day(writer, '{}{:02d}{:02d}')}-01")),
    "DEVICE": lambda writer: writer.draw.choice(("E" + digits(writer, 8), "SN" + digits(writer, 11), "GD" + digits(writer, 8))),
    "CONTRACT": lambda writer: writer.draw.choice((day(writer, "HT-{}-{:02d}{:02d}-") + digits(writer, 4), "XS" + digits(writer, 11, "2024"))),
    "INVOICE": lambda writer: digits(writer, 8, "1"),
    "STOCK": lambda writer: writer.draw.choice(("600519", "000858.SZ", "HK00700")),
    "MODEL": lambda writer: writer.draw.choice(("奥迪A6L", "宝马X5", "小米13", "BYD-E6", f"苏泊尔E{digits(writer, 4)}", "京东方B12", f"新款A{digits(writer, 5)}")),
    "PLATEY": lambda writer: writer.draw.choice((f"最新A{digits(writer, 5)}", f"更新B{digits(writer, 5)}", f"京A{digits(writer, 3)}", f"粤{digits(writer, 6)}")),
}  # fmt: skip
"""What makes each thing that is no personal data."""
