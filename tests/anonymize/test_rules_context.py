"""Detectors that need a word before a value, each with near misses. All people and numbers are fictional."""

from collections.abc import Callable, Iterator

import pytest

from stages.anonymize.finding import Finding, Subject
from stages.anonymize.rules import (
    birth_date,
    cn_address,
    cn_landline,
    cn_passport,
    cn_permit,
    cn_plate,
    copyright_holder,
    database,
    im_account,
    mac,
    person_name,
    person_pinyin,
    person_title,
    ticket,
)
from tests.anonymize.cases import LEXICON, check, subject
from tests.anonymize.test_rules_personal import ID


@pytest.mark.parametrize(
    "text",
    [
        "客服电话：⟦010-62345678⟧",
        "热线 ⟦400-820-1234⟧",
        "tel: ⟦(021) 6234 5678⟧",
        'officePhone = "⟦0755-86013388⟧"',
        "传真：⟦+86-10-62345678转801⟧",
        "联系方式 ⟦02062345678⟧",
        "INSERT INTO t (id, tel) VALUES (1, '⟦010-62345678⟧'), (2, '⟦021-52345678⟧');",
        "| 姓名 | 座机 |\n| --- | --- |\n| x | ⟦010-62345678⟧ |",
        "张工 ⟦(010)62345678⟧",
        "李雷 ⟦+86-10-62345678⟧",
        "李雷 ⟦010-62345678⟧",
        "contactTel = '⟦010-62345678⟧'",
        "办公电话：⟦（0571）62345678⟧",
        "办公室 ⟦0571-87654321⟧",
        "| 上海 | ⟦021-62345678⟧ |",
        "调度台 ⟦0571 51548193⟧",
        "; 分机表\nforward=⟦0631-5675072⟧",
        "T: ⟦010 25003104⟧",
        "总机 ⟦0571-87654321，转 8012⟧",
        "电话：⟦87654321⟧，座机号码 ⟦6234567⟧",
        "采购总监 | 恒越科技 | ⟦0512-6288 3317⟧",
        "Reservation desk: Xanthe Wu, ⟦025-84107362⟧；電話：⟦87654321⟧",
        "货物另行托运，运单 020-74193826。",
        "批次 = 0571-21948920",
        "; 配置\nbatch=0571-21948920",
        "电话 876543210",
        "part_no = '0312-4567890'",
        "range 010-62345678",
        "phone: 000-12345678",
        "phone: 010-12345678",
        "tel: 010-623456789",
        "tel: 1.010-62345678",
        "电话 999-820-1234",
    ],
)
def test_a_landline_has_an_area_and_a_word_for_it(text: str) -> None:
    check(cn_landline.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "生日：⟦1990-05-02⟧",
        "出生日期：⟦1990年5月2日⟧",
        "birthday: ⟦1990/05/02⟧",
        '"date_of_birth": "⟦19900502⟧"',
        'user.setBirthDate(parse("⟦1990-05-02⟧"))',
        "dob=⟦05/02/1990⟧",
        "BDAY:⟦1983年10月28日⟧",
        "<csrq>⟦1983-10-28⟧</csrq>, patient_dob: ⟦1983-10-28⟧",
        "申请人：李雷，⟦1980-06-23⟧生，汉族",
        'Patient("李雷", "男", "⟦1984-07-28⟧")',
        "2024-06-01 生产上线，2024-06-02生效",
        "INSERT INTO t (birth, created) VALUES ('⟦1990-05-02⟧', '2020-05-02')",
        f"{ID} ⟦1949-12-31⟧ 2020-05-02",
        f"1949-12-30 {ID}",
        "生日（农历）：⟦一九九〇年三月初五⟧，⟦一九九〇年十二月廿三日⟧出生",
        "出生年月：⟦1990.03⟧，籍贯；出生年月 ⟦199003⟧；出生 ⟦1990 年 3 月⟧",
        "出生 ⟦1990 年 3 月 5 日⟧",
        "DOB: ⟦25/12/1990⟧, DOB ⟦March 5, 1990⟧; dob ⟦05-MAR-1990⟧",
        "She was born on ⟦5th March 1990⟧ in Wuhan, and died on 5 March 2020.",
        '{"birthday": "⟦1990-05-02⟧T00:00:00Z", "bornOn": "⟦1990-05-02⟧", "createdOn": "2020-05-02"}',
        "李雷，⟦1990-05-02⟧（35岁）",
        "birthdays: Record<string, string> = {\n  '李雷': '⟦1990-05-02⟧',",
        "# 姓名 / 证件 / 出生\nrows = [\n  ('李雷', 'x', '⟦1990-05-02⟧'),\n  ('韩梅', 'y', '⟦1991/5/2⟧'),",
        "RM    GUEST  BORN        IN\n0801  李雷   ⟦1990-05-02⟧  2020-05-02",
        f'{{"李雷", "{ID}", "13812345678", "⟦1978-08-19⟧", now()}}',
        f'{{"李雷", "{ID}", "13812345678", "2024-08-19", now()}}',
        'p.setBirthday("⟦1990-05-02⟧"); assertEquals("⟦1990-05-02⟧", p.getBirthday()); x = "1990-05-03"',
        'p.setBirthday("⟦2024-05-02⟧"); log.setDay("2024-05-02");',
        "birthday = LocalDate.of(⟦1990⟧, ⟦5⟧, ⟦2⟧); hired = date(2019, 5, 2)",
        "x(birth=date(⟦1990⟧, ⟦05⟧, ⟦02⟧))",
        "birthday = date(1990, 1, 1)",
        '("李雷", "⟦1990-05-02⟧", "13812345678"), ("李雷", "2020-05-02"), ("订单", "1990-05-02")',
        'new Person("李雷", Gender.MALE, "⟦1990-05-02⟧"); row("李雷", "⟦1990-05-02⟧", "F")',
        "2004-03-05 李雷 修改；@author 李雷 2005-03-01；李雷 2004-03-01 10:00",
        "| 姓名 | 入职 |\n|---|---|\n| 李雷 | 2001-05-02 |",
        f"姓名,证件号,入职\n李雷,{ID},2009-09-09",
        "故障发生于2024-03-01，问题产生于2024年3月1日",
        "生日活动 2024-05-01 上线，birthday_gift_since: 2024-05-01, births: 2024-05-02",
        "2024-06-01生态大会，2024-05-01，18岁以上可参加",
        "released: May 5, 2020; 生产日期：2024-05-01；成立日期 1998年5月2日",
        "created: 1990-05-02",
        "生日 ⟦民國79年6月18日⟧（西元 ⟦1990/06/18⟧），民國79年6月18日成立；生於⟦民国80年12月3日⟧",
        "出 生：⟦1990年5月2日⟧，签发日期：2015-03-04，有效期至 2025-03-04",
        "出生 ⟦12MAR1975⟧   效期 2029-05-14; DOB: ⟦1990-05-02⟧, valid until 2031-05-01",
        "Date of birth: ⟦07 / 11 / 1985⟧; 虢雯  F   ⟦1968.02.14⟧",
        "M  2024-01-01 a.py; ('210231202303010377', 'E200317', '2023-03-01')",
        "birthday: 1990-01-01",
        "birthday: 1890-05-02",
        "birthday: 1990-13-02",
        "birthday=x, created=2020-05-02",
        "birthday: yyyy-MM-dd",
    ],
)
def test_a_birth_date_stands_behind_a_word_or_beside_its_id(text: str) -> None:
    check(birth_date.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "护照号：⟦E12345678⟧",
        'passportNo = "⟦EA1234567⟧"',
        "passport: ⟦G12345678⟧",
        "护照号码⟦PE1234567⟧",
        'find("⟦E12345678⟧") // 护照',
        "WHERE passport IN ('⟦E12345678⟧', '⟦G12345678⟧')",
        '{"key": "passportNo", "value": "⟦E12345678⟧"}',
        "护照：⟦E12345678⟧，批次 E87654321",
        'class Guest(val passport: String)\nGuest("x", "⟦E12345678⟧")',
        'class Guest(val passport: String)\nlistOf("x", "E12345678")',
        '{"certType": "03", "certNo": "⟦E12345678⟧", "deviceNo": "E12345678"}',
        "ROOM  DOC        CAR\n0801  ⟦G12345678⟧  -",
        "passport: ⟦151234567⟧，证件号 151234567",
        "護照 ⟦K04182736⟧，澳门护照 ⟦MA0182736⟧，台湾护照 ⟦301827364⟧，护 照：⟦EA1234567⟧",
        "passport ⟦A5830174⟧; passport: ⟦20FV18374⟧; Passport No. ⟦C01X00T47⟧; passport ⟦571830642⟧",
        "新加坡护照：⟦K3810274E⟧，韩国护照 ⟦M273A4910⟧，日本护照 ⟦TK8120473⟧",
        "序 姓 名    性别  护 照 号 码   签发地/签发日期\n01 虢雯   F    ⟦EH8301947⟧   浙江 2022.07.11",
        "序 姓 名    护 照 号 码   签发地\n01 虢雯  F 1968.02.14  ⟦EH8301947⟧  浙江",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n⟦L898902C36UTO7408122F1204159ZE184226B<<<<<10⟧",
        "L898902C46UTO7408122F1204159ZE184226B<<<<<10",
        "序  名称  编号\n01  虢雯  EH8301947",
        "订单 K04182736，护照办理 20240101，passport: 123456789, passport 900123456, passport 100000001",
        "passport: Z12345678",
        "passport: E123456",
        "commit E12345678",
        "passport: E123456789",
    ],
)
def test_a_passport_has_its_letter_and_a_word_for_it(text: str) -> None:
    check(cn_passport.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "港澳居民来往内地通行证：⟦H12345678⟧",
        "台胞证号 ⟦01234567⟧",
        "回乡证 ⟦M1234567890⟧",
        "travel_permit: ⟦C12345678⟧",
        "台胞证 90123456",
        "通行证 H1234567",
        "订单 H12345678",
    ],
)
def test_a_permit_has_a_word_for_it(text: str) -> None:
    check(cn_permit.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "车牌号：⟦京A12345⟧",
        "车牌⟦粤B·D12345⟧",
        '"⟦沪AD12345⟧"',
        "plate: ⟦苏E12345F⟧",
        "⟦京A1234警⟧",
        "还有一台⟦沪CM6349⟧在路上，他的车是⟦辽CF52530⟧",
        "更新A12345",
        "新API文档",
        "京A1234",
        "京I12345",
        "京ABCDEF",
        "某A12345",
        "最新B12345678",
    ],
)
def test_a_plate_has_province_letter_and_signs(text: str) -> None:
    check(cn_plate.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "姓名：⟦王小明⟧",
        "联系人: ⟦欧阳锋⟧，电话",
        "收货人 = ⟦李雷⟧",
        "负责人是⟦高原⟧。",
        "| 姓名 | 部门 |\n|---|---|\n| ⟦王小明⟧ | 高级组 |",
        "INSERT INTO t (id, real_name, dept) VALUES (1, '⟦王小明⟧', '高新部'), (2, \"⟦李雷⟧\", 'x')",
        'String name = "⟦王小明⟧";',
        'user.setUserName("⟦李雷⟧")',
        "contact: ⟦韩梅梅⟧",
        '"consignee": "⟦韩梅梅⟧"',
        "请联系⟦王小明⟧经理",
        "感谢⟦李雷⟧先生",
        "⟦韩梅梅⟧女士您好",
        "写的是⟦王小明⟧（姓名）。",
        "请将姓名（⟦王小明⟧）告知前台",
        "姓名如：⟦王小明⟧、⟦李雷⟧",
        "姓名（例如：⟦王小明⟧，⟦李雷⟧）",
        "姓名\t⟦王小明⟧",
        '{"label": "姓名", "value": "⟦王小明⟧"}',
        'new User(1L, "⟦王小明⟧", 18)',
        'USER_A("⟦王小明⟧", 1)',
        'new CommandUser("⟦王小明⟧")',
        'toJson("⟦王小明⟧")',
        "报销人：⟦刘平⟧；审核：⟦欧阳锋⟧；出纳：⟦高洁⟧",
        "参会人员：⟦刘平⟧、⟦李雷⟧、⟦韩梅梅⟧和⟦王小明⟧",
        "⟦侯雪⟧提出异常的问题，由⟦刘平⟧跟进",
        "结论由⟦刘平⟧和⟦李雷⟧确认",
        "请⟦刘平⟧、⟦李雷⟧两位同事参加",
        "[10:21:30] ⟦李雷⟧：收到",
        "⟦李雷⟧  2024-03-01 10:21:30",
        " *   2024-03-01 ⟦李雷⟧ 增加字段",
        "此致\n敬礼\n⟦李雷⟧\n财务部",
        "亲爱的⟦李雷⟧：",
        "⟦李雷⟧，您好：",
        "用户[⟦李雷⟧]登录成功，客户⟦韩梅梅⟧(旧)已存在",
        "本人⟦李雷⟧，委托⟦韩梅梅⟧办理",
        "<h3>⟦高欢⟧</h3><p>前台</p><p>Tel: 13812345678</p>",
        '{"⟦高欢⟧", "6222021234567890128"}',
        'owner: "⟦李雷⟧"',
        'mask_name("⟦李雷⟧") == "李*"',
        '{"title": "开户人", "examples": ["⟦李雷⟧", "⟦高洁⟧"]}',
        'Map.of(\n  "周一", "⟦李雷⟧",\n  "周二", "⟦韩梅梅⟧")',
        "reviewers:\n  - ⟦李雷⟧\n  - ⟦高洁⟧",
        "姓名：⟦阿依古丽·买买提⟧，",
        "清真窗口由⟦帕提古丽·吐尔洪⟧负责，“⟦扎西·次仁⟧”",
        "江湾·万科城",
        "数据·智能",
        "联系人：⟦呼延启信⟧",
        "请联系东西，由于安全问题，和普通用户",
        "由方法返回，找程序员，给成本价",
        "敬礼：章节",
        "方法：见附件",
        "最近 2024-03-01 更新 空白",
        "- 乐高：修正",
        '{"name": "章鱼", "sku": "A1"}',
        '<Goods name="吴江"/>',
        '{1, "⟦王小明⟧", "13812345678"}',
        'x = ["⟦王小明⟧", "⟦李雷⟧", "⟦韩梅梅⟧"]',
        'user.setName("⟦王小明⟧"); check("⟦王小明⟧")',
        '"{\\"name\\": \\"⟦王小明⟧\\"}"',
        "大家好，我是⟦王小明⟧，",
        "name: ⟦欧阳娜娜⟧",
        'new Product(1L, "王小明", 18)',
        'new User("用户", "牛仔裤")',
        '{1, "连衣裙", "13812345678"}',
        '["白羊座", "金牛座", "双子座"]',
        'product_name = "王小明"',
        'name: "牛仔裤"',
        "⟦王小明⟧高兴地说",
        "装维员⟦陈宇⟧接单，电话联系用户",
        "优化高亮部分，七牛云上传，人民币壹万叁仟元整，在江滨路队集合；核心线程数，当前线程，线程数",
        "姓名检查高兴",
        "姓名：高度重要的字段",
        'name = "高级"',
        'name: "金额"',
        "name: 方案一",
        'name = "张数"',
        'name = "白色"',
        "高级工程师",
        "项目经理",
        "班主任",
        "查询师生，包括班主任，任课老师",
        "姓名不能为空",
        "姓名：赵某云山",
        "姓名：⟦区淑华⟧",
        "联系人：⟦黄金凤⟧",
        '当 用户在"姓名"中填写"⟦吴萍⟧"',
        '当 用户在"标题"中填写"吴萍"',
        "姓名：区域",
        "负责人：公告",
        "主管意见  同意   ⟦毛航⟧   2020-05-01",
        '<van-field placeholder="例如 ⟦王莉⟧" />',
        "感谢⟦徐斌⟧和⟦冯新成⟧的 PR",
        "会上决定由⟦汤景⟧牵头，⟦林凤兰⟧回来后配合联调",
        "5 日前汇入⟦陈红霞⟧账户（6225）",
        "平台组 组长⟦孙辰景⟧",
        '"accompany": ["⟦徐雅山⟧", "⟦陶伟⟧"]',
        'rows[0]["name"] == "⟦翟博⟧"',
        "请于周五前完成回归",
        'menu = ["白玉兰", "马赛克", "康普茶"]',
        "李子   苹果   香蕉",
        "name: 史记",
        "文件名：常量",
        "name: 任务名称",
        "fileName: ⟦王小明⟧",
        "争议由⟦刘建平⟧裁定",
        "操作员⟦李霞⟧导出报表",
        "户名⟦杨超⟧，账号",
        "负责人：⟦高峰⟧",
        "申请人    ⟦徐明⟧        部门",
        "// FIXME ⟦李刚⟧ 没有处理",
        "姓名：⟦张秀荣⟧\n后来张秀荣走了".replace("来张秀荣", "来⟦张秀荣⟧"),
        "鸣谢：⟦王志强⟧ ⟦张凯⟧ ⟦叶杨⟧ ⟦罗超⟧",
        "由于景点关闭，替代方案见对应文章",
        "交易创建后，发送方连续发送",
        "查日志，查文档",
        "标题：康复科，管培生，幸运星",
        "按⟦苏秋维⟧意见调整",
        "假设还剩 1 张券，一共 5 张表",
        "陶艺作业还差⟦郭英⟧、⟦廖玉兰⟧两位",
        'actor "客服\\n⟦李兵⟧" as S',
        "hot: ['雷阵雨', '张家港', '叶绿素', '胡萝卜']",
        "⟦李静⟧确认了\n后来又问过⟦李静⟧，她说线程池够用",
        "购买方 名称：毕博诚网络有限公司",
        "安全部⟦陈志远⟧的报告，任命后⟦李霞⟧借调审计部，弱电组⟦王小明⟧和表弟⟦刘建平⟧到场",
        "最早的想法出自⟦陈志远⟧在团建时的一次闲聊，外包⟦李霞⟧上周走了",
        "全部门通过，各组织好，此处理由充分",
        "参会人：⟦张衡⟧、⟦李小明⟧，⟦张衡⟧负责支付模块；姓名：⟦武松⟧",
        'TEXTBOOK = ("李白", "诸葛亮", "孔乙己")，王老吉和谢馥春都有货',
    ],
)
def test_a_name_stands_between_words_for_a_person(text: str) -> None:
    check(person_name.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "请联系⟦王⟧经理",
        "尊敬的⟦于⟧先生",
        "⟦欧阳⟧女士您好",
        "找⟦毛⟧工，问⟦李⟧总。",
        "@⟦张⟧哥 看一下",
        "另外⟦施⟧总希望看到，客户那边⟦李⟧工在催",
        "美术⟦周⟧老师：收到",
        "保洁⟦康⟧师傅",
        "司机姓⟦邓⟧。免贵姓⟦欧阳⟧，叫我小王",
        "老⟦蒋⟧、小⟦任⟧带队",
        "合同的事，⟦董⟧总已经同意了",
        "> ⟦昝⟧总好，谁有 ⟦李⟧博士的电话，让小⟦佘⟧去接，等⟦赵⟧姐审，谢谢小⟦宗⟧",
        "等于总和的一半，文学博士",
        "语文老师，地方老师，汽车师傅，康师傅",
        "姓名和姓氏，百家姓，客户并不姓白",
        "小程序，老时间，小段",
        "项目经理和产品经理",
        "班主任，高级工程师，总经理",
        "由施工，找电工，找高工",
        "和经理确认，与主任沟通",
        "王工作室",
    ],
)
def test_a_surname_has_a_title(text: str) -> None:
    check(person_title.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "⟦Wang Xiaoming⟧（⟦王小明⟧）",
        "⟦王小明⟧ (⟦Wang Xiaoming⟧)",
        "| 姓名 | 拼音 |\n| --- | --- |\n| 王小明 | ⟦Wang Xiaoming⟧ |",
        "# 拼音检索：⟦Li Yuxiao⟧ 应能命中\nsearch('⟦Li Yuxiao⟧')",
        "护照拼音，如 ⟦Zhao Min⟧",
        "X-Operator: ⟦Li Bo⟧",
        "contact: Hong Kong",
        "Product Name（王小明）",
        "Order Service（订单）",
        "汉语拼音 Kuo Zhan",
    ],
)
def test_pinyin_stands_beside_its_signs(text: str) -> None:
    check(person_pinyin.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "地址：⟦北京市朝阳区建国路88号⟧",
        '"address": "⟦广东省深圳市南山区科技园路1号A座1201室⟧"',
        "收货地址 ⟦江苏省建市海港罗路M座 836434⟧",
        "送到⟦浙江省杭州市西湖区文三路90号⟧吧",
        "INSERT INTO t (addr, n) VALUES ('⟦成都市武侯区天府大道100号⟧', 1)",
        "detail: ⟦深圳市福田区望京东路339号高新大厦5座704⟧",
        "户籍地址\t岗位\n⟦昆山市玉山镇前进中路9号⟧\t司机",
        "户籍地址：⟦宁波市江北区大庆南路５５号３０２室⟧",
        "新址：⟦香港九龍觀塘鴻圖道57號南洋廣場18樓1803室⟧；⟦新竹市東區光復路二段295號7樓之2⟧",
        "应该是⟦青岛市崂山区海尔路183号7栋2单元1401⟧，寄到⟦苏州工业园区星湖街328号创意产业园12-403⟧",
        "母 ⟦北京市朝阳区甘露园南里25号楼2门502⟧；⟦沧州市运河区维明路33号4-2-601⟧",
        "全市各区县镇2024年第3号通知，建设区域路演2号文件",
        "上市公司区间号段",
        "地址不能为空",
        "地址：省市区三级联动",
        "地址：某市云山区石林路3号",
        'Address a = parse("李梅 18609315527 ⟦广东省深圳市南山区海德路8号⟧");',
        "地址：周某安晨 12391490690 某市康晖区达仁路5633号",
        "address: localhost",
        "北京市的天气",
        "服务地址：请输入市区号",
        "IP地址：10.0.0.1",
    ],
)
def test_an_address_has_levels_and_a_word_or_a_province_before_them(text: str) -> None:
    check(cn_address.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "QQ：⟦123456789⟧",
        "qq群: ⟦87654321⟧",
        '"qq": "⟦12345678⟧"',
        "微信号：⟦lilei_2020⟧",
        "微信：⟦lileihan⟧",
        'wechat_id = "⟦lilei2020⟧"',
        "⟦wxid_abcdef123456⟧",
        "加我 QQ⟦123456789⟧",
        "Q群：⟦123456789⟧",
        "QQ号是⟦123456789⟧",
        "扣扣 ⟦123456789⟧",
        "微信同号 ⟦lilei_2020⟧",
        "微信号是 ⟦lilei_2020⟧",
        "vx ⟦lilei_2020⟧",
        'QQS = ["⟦193932898⟧", "⟦60056365⟧"]; WECHATS = [\'⟦lilei_2020⟧\']',
        "WeChat IDs ⟦li_2020⟧, ⟦wxid_abcdefabcdef⟧, ⟦han_19⟧ and QQ ⟦87522023⟧, ⟦260986284⟧ or ⟦318217489⟧.",
        "微信客服 ⟦lilei_28⟧ QQ客服 ⟦191329100⟧，QQ ⟦12345678⟧，100元，20240501",
        r'"{\"weixin\":\"⟦lilei054144⟧\",\"qq\":\"⟦12345678⟧\"}"',
        "钉钉号：⟦lilei2020⟧，支付宝账号 ⟦lilei.88⟧，dingtalk_id: '⟦manager7675⟧'",
        "企业微信ID ww1234567890abcdef",
        "open_id=⟦ou_7d8a6e6df7621556ce0d21922b676706⟧",
        "支付宝支付, 微博登录, dingtalk_id: ${x2}, telegram_bot: abc123",
        "QQ/微信：⟦12345678⟧，加Q ⟦12345678⟧，Q：⟦123456789⟧，QQ群聊:⟦12345678⟧",
        "薇信 ⟦lilei_2020⟧，微信号码⟦lilei_2020⟧",
        "Q: 12 A: 13; Q: 2024 年",
        "QQ 9.7.1",
        "微信 8.0.30",
        "微信支付 wxpay_v3",
        "微信 login",
        "wechat: WechatConfig",
        "qq: 900012345",
        'user.put("qq", "⟦123456789⟧")',
        "INSERT INTO t (id, qq, wechat) VALUES (1, '⟦123456789⟧', '⟦lilei_2020⟧')",
        "| QQ | 微信 | 工号 |\n|---|---|---|\n| ⟦123456789⟧ | ⟦lilei_2020⟧ | a12345678 |",
        'put("wechat", "wx0123456789abcdef")',
        "自称客服、QQ 号 ⟦58573512⟧ 的人",
        '"keeperQQ": "⟦113711578⟧"',
        "{mc: '李雷', wx: '⟦ycao_32⟧'}",
        "owner: {name: 李雷, im: ⟦guiying30_04⟧}",
        "qq=1234",
        "微信: example_badofe",
        "微信支付",
        "qq.com: 12",
    ],
)
def test_an_account_of_a_messenger_stands_behind_its_name(text: str) -> None:
    check(im_account.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "mac: ⟦3c:22:fb:9a:01:7e⟧",
        "物理地址 ⟦3C-22-FB-9A-01-7E⟧",
        "link/ether ⟦3c:22:fb:9a:01:7e⟧ brd ff:ff:ff:ff:ff:ff",
        "mac: 00:00:00:00:00:00",
        "mac: 02:00:5e:12:34:56",
        "fingerprint 3c:22:fb:9a:01:7e:11:22",
        "at 12:34:56:12:34:56",
        "mac: 3c:22:fb:9a:01",
    ],
)
def test_a_hardware_address_has_a_word_for_it(text: str) -> None:
    check(mac.find, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("yaml", "url: jdbc:mysql://⟦db-01⟧:3306/⟦shop_order⟧?useSSL=false"),
        ("yaml", "url: jdbc:postgresql://localhost/⟦shop⟧"),
        ("yaml", "url: jdbc:sqlserver://10.0.0.5:1433;databaseName=⟦shop⟧"),
        ("yaml", "url: jdbc:oracle:thin:@⟦ora1⟧:1521:⟦shop⟧"),
        ("python", 'dsn = "mongodb://u:p@⟦mongo-7⟧:27017/⟦shop⟧"'),
        ("sql", "CREATE DATABASE IF NOT EXISTS `⟦shop_order⟧`;\nUSE ⟦shop_order⟧;"),
        ("yaml", "url: jdbc:mysql://${HOST}:3306/${DB}"),
        ("yaml", "url: jdbc:mysql://localhost:3306/test"),
        ("yaml", "url: jdbc:mysql://mysql:3306/example_badofe"),
        ("yaml", "url: jdbc:h2:mem:shop"),
        ("python", "dsn = f'mysql://user:word@{host}/{name}'"),
        ("markdown", "use shop;"),
        ("text", "to create database tables"),
    ],
)
def test_a_database_stands_in_a_connection_url_or_a_statement(language: str, text: str) -> None:
    check(database.find, text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Copyright (c) 2020 ⟦Acme Technology Co., Ltd⟧. All rights reserved.",
        "// Copyright 2019-2021 ⟦Li Lei⟧",
        "© 2020 ⟦Acme Inc⟧",
        "版权所有 © 2020 ⟦云帆科技有限公司⟧",
        "Copyright (C) 2020 ⟦云帆科技⟧ 版权所有",
        "Copyright 2012-2020 the original author or authors.",
        "Copyright (c) 2020 Badofe Example",
        "The above copyright notice and this permission notice",
        "copyright law",
        "Copyright (C) 1999 Free Software Foundation",
        "版权所有 © 2020 某云山石林公司",
    ],
)
def test_a_holder_stands_behind_a_notice_with_year_or_sign(text: str) -> None:
    check(copyright_holder.find, text)


