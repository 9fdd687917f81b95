"""What stood wrong in records of Java and SQL of real repositories, as literal text."""

import pytest

from stages.build.build import build
from stages.build.changes import intent
from stages.build.piece import Piece
from stages.build.pieces import PIECES
from stages.build.unit import Unit, units
from stages.build.world import World
from stages.core.formats.change import Change, Place, path_of, render
from tests.build.made import RECIPES, STANDARDS, assets, params

PLACE = "src/main/java/com/acme/gym"
TESTS = "src/test/java/com/acme/gym"


def shown(piece: str, recipe: str, name: str, files: dict[str, str], most: int = 400) -> str:
    """Return a piece of the unit of this name, or the rule by which there is none."""
    found = assets(files)
    unit = next(unit for unit in units(RECIPES[recipe], found) if unit.name == name)
    made = PIECES[piece](unit, World(found, STANDARDS), most)
    return made.text if isinstance(made, Piece) else made.rule


MEMBERS = """package com.acme.gym;

/**
 * 会员接口
 *
 * @author Li Lei
 * @date Created in 2019-03-21 16:13
 */
@Slf4j
@RestController
@RequestMapping("/members")
public class MemberController {
    private static final String FORM = "members/form";
    private static final int[] NEVER = {1};

    private final MemberService service;

    /** Makes one. */
    public MemberController(MemberService service) {
        this.service = service;
    }

    /**
     * 按条件查询
     *
     * @param name 名称
     * @param size
     * @return
     */
    @GetMapping("/{level}")
    public List<Member> find(String level, String name, int size, Member like, @Valid String a, Pageable p) {
        return service.find(level, name, size, like, p);
    }

    /** Shows the form. */
    @ApiOperation(value = "表单")
    public String form() {
        return FORM;
    }

    /** {@inheritDoc} */
    @Operation(tags = "a", summary = "别的")
    @GetMapping("/other")
    public String other() {
        return service.other().trim();
    }
}
"""
MEMBER = {f"{PLACE}/MemberController.java": MEMBERS}


def test_a_comment_says_neither_who_nor_when_nor_nothing() -> None:
    assert shown("doc", "implementation_spring_controller", "MemberController", MEMBER) == "// 会员接口"
    assert shown("doc", "implementation_spring_handler", "find", MEMBER) == "// 按条件查询 @param name 名称"
    assert shown("doc", "implement_in_class", "other", MEMBER) == "no-doc"
    assert shown("purpose", "implement_in_class", "other", MEMBER) == "no-doc"


def test_a_comment_that_repeats_the_name_says_nothing() -> None:
    named = {path: text.replace("会员接口", "Member controller") for path, text in MEMBER.items()}
    assert shown("doc", "implementation_spring_controller", "MemberController", named) == "no-doc"


def test_what_spring_reads_from_the_query_unasked_is_a_parameter() -> None:
    assert shown("endpoint", "implementation_spring_handler", "find", MEMBER) == (
        "| /members/{level} | GET | 按条件查询 | level: string, name?: String, size: int "
        "| 200: List<Member> |  |"
    )


def test_what_swagger_shows_of_a_handler_is_its_summary() -> None:
    row = "| /members/other | GET | 别的 |  | 200: String |  |"
    assert shown("endpoint", "implementation_spring_handler", "other", MEMBER) == row


def test_an_annotation_that_gives_a_type_its_log_is_class_info() -> None:
    info = shown("class_info", "implement_in_class", "form", MEMBER)
    assert info.split("\n")[1] == '- annotations: @Slf4j, @RequestMapping("/members")'


def test_what_is_asked_for_in_a_class_stands_below_it() -> None:
    (made,) = (
        one for one in build(assets(MEMBER), params("implement_in_class")).candidates if "form" in one.output
    )
    assert made.input.endswith("}\n// Shows the form.")


def test_a_constructor_is_called_one() -> None:
    made = list(build(assets(MEMBER), params("text_to_code")).candidates)
    told = {
        ("constructor" in one.instruction or "构造方法" in one.instruction)
        for one in made
        if "this." in one.output
    }
    assert told == {True}
    assert not [one for one in made if "FORM" in one.output and "onstruct" in one.instruction]


