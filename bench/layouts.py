"""Layouts in which Chinese projects write personal data, and what stands in the same places and is none.

Each was written after the form of real code, configuration, fixtures, documents and SQL, before the rules
were mended for any of them. One half was held out at first; both were read since. What is held out now
are whole documents: SETS names them. No row of any project is copied; all people and numbers are fictional.
"""

import random
from collections.abc import Callable
from string import Formatter
from typing import NamedTuple

FORMS = (
    ("java", 'User user = User.builder()\n        .{code}("{value}")\n        .age(21)\n        .build();\n'),
    ("java", 'UserDO user = new UserDO().with{title}("{value}").withAge(3);\n'),
    ("java", 'User user = new User().setAge(25).set{title}("{value}").setSex(1);\n'),
    ("java", '@ApiModelProperty(value = "{label}", required = true, example = "{value}")\nprivate String x;\n'),
    ("java", '@Schema(description = "{label}", example = "{value}")\nprivate String {code};\n'),
    ("java", 'jdbc.update("INSERT INTO t_user({column}, age) VALUES (?, ?)", "{value}", 18);\n'),
    ("java", 'statement.setString(1, "{value}"); // {label}\n'),
    ("java", 'List<String> {code}List = Arrays.asList("{value}", "{second}", "{third}");\n'),
    ("java", 'assertThat(user.get{title}()).isEqualTo("{value}");\n'),
    ("java", 'mvc.perform(get("/u")).andExpect(jsonPath("$.data.{code}").value("{value}"));\n'),
    ("java", 'mvc.perform(post("/u").param("{code}", "{value}"));\n'),
    ("java", 'map.put("{code}", "{value}");\n'),
    ("java", '/** {label} */\nprivate static final String SAMPLE = "{value}";\n'),
    ("java", 'String masked = MaskUtil.{code}("{value}"); // 输出\n'),
    ("java", ' * @return {label}，如：{value}\n'),
    ("java", ' * {label}, e.g. {value}\n'),
    ("sql", "CREATE TABLE `t_member` (\n  `id` bigint NOT NULL AUTO_INCREMENT COMMENT '主键',\n  `{column}` varchar(64)"
     " DEFAULT NULL COMMENT '{label}',\n  `state` int DEFAULT 0,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n"
     "INSERT INTO `t_member` VALUES (1, '{value}', 0);\nINSERT INTO `t_member` VALUES (2, '{second}', 1);\n"),
    ("sql", "INSERT INTO t_user (login, {column}, created)\nVALUES\n-- 第一批\n('admin1', '{value}', NOW()),\n"
     "('admin2', '{second}', NOW());\n"),
    ("sql", "DELETE FROM t_user WHERE {column} IN ('{value}', '{second}');\n"),
    ("sql", "SELECT id FROM t_user u WHERE u.{column} LIKE '%{value}%';\n"),
    ("vue", '<el-descriptions-item label="{label}">{value}</el-descriptions-item>\n'),
    ("html", '<el-form-item label="{label}" prop="p"><el-input value="{value}" /></el-form-item>\n'),
    ("html", "<table><thead><tr><th>编号</th><th>{label}</th></tr></thead>\n"
     "<tbody><tr><td>1</td><td>{value}</td></tr></tbody></table>\n"),
    ("html", '<span class="k">{label}</span><span class="v">{value}</span>\n'),
    ("html", "<dl>\n  <dt>{label}</dt>\n  <dd>{value}</dd>\n</dl>\n"),
    ("xml", '<bean class="b"><property name="{code}" value="{value}"/></bean>\n'),
    ("xml", '<record><field name="{column}">{value}</field></record>\n'),
    ("json", '{{"fields": [{{"fieldName": "{column}", "fieldValue": "{value}"}}]}}\n'),
    ("json", '{{"formdata": [{{"key": "{code}", "value": "{value}", "type": "text"}}]}}\n'),
    ("json", '{{\n  "title": "{label}",\n  "content": "{value}"\n}}\n'),
    ("json", '{{"data": {{"{label}": "{value}", "n": 1}}}}\n'),
    ("json", '{{"{code}s": ["{value}", "{second}"]}}\n'),
    ("yaml", "parameters:\n  - name: {code}\n    in: query\n    description: {label}\n    example: {value}\n"),
    ("yaml", "properties:\n  {code}:\n    type: string\n    description: {label}\n    example: '{value}'\n"),
    ("yaml", "# {label}\nsample: \"{value}\"\n"),
    ("properties", "# {label}\napp.sample.value={value}\n"),
    ("dotenv", "TEST_{upper}={value}\n"),
    ("shell", "curl -X POST http://localhost:8080/u -d '{{\"{code}\":\"{value}\"}}'\n"),
    ("markdown", "GET /api/users?{code}={value}&page=1\n"),
    ("shell", "redis-cli HSET user:1 {column} \"{value}\"\n"),
    ("text", "2024-03-01 10:00:00 INFO [main] UserService - 查询成功, {label}=[{value}], cost=12ms\n"),
    ("text", "User(id=1, {code}={value}, age=20)\n"),
    ("text", "{label}\t{value}\n状态\t正常\n"),
    ("go", 'u := User{{ID: 1, {title}: "{value}", Age: 3}}\n'),
    ("go", 'm := map[string]any{{"{code}": "{value}"}}\n'),
    ("csharp", 'var user = new User {{ Id = 1, {title} = "{value}" }};\n'),
    ("php", "$user = ['id' => 1, '{column}' => '{value}'];\n"),
    ("python", '@pytest.mark.parametrize("{column}", ["{value}", "{second}"])\n'),
    ("python", 'x = "{value}"  # {label}\n'),
    ("javascript", "const {code}s = ['{value}', '{second}'];\n"),
    ("javascript", "expect(wrapper.vm.{code}).toBe('{value}')\n"),
    ("typescript", "const {code}: string = '{value}'\n"),
    ("rust", 'let {column} = String::from("{value}");\n'),
    ("javascript", 'db.users.insertOne({{ _id: 1, {code}: "{value}", age: 1 }})\n'),
    ("markdown", "请将{label}（{value}）告知前台。\n"),
    ("markdown", "登记表里写的是{value}（{label}）。\n"),
    ("markdown", "| 项目 | 内容 |\n| --- | --- |\n| {label} | {value} |\n| 状态 | 正常 |\n"),
    ("markdown", "| 参数名 | 类型 | 必填 | 说明 | 示例值 |\n| --- | --- | --- | --- | --- |\n"
     "| {code} | string | 是 | {label} | {value} |\n"),
    ("markdown", "| 编号 | {label} | 状态 |\n| --- | --- | --- |\n" + "| 1 | x | 启用 |\n" * 60 + "| 2 | {value} | 启用 |\n"),
    ("csv", "id,{column},state\n" + '1,x,"a,b"\n' * 60 + "7,{value},1\n"),
    ("tsv", "编号\t{label}\t状态\n1\t{value}\t启用\n"),
    ("gherkin", '  当 用户在"{label}"中填写"{value}"\n'),
    ("gherkin", "  例子:\n    | {label} | 年龄 |\n    | {value} | 18 |\n"),
)  # fmt: skip
"""Language and layout: label in prose, column, name in code, with a capital (`title`), in capitals (`upper`)."""
PERSONS = (
    ("java", 'users.add(new {noun}("{value}", 23, 8888.88));\n'),
    ("java", 'User u = new {noun}(1L, "{value}", 18, "{mobile}");\n'),
    ("java", '{caps}_A("{value}", 1),\n{caps}_B("{second}", 2);\n'),
    ("go", 'var rows = []{noun}{{\n\t{{1, "{value}", "{mobile}"}},\n\t{{2, "{second}", "{mobile}"}},\n}}\n'),
    ("python", 'rows = [(1, "{value}", "{id}"), (2, "{second}", "{id}")]\n'),
    ("python", '{noun}("{value}", age=3)\n'),
    ("markdown", "{label}如：{value}、{second}、{third}\n"),
    ("markdown", "{label}（例如：{value}，{second}）\n"),
    ("text", "{label}: {value}, {second}, {third}\n"),
)
"""Layouts of names beside other names, in constructors and beside other numbers."""
SETS = {
    "development": "development: the rules were mended with these",
    "held_out": "held out at first: measured before and after the mending with development, then read",
    "reserve": "reserve: measured once when held_out had been read, then read",
    "last": "last: written when the rules were mended by all others, measured once, then read",
    "fresh": "fresh: written before the rules and the last set were read, measured before and after the mending, then read",
    "spare": "spare: written with the set before it, measured often, read at last and mended with",
    "strangers": "strangers: written without the rules, measured, then the rules were mended with it",
    "unread": "unread: written as the set before it, measured once, then read and mended with",
    "blind": "blind: written when the rules were mended by all others, by somebody without the rules, measured once,"
    " then read and mended with",
    "unseen": "unseen: written with all its values by somebody without the rules, measured once, then read and mended"
    " with",
    "uncharted": "uncharted: written with all its values by somebody without the rules, measured once, then read and mended"
    " with",
}
"""Sets of documents (`bench.documents`), and what each was used for."""


