"""What each piece shows, as literal text."""

import pytest

from stages.build.class_context import class_info, outline
from stages.build.diagram import class_name
from stages.build.endpoints import summary
from stages.build.piece import Piece, Refusal, within
from stages.build.pieces import PIECES
from stages.build.under_test import dedented
from stages.build.unit import units
from stages.build.words import named_share, phrase
from stages.build.world import World, is_accessor
from stages.core.formats import class_comment, class_short
from stages.core.formats import class_info as class_info_text
from tests.build.made import COUPON, FILES, RECIPES, REPOSITORY, STANDARDS, assets, type_named, unit

SHOP = assets()
BEST = "| /coupons/best | GET | Finds the best coupon. | memberId: Long, city?: String | 200: Coupon |  |"
WORLD = World(SHOP, STANDARDS)


def made(piece: str, recipe: str, name: str, most: int = 400) -> Piece:
    found = PIECES[piece](unit(recipe, name, SHOP), WORLD, most)
    assert isinstance(found, Piece), found
    return found


def shown(piece: str, recipe: str, name: str, most: int = 400) -> str:
    return made(piece, recipe, name, most).text


@pytest.mark.parametrize(
    ("piece", "recipe", "name", "expected"),
    [
        ("topic", "user_story_detail", "Merge the guest cart", "guest cart"),
        ("domain", "user_story_detail", "Merge the guest cart", "Cart"),
        ("resource", "design_restful_api", "orders", "orders (orders, cancellation)"),
        ("description", "design_restful_api", "orders", "Orders of a store"),
        (
            "wishes",
            "design_restful_api",
            "orders",
            "- List orders (orders): gives 200 list of (id, lines list of (sku, quantity integer))\n"
            "- Cancel an order (orders, id, cancellation): gives 204",
        ),
        (
            "wanted",
            "user_story_detail",
            "失效商品单独归拢",
            "老顾客想把下架的商品放到底部，以便于结算时不被干扰",
        ),
        ("points", "user_story_detail", "Merge the guest cart", "1. Both carts (2)"),
        ("api_objects", "design_plantuml_from_api", "orders", "classes: Order, Line of Order"),
        (
            "domain_names",
            "design_plantuml_java_datastructure",
            "Coupon",
            "class Coupon { String code; CouponStatus status; List<Coupon> replacedBy; "
            "void use(LocalDateTime now) } // A coupon that a member can use once.\n"
            "enum CouponStatus { UNUSED; USED }",
        ),
        ("doc", "implement_method", "use", "// Marks it as used."),
        ("signature", "implement_method", "use", "public void use(LocalDateTime now)"),
        ("related", "implement_method", "use", "CouponStatus: UNUSED, USED"),
        (
            "entity",
            "repository_query",
            "usable",
            "Coupon (coupon): code String, status CouponStatus, replacedBy List<Coupon>\n"
            "CouponStatus: UNUSED, USED",
        ),
        (
            "endpoint",
            "implementation_spring_handler",
            "best",
            BEST,
        ),
        (
            "endpoint",
            "implementation_spring_handler",
            "use",
            "| /coupons/{code}/uses | POST |  | code: String, header X-Member: Long, (UseForm) | 204 |  |",
        ),
        (
            "tested_endpoints",
            "write_controller_test",
            "bestIsFound",
            BEST,
        ),
        (
            "fixtures",
            "write_test",
            "usesOnce",
            "CouponRepository coupons;\nCouponService service = new CouponService(coupons);",
        ),
        ("case", "write_test", "usesOnce", "// uses once"),
        (
            "used_by_code",
            "write_test",
            "usesOnce",
            "Coupon: use(LocalDateTime)\nCoupon(String code)",
        ),
        ("declared", "repository_query", "usable", None),
        ("term", "name_term", "购物车", "购物车: 未下单的选购集合"),
        ("entry", "name_term", "订单", "| 订单 | order | Order | 提交后的约定 |"),
        ("heading", "write_guideline", "Errors", "## Errors"),
        (
            "gist",
            "write_guideline",
            "Errors",
            "- Every error has the same body\n- `code` is stable\n- 5xx answers carry no detail",
        ),
        ("prompt", "accepted_method", "implement_method", "实现 twice(int x)：翻倍。"),
        ("taken", "accepted_method", "implement_method", "int twice(int x) { return 2 * x; }"),
        (
            "doc",
            "implement_python",
            "usable",
            "# Return the points that are not frozen. Never below zero.",
        ),
        ("related", "implement_python", "earned", "Balance: points int, frozen int, usable(): int"),
        (
            "fixtures",
            "write_python_test",
            "test_points_are_earned",
            "EMPTY = Balance(0)\n@pytest.fixture\ndef full() -> Balance:\n    return Balance(9)",
        ),
        ("case", "write_python_test", "test_points_are_earned", "# test points are earned"),
        ("related", "implement_typescript", "pieces", "Line: sku string, quantity number"),
        (
            "fixtures",
            "write_typescript_test",
            "counts pieces of all lines",
            'const lines = [{ sku: "tea", quantity: 2 }];',
        ),
        ("case", "write_typescript_test", "counts pieces of all lines", "// counts pieces of all lines"),
    ],
)
def test_a_piece_is(piece: str, recipe: str, name: str, expected: str | None) -> None:
    assert shown(piece, recipe, name) == (
        expected
        or '@Query("select c from Coupon c where c.memberId = :member")\n'
        'List<Coupon> usable(@Param("member") Long member)'
    )