@pytest.mark.parametrize(
    "text", ["fix ⟦SHOP-12⟧: x", "⟦shop-7⟧", "UTF-8 SHA-256 ISO-8601", "XSHOP-12", "SHOP-12-a"]
)
def test_a_ticket_has_a_project_key_of_the_lexicon(text: str) -> None:
    lexicon = LEXICON._replace(tickets=("SHOP",))
    check(lambda given: ticket.find(given._replace(lexicon=lexicon)), text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("text", "负责人：⟦缑雅琪⟧\n由⟦缑雅琪⟧在机房执行"),
        ("text", "坐席⟦乜晓岚⟧再次安抚"),
        ("text", "联系人：⟦静文⟧"),
        ("csv", "姓名,民族\n⟦那顺巴雅尔⟧,蒙\n⟦德吉央宗⟧,藏\n⟦亓官子墨⟧,汉\n"),
        ("yaml", "owner: ⟦公羊小曼⟧\n"),
        ("text", "姓名：⟦隗 京生⟧"),
        ("text", "值班 ⟦張簡文彬⟧，行動 0936-218-407"),
        ("markdown", "**负责人:** ⟦冮海燕⟧"),
    ],
)
def test_a_rare_name_is_found_where_a_person_is_announced(language: str, text: str) -> None:
    check(person_name.find, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("text", "法定节假日有同学来电，能源部门开会"),
        ("text", "联系人：待定"),
        ("java", 'throw new Failed("OWNER_STAYS", "组长须先转让");'),
        ("text", "负责人：研发组"),
        ("markdown", "| 姓名 | QQ | 微信 |\n|---|---|---|\n"),
        ("json", '{"name": "税务登记", "owner": "架构部"}'),
    ],
)
def test_words_with_rare_surnames_are_no_names(language: str, text: str) -> None:
    check(person_name.find, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("text", "收货人：⟦庄严⟧　　品管：⟦党爱华⟧"),
        ("text", "报销人：⟦燕北归⟧"),
        ("markdown", "**报告人** ⟦耿直⟧ 　**指派** ⟦王小明⟧"),
        (
            "text",
            "参会：⟦马达⟧、⟦温馨⟧、产品组全体\n⟦温馨⟧提醒大家：温馨提示要留，⟦马达⟧和⟦温馨⟧再对，与马达厂无关",
        ),
        ("typescript", "// NOTE(⟦苗苗⟧ & ⟦裘真⟧): 授权"),
        ("yaml", "primary: ⟦云朵⟧\nbackup: 高级\n"),
        ("text", "09:12 ⟦田野⟧\n早\n\n09:14 ⟦高峰⟧\n跟⟦高峰⟧说一声，高峰时段别走\n"),
        ("php", " * 2024-01-11 ⟦廉洁⟧: 改走人工审核，廉洁自律"),
        ("go", '{"⟦母婷⟧", "510107199106112862"}'),
        ("text", "04 ⟦荆楚⟧  JING/CHU  护照"),
        ("text", "余款由⟦余粮⟧收讫，由程序执行，由平台设计"),
        ("text", "感谢用户⟦满江⟧反馈，用户全部反馈"),
        ("markdown", "- 对齐口径 —— ⟦鄢陵⟧\n- 见附录 —— 高级"),
        ("text", "　姓　名　　　　部　门　　　签　字\n　⟦佘　锋⟧　　　方案部　　　⟦佘锋⟧\n"),
        ("markdown", "| 交接人 | 监交人 |\n|---|---|\n| ⟦瞿秋水⟧ | ⟦盛况⟧ |\n\n⟦秋水⟧离职后，盛况空前"),
        ("markdown", "| 姓名 | 年龄 |\n|---|---|\n| 常规 | 18 |\n| 高峰期 | 1 |\n"),
        ("text", "複核：⟦簡志豪⟧\n改由⟦志豪⟧負責，簡志豪".replace("，簡志豪", "，⟦簡志豪⟧")),
        ("text", '汇报给⟦扎西多吉⟧和⟦阿依努尔⟧，巴图鲁；"⟦莫日根⟧"'),
        ("text", "客户姓名：⟦蔺相宜⟧（女士）"),
        ("text", "审核：成功\n复核：安全\n负责人：全员\n记录员：双方"),
    ],
)
def test_a_name_that_is_a_word_is_found_where_only_names_stand(language: str, text: str) -> None:
    check(person_name.find, text, language)


@pytest.mark.parametrize("find", [database.find, copyright_holder.find])
def test_databases_and_holders_of_others_stay(find: Callable[[Subject], Iterator[Finding]]) -> None:
    text = "Copyright (c) 2020 Acme Inc\njdbc:mysql://db-01/shop\n"
    assert not list(find(subject(text, lexicon=LEXICON._replace(own=False))))


def test_in_a_table_of_a_code_chance_is_no_name() -> None:
    table = "".join(map(chr, range(0x4E00, 0x5600)))
    prose = "他在这里工作，负责订单。" * 200
    check(person_name.find, f"姓名：王小明，{table}")
    check(person_name.find, f"姓名：⟦王小明⟧，{prose}")