class Layout(NamedTuple):
    """A place for a value."""

    language: str
    form: str
    persons: bool
    """Only names of people stand in it."""


class Words(NamedTuple):
    """What a value is called."""

    label: str
    column: str
    code: str
    noun: str = "Product"
    """Class of what has it."""


class Filled(NamedTuple):
    """A layout with values."""

    text: str
    spans: list[tuple[int, int, str]]
    """Start, end, and place of each value."""


def first() -> list[Layout]:
    """Return the layouts of the first form: one value each, all known to the rules by now."""
    return [Layout(*form, persons=False) for form in FORMS] + [
        Layout(*form, persons=True) for form in PERSONS
    ]


def fill(form: str, words: Words, value: Callable[[str], str]) -> Filled:
    """Return a layout with a value in each place."""
    names = {
        "label": words.label, "column": words.column, "code": words.code, "noun": words.noun,
        "title": words.code[0].upper() + words.code[1:], "upper": words.column.upper(), "caps": words.noun.upper(),
    }  # fmt: skip
    text, spans = "", list[tuple[int, int, str]]()
    for literal, place, _, _ in Formatter().parse(form):
        text += literal
        if place in names:
            text += names[place]
        elif place:
            given = value(place)
            spans.append((len(text), len(text) + len(given), place))
            text += given
    return Filled(text, spans)


