"""Statements in scripts, mappers, annotations and strings."""

import pytest

from stages.core import sql
from stages.core.records.sql_asset import SqlAsset
from stages.model.model import model, read_document
from stages.model.passed_over import PassedOver
from tests.model.documents import PARAMS, document

SCRIPT = """SET NAMES utf8;

-- 用户表；登录用
CREATE TABLE `t_user` (
  `id` bigint NOT NULL COMMENT '主键',
  name VARCHAR(20) DEFAULT 'a;b',
  PRIMARY KEY (id)
) ENGINE = InnoDB;

INSERT INTO t_user (id, name) VALUES (1, 'it''s; -- no comment');
/* Who is
   there. */
SELECT name FROM t_user WHERE id = 1
"""

DAO = """package com.acme;

import org.springframework.jdbc.core.JdbcTemplate;

public class OrderDao {
    private static final String COLUMNS = "id, total";
    /** All of them. */
    private static final String ALL = "SELECT " + COLUMNS + " FROM orders";

    /** Removes one. */
    public void remove(long id) {
        jdbc.update("DELETE FROM orders WHERE id = ?", id);
    }

    public List<Order> find(String sort) {
        // newest first
        String sql = "select " + COLUMNS + " from orders" +
            " order by " + sort;
        StringBuilder more = new StringBuilder("select id from orders");
        entityManager.createQuery("select o from Order o join o.lines l");
        log.info("Select an order from the list");
        log.info("select nothing at all");
        return jdbc.query(sql);
    }
}
"""

REPOSITORY = """package com.acme;

import org.springframework.data.jpa.repository.Query;

interface OrderRepository extends JpaRepository<Order, Long> {
    /** Open orders. */
    @Query("select o from Order o left join fetch o.lines where o.open = :open")
    List<Order> open(boolean open);

    @Query(value = "select * from orders where total > ?1", nativeQuery = true)
    List<Order> large(int total);

    @Select({"select id,", "total from orders", "where id = #{id}"})
    Order byId(long id);

    @Update("<script>update orders <set><if test='a'>total = #{a},</if></set> where id = #{id}</script>")
    void change(Order order);

    @Query("{'name': ?0}")
    Order mongo(String name);
}
"""

MAPPER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
<mapper namespace="com.acme.UserMapper">
    <sql id="cols">${t}.id, ${t}.name</sql>
    <!-- 按条件查询用户 -->
    <select id="find" parameterType="com.acme.Query" resultType="com.acme.User">
        SELECT <include refid="cols"><property name="t" value="u"/></include>
        FROM t_user u
        <where>
            <if test="name != null">AND u.name = #{name}</if>
            <foreach item="i" collection="ids" open="AND u.id IN (" separator="," close=")">#{i}</foreach>
            <choose><when test="a">AND u.age &lt;= 3</when><otherwise>AND 1 = 2</otherwise></choose>
        </where>
    </select>
    <update id="rename">
        UPDATE t_user <set><if test="name != null">name = #{name},</if></set> WHERE id = #{id}
    </update>
    <delete id="drop">DELETE FROM t_user WHERE id <![CDATA[ < ]]> #{id}</delete>
    <insert id="other">INSERT INTO t_user (<include refid="elsewhere.cols"/>) VALUES (1)</insert>