@pytest.mark.parametrize(
    ("piece", "recipe", "name", "quoted"),
    [
        ("doc", "implement_method", "use", "/** Marks it as used. */"),
        ("doc", "implement_python", "usable", '"""Return the points that are not frozen.'),
        ("endpoint", "implementation_spring_handler", "best", "/** Finds the best coupon. */"),
        ("tested_endpoints", "write_controller_test", "bestIsFound", "/** Finds the best coupon. */"),
        ("domain_names", "design_plantuml_java_datastructure", "Coupon", "/** A coupon that a member can"),
    ],
)
def test_a_piece_that_quotes_documentation_names_its_bytes(
    piece: str, recipe: str, name: str, quoted: str
) -> None:
    span = made(piece, recipe, name).spans[-1]
    content = FILES[span.document.removeprefix("shop:")].encode()
    assert content[span.start : span.end].decode().startswith(quoted)


def test_code_under_test_is_what_the_test_calls() -> None:
    assert shown("code_under_test", "write_test", "usesOnce").startswith("public void use(String code) {")


@pytest.mark.parametrize("piece", sorted(PIECES))
@pytest.mark.parametrize(
    ("recipe", "name"),
    [
        ("user_story_detail", "Merge the guest cart"),
        ("design_restful_api", "orders"),
        ("implement_method", "use"),
        ("write_test", "usesOnce"),
        ("implementation_spring_controller", "CouponController"),
    ],
)
def test_a_piece_that_fits_no_unit_refuses_instead_of_failing(piece: str, recipe: str, name: str) -> None:
    found = PIECES[piece](unit(recipe, name, SHOP), WORLD, 300)
    assert found.rule if isinstance(found, Refusal) else found.text


@pytest.mark.parametrize("most", [60, 90, 120, 200, 400])
def test_class_info_stays_within_its_limit(most: int) -> None:
    for asset in SHOP.types:
        text = class_info(asset, most)
        assert len(text) <= most or "\n- fields" not in text


def test_class_info_leaves_out_what_is_asked_for() -> None:
    asset = type_named("CouponService", SHOP)
    asked = next(member for member in asset.members if member.name == "best")
    assert class_info(asset, 400, asked) == (
        "class CouponService\n"
        "- constructor: (CouponRepository)\n"
        "- fields: coupons: CouponRepository\n"
        "- methods: use(String): void"
    )


def test_what_a_whole_type_is_made_by_stands_before_its_methods() -> None:
    asset = type_named("CouponService", SHOP)
    asked = next(member for member in asset.members if member.kind == "method")
    assert class_info(asset, 95) == (
        "class CouponService\n- constructor: (CouponRepository)\n- fields: coupons: CouponRepository"
    )
    assert "- constructor" not in class_info(asset, 95, asked)


