"""What a review says of a finding, by rule: the fault, and in one line how to mend it."""

from collections.abc import Mapping

from stages.core.formats.review_comments import Comment
from stages.core.formats.violation import Says, Words
from stages.core.standards.asked import findings
from stages.core.standards.finding import Answer, Finding, Rule
from stages.core.standards.settings import Standard

OF_SAMPLES = frozenset(("placeholder",))
"""Rules about what the pipeline wrote itself: no fault of those whose work is reviewed."""


def review(
    answer: Answer, looking: Mapping[str, Rule], standards: Mapping[str, Standard], language: str
) -> list[Comment]:
    """Return what the rules say of an answer in `en` or `zh`, once for each line and rule, by line."""
    found: dict[tuple[int, str], Finding] = {}
    for rule, finding in findings(answer, looking, standards):
        if rule not in OF_SAMPLES:
            found.setdefault((finding.line, rule), finding)
    return [
        Comment(
            line,
            standards[rule].severity,
            rule,
            getattr(SAYS[rule].message.filled(dict(finding.names)), language),
            getattr(SAYS[rule].hint.filled(dict(finding.names)), language),
        )
        for (line, rule), finding in sorted(found.items())
    ]


_NOUN = Words(
    "name the resource and let the HTTP method say what is done", "用名词表示资源，动作由 HTTP 方法表达"
)
SAYS = {
    "format": Says(
        Words("the text breaks the grammar of its format", "文本不符合其格式的语法"),
        Words("write what the format's parser reads", "按该格式的语法书写"),
    ),
    "no-http-method-in-url": Says(
        Words("a path segment is a verb", "路径中有一段是动词"),
        _NOUN,
    ),
    "start-without-crud": Says(
        Words("a path segment starts with a verb", "路径中有一段以动词开头"),
        _NOUN,
    ),
    "no-crud-end": Says(
        Words("the path ends with a verb", "路径以动词结尾"),
        _NOUN,
    ),
    "unknown-column-size": Says(
        Words("the query selects all columns", "查询选取了所有列"),
        Words("name the columns that are used", "只列出用到的列"),
    ),
    "insert-without-field": Says(
        Words("the INSERT names no columns", "INSERT 没有写列名"),
        Words("name the columns, so that a new one breaks nothing", "写出列名，新增列时才不会出错"),
    ),
    "limit-joins": Says(
        Words("the query joins many tables", "查询连接了过多的表"),
        Words("split the query, or read from a view", "拆分查询，或改为读取视图"),
    ),
    "single-ac": Says(
        Words("the story has the happy path alone", "故事只有正常路径"),
        Words("add criteria for edges and failures", "为边界和失败情形补充验收条件"),
    ),
    "IgnoreTest": Says(
        Words("the test is switched off", "测试被关闭"),
        Words("mend it or remove it", "修好它，或删除它"),
    ),
    "EmptyTest": Says(
        Words("the test calls nothing", "测试没有调用任何代码"),
        Words("call what is tested and assert the result", "调用被测代码并断言结果"),
    ),
    "SleepyTest": Says(
        Words("the test sleeps", "测试中有休眠"),
        Words("wait for the condition, or hand in a clock", "改为等待条件成立，或注入时钟"),
    ),
    "RedundantPrintTest": Says(
        Words("the test prints", "测试向控制台输出"),
        Words("assert what is printed", "把输出改为断言"),
    ),
    "UnknownTest": Says(
        Words("the test asserts nothing", "测试没有任何断言"),
        Words("assert what the code is expected to do", "断言代码应有的结果"),
    ),
    "RedundantAssertionTest": Says(
        Words("the assertion cannot fail", "这个断言永远成立"),
        Words("compare what the code returns with what is expected", "把代码的返回值与期望值比较"),
    ),
    "DuplicateAssertTest": Says(
        Words("the test asserts the same thing over and over", "测试反复断言同一件事"),
        Words("assert it once", "只断言一次"),
    ),
    "licence-text": Says(
        Words("the text holds a licence or copyright notice", "文本中有许可证或版权声明"),
        Words("leave the notice to the file of the licence", "把声明留在许可证文件中"),
    ),
    "template-text": Says(
        Words("the text spells the marks of a prompt", "文本中有提示模板的标记"),
        Words("remove the marks", "删除这些标记"),
    ),
    "placeholder": Says(
        Words("the text has a placeholder of a secret", "文本中有机密信息的占位符"),
        Words("leave the secret out, or read it from the environment", "不写机密信息，或改为从环境读取"),
    ),
    "not-uppercase": Says(
        Words("a path segment has upper-case letters", "路径中有大写字母"),
        Words("write it in lower case with hyphens", "改为小写，单词之间用连字符"),
    ),
    "splice-naming": Says(
        Words("a path segment runs words together", "路径中的单词连写在一起"),
        Words("put hyphens between the words", "单词之间用连字符"),
    ),
    "kebab-case": Says(
        Words("a path segment joins words by underscores", "路径中用下划线连接单词"),
        Words("put hyphens between the words", "单词之间用连字符"),
    ),
    "plural-names": Says(
        Words("a collection is named in the singular", "集合用了单数名词"),
        Words("name it in the plural", "改为复数"),
    ),
    "normalized-path": Says(
        Words("the path has an empty segment or ends with a slash", "路径有空段或以斜杠结尾"),
        Words("remove the slash", "删除多余的斜杠"),
    ),
    "min-feature": Says(
        Words("the path does two things", "一个路径做了两件事"),
        Words("make two operations of it", "拆成两个接口"),
    ),
    "multiple-parameters": Says(
        Words("the path is nested deeply", "路径嵌套过深"),
        Words("begin at the nearest resource that has an id", "从最近的、有标识的资源开始"),
    ),
    "error-response": Says(
        Words("the operation does not say how it fails", "接口没有说明错误响应"),
        Words("name its error responses", "写出它的错误响应"),
    ),
    "at-least-one-primary-key": Says(
        Words("the table has no primary key", "表没有主键"),
        Words("add a primary key", "加上主键"),
    ),
    "like-start-without-percent": Says(
        Words("the pattern of LIKE begins with a wildcard", "LIKE 的模式以通配符开头"),
        Words("match the beginning, or use a full-text index", "改为前缀匹配，或使用全文索引"),
    ),
    "limit-table-name-length": Says(
        Words("the table has a long name", "表名过长"),
        Words("shorten the name", "缩短表名"),
    ),
    "limit-column-size": Says(
        Words("the table has many columns", "表的列过多"),
        Words("split the table", "拆分这张表"),
    ),
    "snake-case-naming": Says(
        Words("a table or column is not in snake case", "表名或列名不是下划线命名"),
        Words("write it in lower case with underscores", "改为小写，单词之间用下划线"),
    ),
    "SMELL_LAZY_ELEMENT": Says(
        Words("the class does nothing", "这个类什么也没做"),
        Words("remove it", "删除它"),
    ),
    "SMELL_LONG_METHOD": Says(
        Words("the method is long", "方法过长"),
        Words("move its parts into methods of their own", "把各部分提取为单独的方法"),
    ),
    "SMELL_LARGE_CLASS": Says(
        Words("the class has many methods", "类的方法过多"),
        Words("split it by what it is responsible for", "按职责拆分这个类"),
    ),
    "SMELL_DATA_CLASS": Says(
        Words("the class has data and no behaviour", "这个类只有数据没有行为"),
        Words("move the behaviour to the data, or make it a record", "把行为移到数据所在处，或改为 record"),
    ),
    "SMELL_LONG_PARAMETER_LIST": Says(
        Words("the method takes many parameters", "方法的参数过多"),
        Words("put those that belong together into a type", "把相关的参数合成一个类型"),
    ),
    "SMELL_REFUSED_BEQUEST": Says(
        Words("the method refuses what the class inherits", "方法拒绝了继承来的行为"),
        Words("do not inherit it, or implement it", "不要继承它，或者实现它"),
    ),
    "SMELL_COMPLEX_CONDITION": Says(
        Words("the condition runs over several lines", "条件跨了多行"),
        Words("give it a name in a method of its own", "提取为有名字的方法"),
    ),
    "SMELL_REPEATED_SWITCHES": Says(
        Words("the method branches again and again", "方法中分支过多"),
        Words("use a table or a type for each case", "改用映射表，或为每种情形建一个类型"),
    ),
    "SMELL_GARPH_CONNECTED_CALL": Says(
        Words("the class reaches another one directly and through a third", "类既直接又间接地访问同一个类"),
        Words("keep one of the two ways", "只保留其中一条路径"),
    ),
    "too-many-repository-dependencies": Says(
        Words("the service holds many repositories", "服务依赖的仓储过多"),
        Words("split the service", "拆分这个服务"),
    ),
    "missing-parameter-desc": Says(
        Words("the comment describes other parameters than the method has", "注释描述的参数与方法的不一致"),
        Words("describe each parameter by its name", "按名称描述每个参数"),
    ),
    "naming": Says(
        Words("the name is not written as the language does", "命名不符合该语言的习惯"),
        Words("rename it by the convention", "按惯例重新命名"),
    ),
    "layer": Says(
        Words("layer $own uses layer $used", "$own 层使用了 $used 层"),
        Words("let layer $own use $may alone", "$own 层只可使用 $may"),
    ),
}
"""By rule."""