</mapper>
"""


def found(text: str, path: str, language: str) -> list[SqlAsset]:
    assets = read_document(document(path, text, language=language), PARAMS)
    return [asset for asset in assets if isinstance(asset, SqlAsset)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            'SELECT a FROM t WHERE<if test="m">m = #{m}</if><foreach collection="ids" open="AND id IN (" '
            'close=")">#{i}</foreach>ORDER BY a',
            "SELECT a FROM t WHERE m = #{m} AND id IN (#{i}) ORDER BY a",
        ),
        ('SELECT a FROM t WHERE id IN (<if test="m">#{m}</if>)', "SELECT a FROM t WHERE id IN (#{m})"),
        (
            'SELECT a FROM t<if test="m"/> WHERE b = #{b}<if test="m">, c</if>',
            "SELECT a FROM t WHERE b = #{b}, c",
        ),
        ("SELECT a FROM t WHERE b <![CDATA[<]]> 3", "SELECT a FROM t WHERE b < 3"),
    ],
)
def test_pieces_of_a_mapped_statement_do_not_run_together(inside: str, text: str) -> None:
    (statement,) = found(f'<mapper namespace="a.B"><select id="x">{inside}</select></mapper>', "B.xml", "xml")
    assert statement.text == text


def test_a_script_gives_its_statements_and_passes_over_the_others() -> None:
    statements = found(SCRIPT, "db/schema.sql", "sql")
    assert [(s.kind, s.dialect, s.tables, s.doc) for s in statements] == [
        ("create", "mysql", ["t_user"], "用户表；登录用"),
        ("insert", "sql", ["t_user"], ""),
        ("select", "sql", ["t_user"], "Who is there."),
    ]
    assert [(c.name, c.type, c.comment) for c in statements[0].columns] == [
        ("id", "BIGINT", "主键"),
        ("name", "VARCHAR(20)", ""),
    ]
    assert [s.natural_language for s in statements] == ["zh", "en", "en"]
    for statement in statements:
        assert SCRIPT.encode()[statement.span.start : statement.span.end].decode() == statement.text
    others = read_document(document("db/schema.sql", SCRIPT, language="sql"), PARAMS)
    assert [one.rule for one in others if isinstance(one, PassedOver)] == ["other-statement"]


def test_what_cannot_be_parsed_is_kept_with_a_mark_and_what_is_long_is_passed_over() -> None:
    (broken,) = found("DROP TABLE vets IF EXISTS;", "a.sql", "sql")
    assert (broken.parsed, broken.kind, broken.tables) == (False, "drop", [])
    rows = ["INSERT INTO t VALUES", *(f"({n}, 'x')," for n in range(300)), "(1, 'y')"]
    script = ";\n".join(["DROP TABLE t", " ".join(rows)])
    parts = read_document(document("a.sql", script, language="sql"), PARAMS)
    assert [part.rule for part in parts if isinstance(part, PassedOver)] == ["oversized"]


def test_strings_of_code_are_joined_and_told_from_prose() -> None:
    assert [(s.name, s.text, s.dialect, s.dynamic, s.doc) for s in found(DAO, "OrderDao.java", "java")] == [
        ("ALL", "SELECT id, total FROM orders", "sql", False, "All of them."),
        ("remove", "DELETE FROM orders WHERE id = ?", "sql", False, "Removes one."),
        ("find", "select id, total from orders order by :sort", "sql", True, "newest first"),
        ("find", "select id from orders", "sql", True, ""),
        ("find", "select o from Order o join o.lines l", "jpql", False, ""),
    ]
    assert [s.id for s in found(DAO, "OrderDao.java", "java")][1] == "shop:OrderDao.java#OrderDao.remove"


def test_annotations_tell_jpql_from_native_sql() -> None:
    statements = found(REPOSITORY, "OrderRepository.java", "java")
    assert [(s.name, s.dialect, s.tables, s.dynamic) for s in statements] == [
        ("open", "jpql", ["Order"], False),
        ("large", "sql", ["orders"], False),
        ("byId", "sql", ["orders"], False),
        ("change", "sql", ["orders"], True),
    ]
    assert statements[0].parameters == ["open: boolean"]
    assert statements[0].result == "List<Order>"
    assert statements[2].text == "select id, total from orders where id = #{id}"
    assert statements[3].text == "update orders SET total = #{a} where id = #{id}"
    assert {s.origin for s in statements} == {"annotation"}


QUERY = "select * from t"
DOUBLED = "".join(f' static final String S{n} = "" + S{n - 1} + S{n - 1};\n' for n in range(1, 40))
JOINED = f"{QUERY!r} + ".replace("'", '"') + " + ".join(['"x"'] * 8_000)


@pytest.mark.parametrize(
    ("path", "language", "text", "oversized"),
    [
        ("A.java", "java", f'class A {{\n static final String S0 = "{QUERY} ";\n{DOUBLED}}}', 33),
        (
            "A.java",
            "java",
            f'class A {{\n String q = "{QUERY}";\n static final String S0 = "";\n{DOUBLED}}}',
            0,
        ),
        ("a.py", "python", f"Q = {JOINED}\n\n\ndef f():\n    pass\n", 1),
        ("a.go", "go", f"package a\n\nvar q = {JOINED}\n\nfunc f() {{}}\n", 1),
    ],
)
def test_strings_that_grow_without_end_are_passed_over(
    path: str, language: str, text: str, oversized: int
) -> None:
    parts = read_document(document(path, text, language=language), PARAMS)
    assert [part.rule for part in parts if isinstance(part, PassedOver)] == ["oversized"] * oversized


@pytest.mark.parametrize(
    ("above", "doc"),
    [
        ("-- what it is\n", "what it is"),
        ("/* one */\n-- two\n", "one two"),
        ("-- of another\n\n", ""),
        ("-- of the file\n/* a */ ", ""),
        ("-- a\n" * 20_000 + "\n-- the last\n", "the last"),
        ("/* " * 20_000 + "*/ ", ""),
    ],
)
def test_comments_right_above_a_statement_document_it(above: str, doc: str) -> None:
    (statement,) = found(f"{above}{QUERY};\n", "a.sql", "sql")
    assert statement.doc == doc


def test_a_broken_script_of_an_annotation_is_passed_over() -> None:
    text = REPOSITORY.replace("</set> where", "where")
    parts = read_document(document("A.java", text), PARAMS)
    assert [part.rule for part in parts if isinstance(part, PassedOver)] == ["broken-script"]


def test_a_query_of_spring_data_jdbc_is_no_jpql() -> None:
    text = REPOSITORY.replace(
        "springframework.data.jpa.repository", "springframework.data.jdbc.repository.query"
    )
    assert "jpql" not in {s.dialect for s in found(text, "A.java", "java")}


def test_a_mapper_gives_its_statements_with_tags_resolved() -> None:
    statements = found(MAPPER, "UserMapper.xml", "xml")
    assert [s.name for s in statements] == ["find", "rename", "drop", "other"]
    find, rename, drop, other = statements
    assert " ".join(find.text.split()) == (
        "SELECT u.id, u.name FROM t_user u WHERE u.name = #{name} AND u.id IN (#{i}) AND u.age <= 3"
    )
    assert (find.owner, find.parameters, find.result, find.doc) == (
        "UserMapper",
        ["Query"],
        "User",
        "按条件查询用户",
    )
    assert (find.dynamic, find.parsed, find.tables) == (True, True, ["t_user"])
    assert rename.text == "UPDATE t_user SET name = #{name} WHERE id = #{id}"
    assert " ".join(drop.text.split()) == "DELETE FROM t_user WHERE id < #{id}"
    assert "/* include elsewhere.cols */" in other.text


INCLUDED = '<include refid="a"/>'
LOOP = f'<sql id="a">{INCLUDED}</sql><select id="x">{INCLUDED}</select>'


def test_a_statement_without_end_takes_no_other_one_with_it() -> None:
    text = f'<mapper namespace="a">{LOOP}<select id="y">{QUERY}</select></mapper>'
    broken, whole = read_document(document("a.xml", text, language="xml"), PARAMS)
    assert isinstance(broken, PassedOver)
    assert broken.rule == "nesting"
    assert isinstance(whole, SqlAsset)


def test_fragments_that_include_each_other_without_end_are_refused() -> None:
    bombs = "".join(
        f'<sql id="b{n}">{f"<include refid={chr(34)}b{n + 1}{chr(34)}/>" * 9}</sql>' for n in range(40)
    )
    for text in (
        f'<mapper namespace="a">{bombs}<select id="x">select <include refid="b0"/></select></mapper>',
        f'<mapper namespace="a">{LOOP}</mapper>',
        f'<mapper namespace="a"><sql id="a">{"x" * 90_000}</sql>'
        f'<select id="x">{INCLUDED * 200}</select></mapper>',
    ):
        read = model([document("a.xml", text, language="xml")], PARAMS)
        assert [drop.rule for drop in read.drops] == ["no-asset"]
        assert {part.rule for part in read.passed_over} <= {"nodes", "nesting", "oversized"}
        assert len(read.passed_over) == 1


@pytest.mark.parametrize(
    ("language", "text", "statement"),
    [
        ("kotlin", 'class A {\n    fun f() = jdbc.query("select id from t")\n}\n', "select id from t"),
        (
            "kotlin",
            'class A {\n    fun f(n: Int) = q("""\n        select id\n        from t where n = $n\n""")\n}\n',
            "select id\nfrom t where n = :given",
        ),
        ("go", "package a\n\nfunc F() {\n\tdb.Raw(`select id from t`)\n}\n", "select id from t"),
        (
            "python",
            'def f():\n    cur.execute("select id "\n        "from t where n = %s", n)\n',
            "select id from t where n = %s",
        ),
        (
            "typescript",
            "function f() {\n  db.query(`select id from t where n = ${n}`);\n}\n",
            "select id from t where n = :given",
        ),
    ],
)
def test_strings_of_every_language_are_read(language: str, text: str, statement: str) -> None:
    (asset,) = found(text, f"a.{'ts' if language == 'typescript' else language}", language)
    assert (asset.text, asset.parsed) == (statement, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", 'class A { void f() { log.info("select a file from the list"); } }'),
        ("java", 'class A { void f() { throw new ShopException("delete from cart failed"); } }'),
        ("java", 'class A { void f() { System.out.println("update cart set by " + name); } }'),
        ("kotlin", 'class A { fun f() { logger.warn("select a file from the list")\n } }'),
        ("kotlin", 'class A { fun f() { throw IllegalStateException("delete from cart failed")\n } }'),
        ("python", 'def f():\n    raise ValueError("select a file from the list")\n'),
        ("python", 'def f():\n    print("select a file from the list")\n'),
        ("typescript", 'function f() { throw new Error("select a file from the list"); }'),
        ("typescript", "function f() { console.error(`select a file from the list`); }"),
        ("go", 'package a\nfunc f() error { return fmt.Errorf("select a file from the list") }'),
    ],
)
def test_what_is_said_to_people_is_no_statement(language: str, text: str) -> None:
    assert found(text, f"a.{'ts' if language == 'typescript' else language}", language) == []


def test_statements_of_tests_say_so() -> None:
    text = 'class OrderDaoTest { void f() { jdbc.query("select id from orders"); } }'
    (asset,) = found(text, "src/test/java/OrderDaoTest.java", "java")
    assert asset.origin == "test"


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("CREATE TABLE a (b INT COMMENT '数量')", "mysql"),
        ("CREATE TABLE a (b INT) COMMENT='数量'", "mysql"),
        ("COMMENT ON TABLE a IS '数量'", "sql"),
        ("SELECT comment FROM a", "sql"),
        ("CREATE TABLE a (b NUMBER(10) NOT NULL, c VARCHAR2(64 CHAR))", "oracle"),
        ("SELECT SYSDATE() FROM dual", "sql"),
        ("CREATE TABLE [dbo].[a] ([b] [int] IDENTITY(1,1) NOT NULL)", "sqlserver"),
        ("SELECT TOP 10 b FROM a", "sqlserver"),
        ("SELECT a[1] FROM b", "sql"),
    ],
)
def test_a_dialect_is_told_by_what_others_lack(text: str, dialect: str) -> None:
    assert sql.dialect(text) == dialect


SCRIPTS = {
    "sqlserver": """CREATE TABLE [dbo].[orders](
    [id] [int] IDENTITY(1,1) NOT NULL,
    [name] [nvarchar](50) NULL,
 CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([id] ASC) WITH (PAD_INDEX = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY]
) ON [PRIMARY]
GO
""",
    "oracle": """CREATE TABLE "ORDERS" (
    "ID" NUMBER(19,0) NOT NULL ENABLE,
    "NAME" VARCHAR2(50 BYTE),
    CONSTRAINT "PK" PRIMARY KEY ("ID") USING INDEX TABLESPACE "IDX"
) TABLESPACE "DATA"
/
""",
    "mysql": """CREATE TABLE `orders` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `name` varchar(50),
    PRIMARY KEY (`id`)
) ENGINE=InnoDB PARTITION BY HASH(id) PARTITIONS 4;
""",
    "postgres": "CREATE TABLE orders (id bigserial PRIMARY KEY, name text[] DEFAULT '{}');\n",
}


@pytest.mark.parametrize("dialect", SCRIPTS)
def test_tables_of_every_dialect_are_read_as_their_tools_write_them(dialect: str) -> None:
    first, second = found(SCRIPTS[dialect] * 2, "schema.sql", "sql")
    assert (first.dialect, first.parsed, first.kind, first.text) == (dialect, True, "create", second.text)
    assert [[name.lower() for name in first.tables], [column.name.lower() for column in first.columns]] == [
        ["orders"],
        ["id", "name"],
    ]