def test_a_recipe_may_ask_for_another_form_of_class_info() -> None:
    info, short, comment = (
        shown(piece, "implement_method", "best") for piece in ("class_info", "class_short", "class_comment")
    )
    assert class_short.parse(short) is not None
    assert class_comment.parse(comment) == class_info_text.parse(info)
    assert comment.startswith("// class CouponService {\n//    coupons: CouponRepository")


def test_an_outline_shows_methods_of_services_and_fields_of_data() -> None:
    assert outline(type_named("CouponService", SHOP), 100) == "CouponService: best(Long): Coupon, use(String)"
    assert outline(type_named("CouponService", SHOP), 14) == "CouponService: use(String)"
    assert outline(type_named("CouponService", SHOP), 3) == "CouponService"
    assert outline(type_named("CouponStatus", SHOP), 100) == "CouponStatus: UNUSED, USED"


FAMILY = {
    "src/main/java/a/Base.java": """package a;
public class Base {
  public void audit(String who) { log(who); }
  public void close() { log(1); }
}
""",
    "src/main/java/b/Codes.java": """package b;
public class Codes {
  public static Codes of(int n) { return null; }
}
""",
    "src/main/java/a/Order.java": """package a;
import b.Codes;
public class Order extends Base {
  private Item item;
  public void close() { log(2); }
  public void settle() { audit(Codes.of(1)); }
}
""",
    "src/main/java/a/Item.java": """package a;
public class Item {
  public int worth() { return price(); }
}
""",
}


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (200, "Base: audit(String)\nItem: worth(): int\nCodes: of(int): Codes"),
        (45, "Base: audit(String)\nItem: worth(): int"),
    ],
)
def test_what_is_inherited_and_imported_is_related_and_imports_give_way_first(
    most: int, expected: str
) -> None:
    found = assets(FAMILY)
    piece = PIECES["related"](unit("implement_method", "settle", found), World(found, STANDARDS), most)
    assert isinstance(piece, Piece)
    assert piece.text == expected


def test_diagrams_relate_their_classes() -> None:
    assert shown("domain_diagram", "design_plantuml_java_datastructure", "Coupon") == (
        "@startuml\n"
        "class Coupon {\n"
        "  code: String\n"
        "  status: CouponStatus\n"
        "  replacedBy: List<Coupon>\n"
        "  use(now: LocalDateTime): void\n"
        "}\n"
        "enum CouponStatus {\n"
        "  UNUSED\n"
        "  USED\n"
        "}\n"
        'Coupon --> "1" CouponStatus : status\n'
        'Coupon --> "*" Coupon : replacedBy\n'
        "@enduml"
    )
    assert shown("api_diagram", "design_plantuml_from_api", "orders") == (
        "@startuml\n"
        "class Order {\n"
        "  id: string\n"
        "}\n"
        "class Line {\n"
        "  sku: string\n"
        "  quantity: integer\n"
        "}\n"
        'Order *-- "*" Line : lines\n'
        "@enduml"
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("orders", "Order"),
        ("order-items", "OrderItem"),
        ("purchaseOrders", "PurchaseOrder"),
        ("categories", "Category"),
        ("addresses", "Address"),
        ("boxes", "Box"),
        ("status", "Status"),
        ("address", "Address"),
        ("analysis", "Analysis"),
        ("v2", "V2"),
    ],
)
def test_a_word_of_a_path_names_a_class(word: str, expected: str) -> None:
    assert class_name(word) == expected


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        ("Finds it. And more.", "Finds it."),
        ("查询购物车。不含赠品。", "查询购物车。"),
        ("Version 2.0 of it", "Version 2.0 of it"),
        ("Finds\n it\n@param id the id", "Finds it"),
        ("First<p>second", "First"),
        ("@return it", ""),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_comment(doc: str, expected: str) -> None:
    assert summary(doc) == expected


@pytest.mark.parametrize(
    ("method", "accessor"),
    [
        ("String getCode() { return code; }", True),
        ("void setCode(String code) { this.code = code; }", True),
        ("String code() { return code; }", True),
        ("Coupon withCode(String code) { this.code = code; return this; }", True),
        ("String toString() { return code + status.name(); }", True),
        ("String getCode() { return code.strip(); }", False),
        ("String getLabel() { return code; }", False),
        ("void reset() { code = null; }", False),
        ("String getCode() { if (status == null) { throw new X(); } return code; }", False),
    ],
)
def test_accessors_are_told_by_name_and_body(method: str, accessor: bool) -> None:  # noqa: FBT001
    text = COUPON[: COUPON.index("    public String getCode")] + method + "\n}\n"
    asset = type_named("Coupon", assets({"Coupon.java": text}))
    assert is_accessor(asset, asset.members[-1]) is accessor


