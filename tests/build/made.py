"""Assets of a few literal files, and the recipes of conf/."""

import json
from pathlib import Path

import msgspec
import yaml

from stages.build.params import BuildParams, Recipe, Teacher
from stages.build.unit import Assets, Unit, units
from stages.core.records.document import Document
from stages.core.records.type_asset import TypeAsset
from stages.core.standards.settings import Standards
from stages.model.model import model
from stages.model.params import ModelParams
from tests import records
from tests.build.history import HISTORY
from tests.layout import section_of

ROOT = Path(__file__).parents[2]
LANGUAGES = {
    ".go": "go",
    ".java": "java",
    ".js": "javascript",
    ".kt": "kotlin",
    ".py": "python",
    ".md": "markdown",
    ".yaml": "yaml",
    ".sql": "sql",
    ".ts": "typescript",
    ".xml": "xml",
    ".jsonl": "jsonl",
    ".change": "change",
}
LIMITS = msgspec.convert(
    yaml.safe_load((ROOT / "conf/model/default.yaml").read_text(encoding="utf-8")), type=ModelParams
)

COUPON = """package com.acme.coupon;

import java.time.LocalDateTime;
import java.util.List;

/** A coupon that a member can use once. Expired ones stay. */
@Entity
@Table(name = "coupon")
public class Coupon {
    private static final Logger log = null;

    private String code;
    private CouponStatus status;
    private List<Coupon> replacedBy;

    public Coupon(String code) {
        this.code = code;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    /** Marks it as used. */
    public void use(LocalDateTime now) {
        if (status != CouponStatus.UNUSED) {
            throw new IllegalStateException("used");
        }
        this.status = CouponStatus.USED;
    }
}
"""
STATUS = """package com.acme.coupon;

public enum CouponStatus { UNUSED, USED }
"""
CONTROLLER = """package com.acme.coupon;

import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/coupons")
public class CouponController {
    private final CouponService service;

    public CouponController(CouponService service) {
        this.service = service;
    }

    /** Finds the best coupon. */
    @GetMapping("/best")
    public Coupon best(@RequestParam Long memberId, @RequestParam(required = false) String city) {
        return service.best(memberId);
    }

    @PostMapping("/{code}/uses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void use(@PathVariable String code, @RequestHeader("X-Member") Long by, @RequestBody UseForm x) {
        service.use(code);
    }
}
"""
SERVICE = """package com.acme.coupon;

@Service
public class CouponService {
    private final CouponRepository coupons;

    public CouponService(CouponRepository coupons) {
        this.coupons = coupons;
    }

    public Coupon best(Long memberId) {
        return coupons.usable(memberId).get(0);
    }

    public void use(String code) {
        Coupon coupon = coupons.findById(code).orElseThrow();
        coupon.use(null);
    }
}
"""
REPOSITORY = """package com.acme.coupon;

public interface CouponRepository extends JpaRepository<Coupon, String> {
    @Query("select c from Coupon c where c.memberId = :member")
    List<Coupon> usable(@Param("member") Long member);

    Optional<Coupon> findByCode(String code);
}
"""
SERVICE_TEST = """package com.acme.coupon;

class CouponServiceTest {
    private CouponRepository coupons;
    private CouponService service = new CouponService(coupons);

    @Test
    void usesOnce() {
        service.use("A1");

        assertEquals(1, coupons.count());
    }

    @Test
    void nothing() {
    }

    @Test
    void outside() {
        elsewhere();
    }
}
"""
CONTROLLER_TEST = """package com.acme.coupon;

class CouponControllerTest {
    private MockMvc mvc;
    private CouponController controller;

    @Test
    void bestIsFound() throws Exception {
        mvc.perform(get("/coupons/best?memberId=3")).andExpect(status().isOk());
    }
}
"""
STORIES = """# Cart

Topic: guest cart

### User story: Merge the guest cart
As a customer
I want my guest cart after I sign in
So that I need not search again

AC 1: Both carts
Given the guest cart has 2 goods
When I sign in
Then the cart has them

主题：失效商品

### 用户故事：失效商品单独归拢
作为老顾客
我想把下架的商品放到底部
以便于结算时不被干扰

AC 1：下架
假设 外套今天下架
当 我打开购物车
那么 外套在底部
"""
API = """openapi: 3.0.3
info: {title: Orders, version: "1"}
tags:
- name: orders
  description: Orders of a store
paths:
  /orders:
    get:
      tags: [orders]
      summary: List orders
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: array
                items:
                  type: object
                  properties:
                    id: {type: string}
                    lines:
                      type: array
                      items: {type: object, properties: {sku: {type: string}, quantity: {type: integer}}}
  /orders/{id}/cancellation:
    put:
      tags: [orders]
      summary: Cancel an order
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "204": {description: done}
"""
POINTS = '''"""Points."""

from dataclasses import dataclass

RATE = 2


@dataclass(frozen=True)
class Balance:
    """Points of a member."""

    points: int
    frozen: int = 0

    def usable(self) -> int:
        """Return the points that are not frozen.

        Never below zero.
        """
        return max(self.points - self.frozen, 0)


def earned(cents: int, balance: Balance) -> Balance:
    """Return the balance with the points of a purchase."""
    points = cents // 100 * RATE
    return Balance(balance.points + points, balance.frozen)
'''
POINTS_TEST = """import pytest

from shop.points import Balance, earned

EMPTY = Balance(0)


@pytest.fixture
def full() -> Balance:
    return Balance(9)


def test_points_are_earned() -> None:
    assert earned(100, EMPTY).points == 2


def test_nothing() -> None:
    assert True
"""
BASKET = """export interface Line {
  sku: string;
  quantity: number;
}

/** Counts the pieces of a basket. */
export function pieces(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
"""
BASKET_TEST = """import { pieces } from "./basket";

const lines = [{ sku: "tea", quantity: 2 }];

it("counts pieces of all lines", () => {
  expect(pieces(lines)).toBe(2);
});
"""
HANDBOOK = """# Handbook

## 交易 Trade

| 中文 | English | 代码用词 | 说明 |
| --- | --- | --- | --- |
| 购物车 | cart | Cart | 未下单的选购集合 |
| 订单 | order | Order | 提交后的约定 |

## Errors

Every error has the same body. It names a code.

- `code` is stable. Clients decide by it.
- 5xx answers carry no detail: traces stay in the log.
"""
STORY = STORIES[STORIES.index("### User") : STORIES.index("主题")]
TABLE = """| API | Method | Description | Request | Response | Error Response |
| --- | --- | --- | --- | --- | --- |
| /orders | GET | List |  | 200 |  |"""
TAKEN = [
    (
        "implement_method",
        "java",
        "实现 twice(int x)：翻倍。",
        "accepted",
        "int twice(int x) { return 2 * x; }",
    ),
    ("implement_method", "java", "Implement once.", "rejected", None),
    ("write_test", "java", "Test twice.", "edited", "@Test\nvoid t() { assertEquals(2, twice(1)); }"),
    ("implementation_spring_controller", "java", "GET /x", "accepted", "@GetMapping\nint x() { return 1; }"),
    ("implement_method", "python", "Implement f.", "accepted", "def f() -> int:\n    return 1"),
    ("implement_method", "typescript", "Implement g.", "edited", "function g() {\n  return 1;\n}"),
    ("user_story_detail", "en", "Topic: cart", "edited", STORY),
    ("design_restful_api", "en", "Orders", "accepted", TABLE),
    ("design_plantuml_java_datastructure", "zh", "订单", "accepted", "@startuml\nclass Order {\n}\n@enduml"),
    ("summarise", "en", "No step of ours", "accepted", "text"),
]
EVENTS = "\n".join(
    json.dumps({"step": step, "language": language, "prompt": asked, "action": action, "final": final})
    for step, language, asked, action, final in TAKEN
)
STOCK = """package com.acme.stock

@Entity
@Table(name = "stock")
data class Stock(val sku: String, var amount: Int)

interface StockRepository : JpaRepository<Stock, Long> {
    /** Stocks below an amount. */
    @Query("select s from Stock s where s.amount < :amount")
    fun below(@Param("amount") amount: Int): List<Stock>
}

class StockService(private val stocks: StockRepository) {
    /** Counts the stocks that are low. */
    fun countLow(amount: Int): Int {
        return stocks.below(amount).size
    }
}
"""
STOCK_TEST = """package com.acme.stock

class StockServiceTest {
    private val stocks = FakeStocks()

    @Test
    fun `count low stocks below amount`() {
        val service = StockService(stocks)
        assertEquals(1, service.countLow(3))
    }
}
"""
TAG = """package models

// Tag names articles.
type Tag struct {
	ID   int `gorm:"primaryKey"`
	Name string
}

// Rename gives a tag another name.
func (t *Tag) Rename(name string) bool {
	changed := t.Name != name
	t.Name = name
	return changed
}
"""
TAG_TEST = """package models

import "testing"

func TestTagRename(t *testing.T) {
	tag := Tag{Name: "a"}
	if !tag.Rename("b") {
		t.Fatalf("tag is not renamed")
	}
}
"""
SCHEMA = """-- Amounts by sku.
CREATE TABLE stock (
  sku VARCHAR(20) NOT NULL PRIMARY KEY,
  amount INT NOT NULL
);
"""
COUPON_TABLE = """CREATE TABLE coupon (
  code VARCHAR(20) NOT NULL PRIMARY KEY,
  status VARCHAR(10)
);
"""
MAPPER = """<mapper namespace="com.acme.stock.StockMapper">
    <!-- amount of a sku -->
    <select id="amountOfSku" resultType="int">
        SELECT amount FROM stock WHERE sku = #{sku}
    </select>
</mapper>
"""
FLOW = """# Order flow

An order is paid, then sent to the member.

```mermaid
flowchart LR
    order --> paid
    paid --> sent
```
"""
POM = """<project><dependencies><dependency>
    <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
</dependency></dependencies></project>
"""
FILES = {
    "src/main/java/com/acme/coupon/Coupon.java": COUPON,
    "src/main/java/com/acme/coupon/CouponStatus.java": STATUS,
    "src/main/java/com/acme/coupon/CouponController.java": CONTROLLER,
    "src/main/java/com/acme/coupon/CouponService.java": SERVICE,
    "src/main/java/com/acme/coupon/CouponRepository.java": REPOSITORY,
    "src/test/java/com/acme/coupon/CouponServiceTest.java": SERVICE_TEST,
    "src/test/java/com/acme/coupon/CouponControllerTest.java": CONTROLLER_TEST,
    "shop/points.py": POINTS,
    "tests/test_points.py": POINTS_TEST,
    "src/basket.ts": BASKET,
    "src/basket.test.ts": BASKET_TEST,
    "stories/cart.md": STORIES,
    "handbook/guide.md": HANDBOOK,
    "feedback/events.jsonl": EVENTS,
    "api/orders.yaml": API,
    **HISTORY,
    "src/main/kotlin/com/acme/stock/Stock.kt": STOCK,
    "src/test/kotlin/com/acme/stock/StockServiceTest.kt": STOCK_TEST,
    "models/tag.go": TAG,
    "models/tag_test.go": TAG_TEST,
    "db/stock.sql": SCHEMA,
    "db/coupon.sql": COUPON_TABLE,
    "src/main/resources/StockMapper.xml": MAPPER,
    "docs/flow.md": FLOW,
    "pom.xml": POM,
}
ASSETS = {".md": "story", ".yaml": "api", ".change": "change"}