TRIED = """package com.acme.gym;

class MemberControllerTest {
    @Mock MemberService service;
    @InjectMocks MemberController controller;

    @Test
    void formIsNamed() {
        assertEquals("members/form", controller.form());
    }

    @Test
    void allAreFound() {
        given(service.other()).willReturn("");
        controller.form();
        verify(service, never()).find(any(), any(), any(), any(), any());
        verify(service).other();
    }

    @Test
    void serviceIsAsked() {
        when(service.other()).thenReturn(" a ");
        assertEquals("a", controller.other());
    }
}
"""
WITH_TEST = {**MEMBER, f"{TESTS}/MemberControllerTest.java": TRIED}


def test_constants_of_the_code_under_test_are_shown_with_their_values() -> None:
    assert shown("constants", "write_test", "formIsNamed", WITH_TEST) == 'String FORM = "members/form";'
    assert shown("constants", "write_test", "serviceIsAsked", WITH_TEST) == "no-field"
    called = {
        path: text.replace("service.other().trim()", "form().trim()") for path, text in WITH_TEST.items()
    }
    assert shown("constants", "write_test", "serviceIsAsked", called) == 'String FORM = "members/form";'


@pytest.mark.parametrize(("test", "tried"), [("allAreFound", "form"), ("serviceIsAsked", "other")])
def test_what_is_called_on_mocks_alone_is_not_tried(test: str, tried: str) -> None:
    code = shown("code_under_test", "write_test", test, WITH_TEST, 560)
    assert f"\npublic String {tried}()" in code
    assert "find(" not in code


CARD = """package com.acme.gym;

class Card {
    private String id;
    private int level;

    public String getId() { return id; }

    public Card setLevel(int level) { this.level = level; return this; }

    public boolean id() { return true; }
}
"""
CARD_TEST = """package com.acme.gym;

class CardTest {
    @Test
    void fresh() { assertNull(new Card().getId()); }

    @Test
    void setLevel_valid() { assertTrue(new Card().setLevel(1).id()); }
}
"""


def test_an_accessor_is_tried_by_a_test_that_is_named_after_it() -> None:
    files = {f"{PLACE}/Card.java": CARD, f"{TESTS}/CardTest.java": CARD_TEST}
    assert shown("code_under_test", "write_test", "fresh", files) == "no-code-under-test"
    code = shown("code_under_test", "write_test", "setLevel_valid", files)
    assert code.startswith("public Card setLevel(int level)")


def test_of_modules_with_the_same_package_the_nearest_type_is_meant() -> None:
    body = "package com.acme;\n\nclass Door {{\n    int {};\n}}\n"
    files = {
        "a/src/main/java/com/acme/Door.java": body.format("height"),
        "b/src/main/java/com/acme/Door.java": body.format("width"),
        "b/src/main/java/com/acme/Room.java": "package com.acme;\n\nclass Room {\n    Door door;\n"
        "    int wide() {\n        return door.width;\n    }\n}\n",
    }
    assert shown("related", "implement_method", "wide", files) == "Door: width int"


def test_a_skeleton_has_one_empty_line_between_members() -> None:
    text = "package acme;\n\nclass Door {\n    int a() {\n        return 1;\n    }\n\n\t\n    int b;\n\n\n}\n"
    told = "class Door {\n    int a() <fill>\n\n    int b;\n\n}"
    assert shown("skeleton_around", "implement_method", "a", {f"{PLACE}/Door.java": text}) == told
    module = "def a():\n    b()\n    c()\n\n\ndef d():\n    e()\n    f()\n"
    assert "\n\n\ndef d()" in shown("skeleton_around", "implement_python", "a", {"gym/doors.py": module})


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{}", "no-body"),
        ("{\n        // nothing to do\n        /* at all * */\n    }", "no-body"),
        ("{\n        /* a */ ;\n    }", "void open() {\n        /* a */ ;\n    }"),
        ("{\n        // a\n        b();\n    }", "void open() {\n        // a\n        b();\n    }"),
    ],
)
def test_a_body_of_comments_is_nothing_to_implement(body: str, told: str) -> None:
    files = {f"{PLACE}/Door.java": f"package com.acme.gym;\n\nclass Door {{\n    void open() {body}\n}}\n"}
    assert shown("implementation", "implement_method", "open", files) == told