CALLED = {
    "pii.cn-id": (
        Words("身份证号", "id_card", "idCard", "User"),
        Words("证件号码", "id_no", "idNo", "Customer"),
        Words("身份证", "identity_no", "idNumber", "Employee"),
    ),
    "pii.cn-mobile": (
        Words("手机号", "mobile", "phoneNumber", "User"),
        Words("联系电话", "phone", "phone", "Customer"),
        Words("手机", "mobile_phone", "mobile", "Employee"),
    ),
    "pii.cn-landline": (
        Words("座机", "tel", "officePhone", "User"),
        Words("固定电话", "fixed_phone", "fixedPhone", "Customer"),
        Words("办公电话", "office_tel", "telephone", "Employee"),
    ),
    "pii.bank-card": (
        Words("银行卡号", "bank_card", "cardNo", "User"),
        Words("卡号", "card_no", "bankCard", "Customer"),
        Words("收款账号", "account_no", "bankAccount", "Employee"),
    ),
    "pii.cn-uscc": (
        Words("统一社会信用代码", "uscc", "creditCode", "Company"),
        Words("税号", "tax_no", "taxNo", "Customer"),
    ),
    "pii.cn-passport": (
        Words("护照号", "passport", "passportNo", "User"),
        Words("护照号码", "passport_no", "passport", "Customer"),
        Words("护照", "passport_number", "passportNumber", "Employee"),
    ),
    "pii.cn-plate": (
        Words("车牌号", "plate", "plateNo", "Vehicle"),
        Words("车牌", "car_no", "carNo", "Vehicle"),
    ),
    "pii.person": (
        Words("姓名", "real_name", "userName", "User"),
        Words("姓名", "name", "name", "Student"),
        Words("联系人", "contact_name", "contactName", "Customer"),
        Words("员工姓名", "emp_name", "employeeName", "Employee"),
    ),
    "pii.cn-address": (
        Words("地址", "address", "homeAddress", "User"),
        Words("收货地址", "receiver_address", "address", "Customer"),
    ),
    "pii.email": (
        Words("邮箱", "email", "mail", "User"),
        Words("电子邮件", "user_email", "email", "Customer"),
    ),
}
"""What each entity is called."""
WORDS = (
    "胡萝卜 胡椒粉 马铃薯 牛仔裤 花生油 石榴汁 黄焖鸡 温泉票 康乃馨 章鱼烧 毛巾架 林荫道 叶绿素 时光机 古筝曲 周报 计算器 单反机 常青藤 万年历"
    " 史记 金刚经 唐诗 宋词 陶瓷 钟表 车厘子 席梦思 夏令营 秋千 冷冻柜 严选 向日葵 和服 成语 孔雀蓝 白皮书 方程式 金针菇 高铁票 安装包 云计算"
    " 江豚 雷阵雨 童年 乐谱 居家 强项 平台费 应收款 诸侯 习题集 麻辣烫 米线 水彩笔 党章 巫术 牧场 印章 伊斯兰 甘蔗 卫生纸 连衣裙 巴黎 施工队"
).split()
"""Words that begin with a surname and are no names; written without a look at the list of the rules."""
LATIN = (
    "UserServiceImpl",
    "OrderController",
    "PENDING",
    "string",
    "VARCHAR(32)",
    "spring-boot-starter",
    "2024-03-15",
)
STATES = ("已完成", "待审核", "高级", "单选", "常规", "严重", "必填", "不能为空", "启用", "万元")
OTHER: tuple[tuple[Words, Callable[[random.Random], str]], ...] = (
    (Words("订单号", "order_no", "orderNo"), lambda draw: f"2024{draw.randint(10**13, 10**14 - 1)}"),
    (Words("时间戳", "created_at", "createdAt"), lambda draw: str(draw.randint(16 * 10**11, 18 * 10**11))),
    (Words("文件大小", "file_size", "fileSize"), lambda draw: f"{draw.choice(['13', '18'])}{draw.randint(10**8, 10**9 - 1)}"),
    (Words("文章标题", "title", "title"), lambda draw: draw.choice(WORDS)),
    (Words("商品名称", "product_name", "productName"), lambda draw: draw.choice(WORDS)),
    (Words("名称", "name", "name"), lambda draw: draw.choice(WORDS)),
    (Words("分类", "category", "category"), lambda draw: draw.choice(WORDS)),
    (Words("类名", "class_name", "className"), lambda draw: draw.choice(LATIN)),
    (Words("状态", "status", "status"), lambda draw: draw.choice(STATES)),
    (Words("姓名", "real_name", "userName", "User"), lambda draw: draw.choice([*STATES, *LATIN])),
    (Words("设备编号", "device_id", "deviceId"), lambda draw: f"E{draw.randint(10**7, 10**8 - 1)}"),
    (Words("批次", "batch", "batch"), lambda draw: f"0571-{draw.randint(20_000_000, 89_999_999)}"),
    (Words("地区", "region", "region"), lambda draw: draw.choice(["北京市", "广东省深圳市", "华东", "江苏南京"])),
    (Words("说明", "remark", "remark"), lambda draw: draw.choice(["请输入手机号", "姓名不能为空", "高分通过", "师傅已接单"])),
)  # fmt: skip
"""What stands in the same layouts and is no personal data."""
WORDY = tuple(kind for kind in OTHER if kind[0].label in ("文章标题", "商品名称", "名称", "分类"))
"""Those that are words: what can stand in the layouts of names, which say nothing about a number."""
