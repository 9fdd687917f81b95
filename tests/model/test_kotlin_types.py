import pytest

from stages.core.records.type_asset import TypeAsset
from stages.model.model import model, read_document
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

SHOP = """package com.acme.shop

import com.acme.base.Api
import com.acme.base.Log as Logger

/**
 * Serves orders.
 *
 * @author Zhang San
 */
@RestController
@RequestMapping("/orders")
open class OrderApi<T : Any>(private val repo: OrderRepository, name: String = "x") :
    Api<T>(name), Closeable by repo {
    /** Where it is. */
    @Autowired
    lateinit var clock: Clock
    val total: Int
        get() = repo.size()

    init {
        start()
    }

    constructor(repo: OrderRepository) : this(repo, "y") {
        start()
    }

    /** Finds one. */
    @GetMapping("/{id}")
    suspend fun find(@PathVariable id: Long, vararg tags: String): List<Order>? =
        repo.findById(id)?.map { Order(it) }

    companion object {
        const val LIMIT = 10

        fun of(): OrderApi<Any> = OrderApi(Fake())
    }

    data class Line(val sku: String, var count: Int = 0)
}

enum class State(val code: Int) {
    OPEN(1),
    CLOSED(2);

    fun isOpen() = this == OPEN
}

sealed interface Shape {
    object Point : Shape
}

annotation class Audited(val by: String)

interface OrderRepository : JpaRepository<Order, Long> {
    @Query("select o from Order o")
    fun open(): List<Order>
}

val zone = "UTC"

fun <T> Order.total(by: (T) -> Int): Int {
    return by(lines)
}

fun `adds up`() {}
"""


def types(text: str = SHOP, path: str = "src/main/kotlin/Shop.kt") -> dict[str, TypeAsset]:
    found = read_document(document(path, text, language="kotlin"), PARAMS)
    return {asset.name: asset for asset in found if isinstance(asset, TypeAsset)}


def test_types_and_the_functions_of_a_file_are_rows_in_neutral_words() -> None:
    assert {name: (asset.kind, asset.role) for name, asset in types().items()} == {
        "Shop": ("module", "other"),
        "OrderApi": ("class", "controller"),
        "OrderApi.Line": ("record", "other"),
        "State": ("enum", "other"),
        "Shape": ("interface", "other"),
        "Shape.Point": ("class", "other"),
        "Audited": ("annotation", "other"),
        "OrderRepository": ("interface", "repository"),
    }


def test_a_class_has_its_header() -> None:
    api = types()["OrderApi"]
    assert api.package == "com.acme.shop"
    assert api.imports == ["com.acme.base.Api", "com.acme.base.Log"]
    assert api.annotations == ["@RestController", '@RequestMapping("/orders")']
    assert api.modifiers == ["open"]
    assert api.type_parameters == "<T : Any>"
    assert api.supertypes == ["Api<T>", "Closeable"]
    assert api.doc == "Serves orders."
    assert types()["Shape.Point"].modifiers == ["object"]


def test_members_of_a_class_are_those_of_its_head_its_body_and_its_companion() -> None:
    assert [(m.kind, m.name, m.type, m.modifiers) for m in types()["OrderApi"].members] == [
        ("field", "repo", "OrderRepository", ["private"]),
        ("constructor", "OrderApi", "", []),
        ("field", "clock", "Clock", ["lateinit"]),
        ("field", "total", "Int", []),
        ("constructor", "OrderApi", "", []),
        ("method", "find", "List<Order>?", ["suspend"]),
        ("field", "LIMIT", "", ["const", "companion", "static"]),
        ("method", "of", "OrderApi<Any>", ["companion", "static"]),
    ]


def test_a_function_has_its_parts_as_written() -> None:
    find = types()["OrderApi"].members[5]
    assert find.signature == "suspend fun find(@PathVariable id: Long, vararg tags: String): List<Order>?"
    assert [(p.name, p.type, p.annotations) for p in find.parameters] == [
        ("id", "Long", ["@PathVariable"]),
        ("tags", "String", []),
    ]
    assert find.annotations == ['@GetMapping("/{id}")']
    assert find.doc == "Finds one."
    assert find.calls == ["findById", "map", "Order"]
    assert find.body.startswith("=")


def test_a_call_with_a_type_and_a_block_is_one() -> None:
    test = types("class A {\n    fun a() {\n        assertThrows<Refused> { shop.close() }\n    }\n}\n")["A"]
    assert test.members[0].calls == ["assertThrows", "close"]


def test_functions_outside_of_types_and_extensions_are_members_of_the_file() -> None:
    shop = types()["Shop"]
    assert [(m.kind, m.name, m.type) for m in shop.members] == [
        ("field", "zone", ""),
        ("method", "total", "Int"),
        ("method", "adds up", ""),
    ]
    assert shop.members[1].signature == "fun <T> Order.total(by: (T) -> Int): Int"


def test_constants_of_an_enum_are_fields_of_its_type() -> None:
    state = types()["State"]
    assert [(m.kind, m.name, m.type) for m in state.members] == [
        ("field", "code", "Int"),
        ("constructor", "State", ""),
        ("field", "OPEN", "State"),
        ("field", "CLOSED", "State"),
        ("method", "isOpen", ""),
    ]


def test_spans_are_those_of_the_text() -> None:
    for asset in types().values():
        assert SHOP.encode()[asset.span.start : asset.span.end].decode() == asset.text
        for member in asset.members:
            assert SHOP.encode()[member.span.start : member.span.end].decode() == member.text


def test_a_file_without_functions_has_no_row_of_its_own() -> None:
    assert list(types("package a\n\nval x = 1\n\nclass A\n")) == ["A"]


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("class A { val x = 1 }\n", "A", ["val x"]),
        ("fun interface F { fun f(x: Int): Int }\n", "F", ["fun f(x: Int): Int"]),
        ('class A {\n    companion object { const val X = "é${ b }" }\n}\n', "A", ["const val X"]),
        ("enum class E { A, B }\n", "E", ["A", "B"]),
    ],
)
def test_a_body_may_end_on_the_line_of_its_last_member(text: str, name: str, members: list[str]) -> None:
    found = types(text)[name]
    assert [member.signature for member in found.members] == members
    assert text.encode()[found.span.start : found.span.end].decode() == found.text == text.rstrip()


def test_broken_kotlin_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        types("package a\n\nclass {\n")
    assert (refused.value.rule, refused.value.value) == ("parse-error", "line 3")


@pytest.mark.parametrize("path", ["src/test/kotlin/OrderApiTest.kt", "src/commonTest/kotlin/OrderApiSpec.kt"])
def test_a_test_finds_its_subject_by_name_or_by_what_it_makes(path: str) -> None:
    body = "class T {\n    @Test\n    fun finds() {\n        OrderApi(repo).find(1)\n    }\n}\n"
    test = f"package com.acme.shop\n\n{body}"
    name = path.rsplit("/", 1)[-1].removesuffix(".kt")
    found = model(
        [
            document("src/main/kotlin/Shop.kt", SHOP, language="kotlin"),
            document(path, test.replace("class T", f"class {name}"), language="kotlin"),
        ],
        PARAMS,
    )
    assert {asset.name: asset.subject for asset in found.types if asset.role == "test"} == {
        name: "shop:src/main/kotlin/Shop.kt#OrderApi"
    }
