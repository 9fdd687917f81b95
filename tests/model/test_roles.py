import pytest

from stages.model.roles import is_test, role_of


@pytest.mark.parametrize(
    ("path", "kind", "name", "annotations", "supertypes", "role"),
    [
        ("a/OrderApi.java", "class", "OrderApi", ["@RestController"], [], "controller"),
        ("a/OrderResource.java", "class", "OrderResource", ['@Path("/orders")'], [], "controller"),
        ("a/OssResource.java", "class", "OssResource", ["@Data"], [], "other"),
        ("a/X.java", "class", "X", ['@org.springframework.stereotype.Service("x")'], [], "service"),
        ("a/X.java", "interface", "X", [], ["JpaRepository<Order, Long>"], "repository"),
        ("a/X.java", "interface", "X", ["@Mapper"], [], "repository"),
        ("a/X.java", "class", "X", ['@Table(name = "x")'], [], "entity"),
        ("a/X.java", "class", "X", ["@Configuration"], [], "config"),
        ("a/OrderServiceImpl.java", "class", "OrderServiceImpl", [], [], "service"),
        ("a/OrderDTO.java", "class", "OrderDTO", [], [], "dto"),
        ("a/CreateOrderRequest.java", "record", "CreateOrderRequest", [], [], "dto"),
        ("order/dto/Line.java", "class", "Line", [], [], "dto"),
        ("order/entity/Line.java", "class", "Line", [], [], "entity"),
        ("order/entity/State.java", "enum", "State", [], [], "other"),
        ("order/service/OrderException.java", "class", "OrderException", [], [], "other"),
        ("order/util/Money.java", "class", "Money", [], [], "other"),
        ("order/Servicer.java", "class", "Servicer", [], [], "other"),
        ("A.java", "class", "A", ["@RestControllerAdvice"], [], "other"),
        ("a/x.py", "module", "service", [], [], "other"),
        ("a/A.java", "class", "Outer.LineView", [], [], "dto"),
    ],
)
def test_a_role_is_told_by_annotation_supertype_name_then_folder(  # noqa: PLR0917  a row of the table
    path: str, kind: str, name: str, annotations: list[str], supertypes: list[str], role: str
) -> None:
    assert role_of(path, kind, name, annotations, supertypes) == role


@pytest.mark.parametrize(
    ("path", "asset", "name", "test"),
    [
        ("src/test/java/A.java", "code", "Fixtures", True),
        ("a/A.java", "test", "A", True),
        ("a/OrderTest.java", "code", "OrderTest", True),
        ("a/OrderTests.java", "code", "OrderTests", True),
        ("a/OrderIT.java", "code", "OrderIT", True),
        ("a/Contest.java", "code", "Contest", False),
        ("src/main/java/TestRide.java", "test", "TestRide", False),
        ("src/main/java/BloodTest.java", "code", "BloodTest", False),
        ("a/LatestOrder.java", "code", "LatestOrder", False),
        ("a/Testimony.java", "code", "Testimony", False),
        ("a/AUDIT.java", "code", "AUDIT", False),
        ("tests/test_rules.py", "code", "test_rules", True),
        ("pricing/test_rules.py", "code", "Rule", True),
        ("pricing/contest.py", "code", "contest", False),
        ("src/a.spec.ts", "code", "a.spec", True),
        ("src/latest/a.ts", "code", "a", False),
        ("src/commonTest/kotlin/A.kt", "code", "A", True),
        ("models/article_test.go", "code", "article_test", True),
        ("models/contest.go", "code", "contest", False),
        ("models/test.go", "code", "test", False),
    ],
)
def test_a_test_is_told_by_its_place_or_name(path: str, asset: str, name: str, test: bool) -> None:
    assert is_test(path, asset, name) is test