def test_a_name_means_the_nearest_type() -> None:
    near = "package com.acme.coupon; class Line {}"
    far = "package com.acme.order; class Line {}"
    importing = "package com.acme.stock; import com.acme.order.Line; class Stock { Line line; }"
    unsure = "package com.acme.bin; class Bin { Line line; }"
    user = REPOSITORY.replace("List<Coupon>", "Line")
    found = assets({"A.java": near, "B.java": far, "C.java": importing, "D.java": unsure, "E.java": user})
    world = World(found, STANDARDS)
    packages = {
        name: [asset.package for asset in world.field_types(type_named(name, found))]
        for name in ("Stock", "Bin")
    }
    assert packages == {"Stock": ["com.acme.order"], "Bin": []}
    repository = type_named("CouponRepository", found)
    assert [asset.package for asset in world.signature_types(repository.members[0], repository)] == [
        "com.acme.coupon"
    ]


@pytest.mark.parametrize(
    ("most", "expected"), [(0, ""), (1, "a"), (4, "a, d"), (7, "a, bbbb"), (99, "a, bbbb, cc, d")]
)
def test_long_items_make_room_for_short_ones(most: int, expected: str) -> None:
    assert within(["a", "bbbb", "cc", "d"], ", ", most) == expected


LONG_STORY = """### 用户故事：自动升级
作为银卡会员
我想升级
以便于享受折扣

AC 1：签收后计入
假设 已累计 4,800 元
当 签收
那么 变为 5,060 元

AC 2：退货扣回
假设 刚升级
当 退货
那么 保留

AC 3：跨两级
假设 门槛 20,000 元
当 计入
那么 升为铂金
"""


@pytest.mark.parametrize(("most", "criteria"), [(900, 3), (300, 2), (1, 2)])
def test_a_long_story_keeps_the_criteria_that_fit_but_two(most: int, criteria: int) -> None:
    found = assets({"stories/tier.md": LONG_STORY})
    (asked,) = units(RECIPES["user_story_detail"], found)
    answer = PIECES["story"](asked, WORLD, most)
    points = PIECES["points"](asked, WORLD, most)
    assert isinstance(answer, Piece)
    assert isinstance(points, Piece)
    assert answer.text.count("AC ") == criteria
    assert LONG_STORY.startswith(answer.text)
    assert (
        points.text.splitlines()
        == [
            "1. 签收后计入 (4,800, 5,060)",
            "2. 退货扣回",
            "3. 跨两级 (20,000)",
        ][:criteria]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("void a() {\n        b();\n    }", "void a() {\n    b();\n}"),
        ("def a(self):\n        return 1", "def a(self):\n    return 1"),
        ("def a():\n    return 1", "def a():\n    return 1"),
        ("@x\n    def a(self):\n        return 1", "@x\ndef a(self):\n    return 1"),
        ("def a(\n        b,\n    ):\n        return b", "def a(\n    b,\n):\n    return b"),
        ("int a;", "int a;"),
    ],
)
def test_a_member_is_shown_without_the_indentation_of_its_type(text: str, expected: str) -> None:
    assert dedented(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("usesOnce", "uses once"),
        ("uses_once", "uses once"),
        ("returns404ForAPIKey", "returns 404 for api key"),
        ("数量不超过上限", "数量不超过上限"),
        ("adds up to 3", "adds up to 3"),
    ],
)
def test_a_name_in_words(name: str, expected: str) -> None:
    assert phrase(name) == expected


@pytest.mark.parametrize(
    ("answer", "given", "share"),
    [
        ("orderCount", "the count of an order", 1.0),
        ("a.b(c)", "b", 1 / 3),
        ("积分不足", "积分", 0.0),
        ("", "x", 0.0),
    ],
)
def test_the_share_of_named_words(answer: str, given: str, share: float) -> None:
    assert named_share(answer, given) == pytest.approx(share)
