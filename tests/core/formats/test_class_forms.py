"""The old form of class info and that of a comment: both come back, and both say where they are broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats import class_comment, class_info, class_short
from stages.core.formats.class_info import ClassInfo, Field, Method
from tests.core.formats.class_infos import INFOS

FULL = ClassInfo(
    "interface",
    "shop",
    "Orders",
    "<T>",
    ("Base<T>", "Closeable"),
    ('@Table(name = "a, b")',),
    (("Clock",), ("Clock", "Map<K, V>")),
    (Field("all", "List<Order>"), Field("id", "")),
    (Method("find", ("Long",), "Order"), Method("find", (), "")),
)
SHORT = """shop.Orders(Clock)(Clock, Map<K, V>)
- fields: all:List<Order>, id
- methods: find(Long): Order, find()"""
COMMENT = """// @Table(name = "a, b")
// interface shop.Orders<T> : Base<T>, Closeable {
//    all: List<Order>
//    id
//    + (Clock)
//    + (Clock, Map<K, V>)
//    + find(Long): Order
//    + find()
// }"""


@given(INFOS)
def test_the_old_form_comes_back_without_what_it_cannot_say(info: ClassInfo) -> None:
    text = class_short.render(info)
    kept = info._replace(
        kind="class",
        type_parameters="",
        supertypes=(),
        annotations=(),
        constructors=() if info.constructors == ((),) else info.constructors,
    )
    assert class_short.validate(text) == []
    assert class_short.parse(text) == kept


@given(INFOS, st.sampled_from(class_comment.MARKS))
def test_a_comment_comes_back_whole(info: ClassInfo, mark: str) -> None:
    text = class_comment.render(info, mark)
    assert class_comment.validate(text) == []
    assert class_comment.parse(text) == info


def test_both_forms_keep_constructors_and_overloads_apart() -> None:
    assert class_short.render(FULL) == SHORT
    assert class_comment.render(FULL, "//") == COMMENT
    assert class_info.parse(class_info.render(FULL)) == FULL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PostService(PostRepository, ImageService)\n- fields: posts:Set<Post>, x: int\n"
            "- methods: findAll(): List<Post>, save(String, Post): int",
            ClassInfo(
                "class",
                "",
                "PostService",
                constructors=(("PostRepository", "ImageService"),),
                fields=(Field("posts", "Set<Post>"), Field("x", "int")),
                methods=(Method("findAll", (), "List<Post>"), Method("save", ("String", "Post"), "int")),
            ),
        ),
        ("in.a.Filter()", ClassInfo("class", "in.a", "Filter")),
        ("a.B$C(X)", ClassInfo("class", "a", "B.C", constructors=(("X",),))),
    ],
)
def test_the_old_form_is_read_as_others_wrote_it(text: str, expected: ClassInfo) -> None:
    assert class_short.parse(text) == expected


def test_a_comment_is_read_as_others_wrote_it() -> None:
    text = """// class Criteria {
//    name: String
//    'getter/setter: name
//    'getter/setter: age
//    + (String)
//    + ofName(name: String): Specification<User>
//  }"""
    assert class_comment.parse(text) == ClassInfo(
        "class",
        "",
        "Criteria",
        constructors=(("String",),),
        fields=(Field("name", "String"), Field("age", "")),
        methods=(Method("ofName", ("name: String",), "Specification<User>"),),
    )


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("PostService", "header", 1),
        ("class PostService(A)", "header", 1),
        ("A(B", "header", 1),
        ("A(B)C", "header", 1),
        ("A(B, )", "header", 1),
        ("A()\n- fields: ", "line", 2),
        ("A()\n- methods: f(): int\n- fields: x:int", "line", 3),
        ("A()\n- fields: x:int\n- fields: y:int", "line", 3),
        ("A()\nThat is all.", "line", 2),
    ],
)
def test_what_is_no_old_form_is_refused(text: str, rule: str, line: int) -> None:
    assert [(found.rule, found.line) for found in class_short.validate(text)] == [(rule, line)]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("class A {\n}", "comment", 1),
        ("// class A {\nint x;\n// }", "comment", 2),
        ("// class A", "header", 1),
        ("// @X", "header", 0),
        ("// A {\n// }", "header", 1),
        ("// class A {", "end", 1),
        ("// class A {\n//    x: int\n//    y: int", "end", 3),
        ("// class A {\n//    + f(\n// }", "member", 2),
        ("// class A {\n//    x, y\n// }", "member", 2),
        ("// class A {\n//    int x\n//    z: int\n// }", "member", 2),
    ],
)
def test_what_is_no_comment_of_a_class_is_refused(text: str, rule: str, line: int) -> None:
    assert [(found.rule, found.line) for found in class_comment.validate(text)] == [(rule, line)]