def document(path: str, text: str, source: str = "shop", source_class: str = "own") -> Document:
    """Return a document without replacements."""
    suffix = Path(path).suffix
    return records.document(
        path,
        text,
        source,
        source_class=source_class,
        asset=ASSETS.get(suffix, "test" if "/test/" in path else "code"),
        language=LANGUAGES[suffix],
    )


def assets(files: dict[str, str] | None = None, source_class: str = "own") -> Assets:
    """Return the assets of files as `model` reads them."""
    documents = [document(path, text, source_class=source_class) for path, text in (files or FILES).items()]
    found = model(documents, LIMITS)
    return Assets(*(list(getattr(found, name)) for name in Assets._fields))


def recipe(name: str) -> Recipe:
    """Return a recipe of conf/recipes/."""
    text = (ROOT / "conf/recipes" / f"{name}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), type=Recipe)


RECIPES = {path.stem: recipe(path.stem) for path in sorted((ROOT / "conf/recipes").glob("*.yaml"))}


STANDARDS = msgspec.convert(
    {name: section_of("gate")[name] for name in Standards.__struct_fields__}, type=Standards
)
TEACHER = Teacher(provider="host", model="m", temperature=0.5, max_tokens=64, retries=2)


def params(*names: str, seed: int = 13) -> BuildParams:
    """Return settings with the named recipes, or with all."""
    chosen = {name: RECIPES[name] for name in names or RECIPES}
    return BuildParams(
        seed=seed,
        source_classes=["own"],
        budget=1200,
        most_of_type=0,
        recipes=chosen,
        flows={},
        teacher=TEACHER,
        naming=STANDARDS.naming,
        layers=STANDARDS.layers,
        standards=STANDARDS.standards,
        correction={"zh": "请改正：{{faults}}", "en": "Mend: {{faults}}"},
    )


def type_named(name: str, found: Assets) -> TypeAsset:
    """Return the type with this name."""
    return next(asset for asset in found.types if asset.name == name)


def unit(recipe_name: str, name: str, found: Assets) -> Unit:
    """Return the unit that an instruction of the recipe would call `name`."""
    return next(unit for unit in units(RECIPES[recipe_name], found) if unit.name == name)