STORED = {
    f"{PLACE}/entity/Named.java": """package com.acme.gym.entity;

@MappedSuperclass
public class Named implements Limits {
    /** 名称。多语言。 */
    private String name;
}
""",
    f"{PLACE}/entity/Limits.java": "package com.acme.gym.entity;\n\ninterface Limits {\nint MOST = 3;\n}\n",
    f"{PLACE}/entity/Course.java": """package com.acme.gym.entity;

@Entity
public class Course extends Named {
    @ApiModelProperty(value = "人数上限")
    @Column(name = "most")
    private int places;
    private int level;
}
""",
    f"{PLACE}/CourseRepository.java": """package com.acme.gym;

import com.acme.gym.entity.Course;

public interface CourseRepository extends JpaRepository<Course, Long> {
    @Query("select c from Course c order by c.name")
    List<Course> sorted();
}
""",
    "db/course.sql": "CREATE TABLE course (\n  name VARCHAR(30),\n  most INT,\n  level INT\n);\n",
}


def test_an_entity_is_shown_with_what_it_inherits() -> None:
    assert (
        shown("entity", "repository_query", "sorted", STORED) == "Course: name String, places int, level int"
    )


def test_a_table_is_asked_for_by_what_is_said_of_its_fields() -> None:
    assert shown("mapped", "define_table", "course", STORED) == (
        "class Course : Named\n- fields: name: String, places: int, level: int\n"
        '- comments: name 名称, places 人数上限\n- mapping: places @Column(name = "most")'
    )


MAPPER = """<mapper namespace="com.acme.gym.CourseMapper">
<sql id="among">id in <foreach collection="ids" item="id" open="(" close=")">#{id}</foreach></sql>
<insert id="addAll">INSERT INTO course (name, most) VALUES
<foreach collection="list" item="one" separator=",">(#{one.name}, #{one.most})</foreach></insert>
<delete id="dropAll">DELETE FROM course WHERE <include refid="among"/></delete>
<update id="rename">UPDATE course <set><if test="name != null">name = #{name},</if></set>
WHERE most = 3</update>
</mapper>
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("addAll", "looped-statement"),
        ("dropAll", "looped-statement"),
        ("rename", "UPDATE course SET name = #{name} WHERE most = 3"),
    ],
)
def test_a_statement_that_repeats_a_part_is_no_answer(name: str, told: str) -> None:
    files = {"src/main/resources/CourseMapper.xml": MAPPER}
    assert " ".join(shown("statement", "text_to_sql", name, files).split()) == told


@pytest.mark.parametrize(
    ("subject", "tells"),
    [
        ("Fix", False),
        ("Bug fix", False),
        ("Fixed MemberList", False),
        ("Fix testRemove()", False),
        ("Rename test method", False),
        ("修复问题", False),
        ("修复了一个小错误", False),
        ("Fix checkstyle violation", False),
        ("rename testRemove to removes", True),
        ("Fix NPE when empty", True),
        ("修正数据类型", True),
        ("修复空列表时报错", True),
    ],
)
def test_a_subject_tells_more_than_that_something_is_done(subject: str, tells: bool) -> None:  # noqa: FBT001
    old, new = (f"    void testRemove() {{\n        a({n});\n    }}\n" for n in (1, 2))
    change = render(Change("c1" * 20, 1, 1, subject, (Place(old, new),)))
    found = assets({path_of("c1" * 20, f"{PLACE}/MemberList.java"): change})
    (asset,) = found.changes
    assert isinstance(intent(Unit(asset.id, asset), World(found, STANDARDS), 400), Piece) is tells
