import pytest

from stages.core.records.type_asset import TypeAsset
from stages.model.model import model, read_document
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

ORDER = """/* licence */
package com.example.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.*;
import java.util.List;

/**
 * 订单服务。
 *
 * @since 1.0
 */
@Service
@Transactional(readOnly = true)
public abstract class OrderService<T extends Order, K> extends Base<T> implements Closeable, Api<K> {

    // not documentation
    private final Map<String, List<T>> orders = new HashMap<>(), others[];

    /** How many. */
    @Value("${limit}") protected static int limit = 3;

    static { limit = 4; }

    public OrderService() { this(null); }

    @Autowired
    OrderService(Map<String, List<T>> orders) { this.orders = orders; }

    /** Finds one. */
    @Override
    public <R> Optional<R> find(@NotNull final Long id, String... names) throws IOException, NotFound {
        return repository.findById(id).map(Order::getTotal).orElseGet(() -> new Total<>(id)); // 找
    }

    protected abstract int[] count(int days)[];

    enum State {
        OPEN("开"),
        @Deprecated CLOSED("关") { void on() { close(); } };

        State(String text) { }

        boolean isOpen() { return this == OPEN; }
    }

    record Line(@Positive int quantity, Sku sku) {
        Line { check(quantity); }
    }
}

@interface Marker { String value() default "x"; }

interface Repo extends Repository<Order, Long>, Other { int MAX = 1; @Query("select 1") List<Order> open(); }
"""


def types(text: str, path: str = "src/main/java/A.java") -> dict[str, TypeAsset]:
    found = read_document(document(path, text), PARAMS)
    return {asset.name: asset for asset in found if isinstance(asset, TypeAsset)}


def test_a_type_has_its_header_as_written() -> None:
    service = types(ORDER)["OrderService"]
    assert service.id == "shop:src/main/java/A.java#OrderService"
    assert service.package == "com.example.order"
    assert service.imports == [
        "org.assertj.core.api.Assertions.assertThat",
        "java.util.*",
        "java.util.List",
    ]
    assert service.kind == "class"
    assert service.role == "service"
    assert service.modifiers == ["public", "abstract"]
    assert service.annotations == ["@Service", "@Transactional(readOnly = true)"]
    assert service.type_parameters == "<T extends Order, K>"
    assert service.supertypes == ["Base<T>", "Closeable", "Api<K>"]
    assert service.doc == "订单服务。"
    assert service.text.startswith("@Service\n@Transactional")


def test_every_kind_of_type_is_a_row_and_nested_ones_carry_their_outer_name() -> None:
    assert {name: found.kind for name, found in types(ORDER).items()} == {
        "OrderService": "class",
        "OrderService.State": "enum",
        "OrderService.Line": "record",
        "Marker": "annotation",
        "Repo": "interface",
    }


def test_members_are_told_apart_by_kind_name_and_type() -> None:
    members = types(ORDER)["OrderService"].members
    assert [(m.kind, m.name, m.type) for m in members] == [
        ("field", "orders", "Map<String, List<T>>"),
        ("field", "others", "Map<String, List<T>>[]"),
        ("field", "limit", "int"),
        ("constructor", "OrderService", ""),
        ("constructor", "OrderService", ""),
        ("method", "find", "Optional<R>"),
        ("method", "count", "int[][]"),
    ]


def test_a_method_has_signature_body_parameters_doc_and_calls() -> None:
    find = next(m for m in types(ORDER)["OrderService"].members if m.name == "find")
    assert find.signature == (
        "public <R> Optional<R> find(@NotNull final Long id, String... names) throws IOException, NotFound"
    )
    assert find.annotations == ["@Override"]
    assert find.modifiers == ["public"]
    assert [(p.name, p.type, p.annotations) for p in find.parameters] == [
        ("id", "Long", ["@NotNull"]),
        ("names", "String...", []),
    ]
    assert find.doc == "Finds one."
    assert find.body.startswith("{\n        return repository")
    assert find.text.startswith("@Override\n    public <R>")
    assert find.text.endswith("// 找\n    }")
    assert find.calls == ["findById", "map", "getTotal", "orElseGet", "Total"]


def test_a_declaration_without_body_ends_its_signature_before_the_semicolon() -> None:
    found = types(ORDER)
    assert found["Repo"].members[1].signature == "List<Order> open()"
    assert found["Repo"].members[1].body == ""
    assert found["Repo"].supertypes == ["Repository<Order, Long>", "Other"]
    assert found["Marker"].members[0].name == "value"


def test_constants_of_an_enum_and_components_of_a_record_are_fields() -> None:
    found = types(ORDER)
    state, line = found["OrderService.State"], found["OrderService.Line"]
    assert [(m.kind, m.name, m.type) for m in state.members] == [
        ("field", "OPEN", "State"),
        ("field", "CLOSED", "State"),
        ("constructor", "State", ""),
        ("method", "isOpen", "boolean"),
    ]
    assert [(m.kind, m.name, m.type, m.annotations) for m in line.members] == [
        ("field", "quantity", "int", ["@Positive"]),
        ("field", "sku", "Sku", []),
        ("constructor", "Line", "", []),
    ]


def test_a_compact_constructor_takes_the_components() -> None:
    (made,) = (one for one in types(ORDER)["OrderService.Line"].members if one.kind == "constructor")
    assert [(one.name, one.type) for one in made.parameters] == [("quantity", "int"), ("sku", "Sku")]


def test_every_text_is_the_bytes_of_its_span() -> None:
    content = ORDER.encode()
    found = types(ORDER).values()
    pieces = [(piece.text, piece.span) for asset in found for piece in (asset, *asset.members)]
    assert len(pieces) == 22
    assert [content[span.start : span.end].decode() for _, span in pieces] == [text for text, _ in pieces]


def test_a_name_that_is_declared_twice_has_two_ids() -> None:
    found = model([document("A.java", "class A { }\nclass A { int x; }")], PARAMS)
    assert [asset.id for asset in found.types] == ["shop:A.java#A", "shop:A.java#A~2"]


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("package a;\n\nclass A {", "parse-error", "line 3"),
        ("class A {\n  int x\n}", "parse-error", "line 2"),
        ("package a;", "no-asset", "java"),
        ("class A {" * 60 + "}" * 60, "nesting", "more than 50 levels"),
        ("class A { boolean x = " + "a<" * 60_000 + "1; }", "effort", "line 1"),
        ("// " + "x" * 300_000, "oversized", "300003 bytes"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, rule: str, value: str) -> None:
    with pytest.raises(Refused) as raised:
        read_document(document("A.java", text), PARAMS)
    assert (raised.value.rule, raised.value.value) == (rule, value)
