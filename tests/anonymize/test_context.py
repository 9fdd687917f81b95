"""What a value is called, by all that can say so. Its sign in each text is `V1`, that of a table `TABLE;`."""

from time import process_time

import pytest

from stages.anonymize.context import heading, names
from stages.anonymize.name_signs import is_likely
from tests.anonymize.cases import subject

TABLE = (
    "CREATE TABLE `t` (`id` bigint COMMENT '主键', `b` varchar(9) DEFAULT 'x,y' COMMENT '姓名',"
    " PRIMARY KEY (`id`));\n"
)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("java", 'u.setName("V1")', "u.setName"),
        ("java", 'new U().setAge(2).withName("V1").withAge(3)', "withName"),
        ("java", 'User.builder()\n  .name("V1")\n', "name"),
        ("java", 'List<String> userNames = Arrays.asList("a", "V1")', "userNames"),
        ("java", 'assertEquals("V1", rows.get(0).getName());', "getName"),
        ("java", 'assertEquals("V1", map.get("姓名"));', "姓名"),
        ("java", 'andExpect(jsonPath("$.data.name").value("V1"))', "$.data.name"),
        ("java", '@Schema(description = "姓名", example = "V1")', "姓名"),
        ("java", 'x.setString(1, "V1"); // 姓名', "姓名"),
        ("java", '/** 姓名 */\nString S = "V1";', "姓名"),
        ("java", " * @param x 姓名，例如：V1", "姓名"),
        ("java", '"{\\"name\\":\\"V1\\"}"', "name"),
        ("java", 'jdbc.update("INSERT INTO t(a, b) VALUES (1, ?)", "V1")', "b"),
        ("typescript", "const userName: string = 'V1'", "userName"),
        ("json", '{"label": "姓名", "value": "V1"}', "姓名"),
        ("json", '{"value": "V1", "label": "姓名"}', "姓名"),
        ("json", '{"name": {"type": "string", "example": "V1"}}', "name"),
        ("json", '{"names": ["a", "V1"]}', "names"),
        ("yaml", "- name: userName\n  in: query\n  example: V1", "userName"),
        ("yaml", "userName:\n  type: string\n  example: V1", "userName"),
        ("yaml", "# 姓名\nsample: V1", "姓名"),
        ("html", "<dt>姓名</dt>\n<dd>V1</dd>", "姓名"),
        ("html", '<el-form-item label="姓名"><el-input value="V1"/>', "姓名"),
        ("html", "<tr><th>a</th><th>姓名</th></tr><tr><td>1</td><td>V1</td></tr>", "姓名"),
        ("markdown", "写的是 V1（姓名）。", "姓名"),
        ("gherkin", '  当 用户在"姓名"中填写"V1"', "姓名"),
        ("gherkin", '  When I fill in "name" with "V1"', "name"),
        ("gherkin", '  When I enter "V1" into the "name" field', "name"),
        ("markdown", "在联系人输入框输入“V1”", "联系人"),
        ("markdown", "输入“V1”到“姓名”", "姓名"),
        ("markdown", "| a | 姓名 | V1 |", "姓名"),
        ("markdown", "| a | 姓名 |\n|---|---|\n" + "| 1 | x |\n" * 500 + "| 2 | V1 |", "姓名"),
        ("csv", "id,姓名\n" + '1,"a,b"\n' * 500 + "2,V1", "姓名"),
        ("tsv", "id\t姓名\n1\tV1", "姓名"),
        ("sql", "INSERT INTO t (a, b) VALUES\n-- x\n('c', 'd'),\n(f('e', 2), 'V1');", "b"),
        ("sql", "insert into t(a,b) values " + "('c','d')," * 900 + "('e','V1')", "b"),
        ("sql", "TABLE; INSERT INTO `t` VALUES (1, 'V1');", "b 姓名"),
        ("sql", "TABLE; INSERT INTO db.t VALUES (1, 'V1');", "b 姓名"),
        ("sql", "SELECT 1 FROM t u WHERE u.name LIKE '%V1%'", "u.name"),
        ("sql", "DELETE FROM t WHERE name IN ('a', 'V1')", "name"),
    ],
)
def test_a_value_has_a_name(language: str, text: str, name: str) -> None:
    text = text.replace("TABLE;", TABLE)
    start = text.index("V1")
    assert name in names(subject(text, language), start, start + 2)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("java", 'check("phone"), add("V1")', "phone"),
        ("gherkin", '  当 "姓名" 不是必填，在"x"中填写"V1"', "姓名"),
        ("json", '{"label": "姓名"}, {"value": "V1"}', "姓名"),
        ("json", '{"label": "姓名", "count": "V1"}', "姓名"),
        ("sql", "INSERT INTO t (a, b) VALUES ('V1', 'x');", "b"),
        ("sql", "INSERT INTO t (a, b) VALUES ('c', 'd'); UPDATE t SET x = 'V1'", "b"),
        ("sql", "TABLE; INSERT INTO other VALUES (1, 'V1');", "b 姓名"),
        ("sql", "TABLE; INSERT INTO t VALUES ('V1', 1);", "b 姓名"),
        ("markdown", "| 姓名 | a |\n|---|---|\n\n| 1 | V1 |", "a"),
        ("yaml", "- name: userName\n- value: V1", "userName"),
        ("csv", 'a,姓名\n"x,y",V2,V1', "姓名"),
    ],
)
def test_a_value_has_not_the_name_of_another(language: str, text: str, name: str) -> None:
    text = text.replace("TABLE;", TABLE)
    start = text.index("V1")
    assert name not in names(subject(text, language), start, start + 2)


def test_a_row_that_is_too_long_has_no_heading() -> None:
    text = "姓名,b\n" + "x" * 5_000 + ",V1"
    assert heading(subject(text, "csv"), text.index("V1")) == ""


def test_tags_that_nothing_follows_are_read_in_no_time() -> None:
    text = "<td>x" + "</el-descriptions-item-of-members>" * 7 + "() => V1"
    started = process_time()
    names(subject(text, "vue"), text.index("V1"), text.index("V1") + 2)
    assert process_time() - started < 1


@pytest.mark.parametrize("name", ["张三", "王小明", "李雷", "欧阳娜娜", "诸葛亮", "陈志远"])
def test_names_are_likely(name: str) -> None:
    assert is_likely(name)


@pytest.mark.parametrize(
    "word", ["牛仔裤", "连衣裙", "施工队", "计算器", "花生油", "党章", "水彩笔", "毛巾架"]
)
def test_words_that_begin_with_a_surname_are_not(word: str) -> None:
    assert not is_likely(word)
