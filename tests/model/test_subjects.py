from stages.core.records.document import Document
from stages.model.model import model
from tests.model.documents import PARAMS, document


def java(path: str, package: str, body: str, imports: str = "") -> Document:
    return document(path, f"package {package};\n{imports}\n{body}\n")


SERVICE = "class OrderService { Order find(long id) { return null; } void pay() { } }"
MAIN, TEST = "src/main/java/shop", "src/test/java/shop"


def subject_of(name: str, *documents: Document) -> str:
    found = {asset.name: asset for asset in model([*documents], PARAMS).types}
    return found[name].subject.removeprefix("shop:")


def test_a_name_says_what_is_tested() -> None:
    service = java(f"{MAIN}/OrderService.java", "shop", SERVICE)
    for name in (
        "OrderServiceTest",
        "OrderServiceTests",
        "OrderServiceIT",
        "TestOrderService",
        "OrderServiceUnitTest",
    ):
        test = java(f"{TEST}/{name}.java", "shop", f"class {name} {{ }}")
        assert subject_of(name, service, test) == f"{MAIN}/OrderService.java#OrderService"


def test_the_type_of_the_name_comes_before_others_of_its_file() -> None:
    text = "package shop\n\nenum class State { ON, OFF }\n\nclass Courier {\n    fun take() {}\n}\n"
    courier = document("src/main/kotlin/shop/Courier.kt", text, language="kotlin")
    test = document(
        "src/test/kotlin/shop/CourierTest.kt",
        'package shop\n\nclass CourierTest {\n    @Test\n    fun takes() { State.valueOf("ON") }\n}\n',
        language="kotlin",
    )
    assert subject_of("CourierTest", courier, test) == "src/main/kotlin/shop/Courier.kt#Courier"


def test_a_subject_may_begin_with_the_word_test_itself() -> None:
    ride = java(f"{MAIN}/TestRide.java", "shop", "class TestRide { }")
    test = java(f"{TEST}/TestRideTest.java", "shop", "class TestRideTest { }")
    assert subject_of("TestRideTest", ride, test) == f"{MAIN}/TestRide.java#TestRide"


def test_the_same_package_comes_before_others() -> None:
    near = java(f"{MAIN}/a/OrderService.java", "shop.a", SERVICE)
    far = java(f"{MAIN}/b/OrderService.java", "shop.b", SERVICE)
    test = java(f"{TEST}/b/OrderServiceTest.java", "shop.b", "class OrderServiceTest { }")
    assert subject_of("OrderServiceTest", near, far, test) == f"{MAIN}/b/OrderService.java#OrderService"


def test_the_same_module_comes_before_others_with_the_same_package() -> None:
    one = java(f"one/{MAIN}/OrderService.java", "shop", SERVICE)
    two = java(f"two/{MAIN}/OrderService.java", "shop", SERVICE)
    test = java(f"two/{TEST}/OrderServiceTest.java", "shop", "class OrderServiceTest { }")
    assert subject_of("OrderServiceTest", one, two, test) == f"two/{MAIN}/OrderService.java#OrderService"


def test_without_a_name_the_type_that_is_called_most_is_tested() -> None:
    order = java(f"{MAIN}/Order.java", "shop", "class Order { void close() { } long id() { return 1; } }")
    service = java(f"{MAIN}/OrderService.java", "shop", SERVICE)
    clock = java(f"{MAIN}/Clock.java", "shop", "class Clock { void tick() { } }")
    fields = "Clock c = new Clock(); OrderService s;"
    body = f"class PaymentFlowTest {{ {fields} void t() {{ s.pay(); s.find(1); c.tick(); }} }}"
    test = java(f"{TEST}/PaymentFlowTest.java", "shop", body)
    assert (
        subject_of("PaymentFlowTest", order, service, clock, test) == f"{MAIN}/OrderService.java#OrderService"
    )


def test_of_types_whose_static_methods_are_called_the_most_called_one_is_tested() -> None:
    crypt = java(f"{MAIN}/Crypt.java", "shop", "class Crypt { static String md5(String a) { return a; } }")
    text = java(f"{MAIN}/Texts.java", "shop", "class Texts { static String trim(String a) { return a; } }")
    body = 'class HashTest { void t() { Crypt.md5("a"); Crypt.md5(Texts.trim("b")); Other.md5(""); } }'
    test = java(f"{TEST}/HashTest.java", "shop", body)
    assert subject_of("HashTest", crypt, text, test) == f"{MAIN}/Crypt.java#Crypt"
    foreign = java(f"{TEST}/HashTest.java", "other", body)
    assert subject_of("HashTest", crypt, text, foreign) == ""


def test_a_test_that_calls_nothing_of_the_source_has_no_subject() -> None:
    service = java(f"{MAIN}/OrderService.java", "shop", SERVICE)
    test = java(f"{TEST}/SmokeTest.java", "shop", "class SmokeTest { void t() { assertTrue(true); } }")
    assert subject_of("SmokeTest", service, test) == ""


def test_a_type_of_another_package_counts_only_when_it_is_imported() -> None:
    service = java(f"{MAIN}/OrderService.java", "shop.order", SERVICE)
    body = "class FlowTest { OrderService s; void t() { s.pay(); } }"
    foreign = java(f"{TEST}/FlowTest.java", "shop", body)
    imported = java(f"{TEST}/FlowTest.java", "shop", body, "import shop.order.OrderService;")
    assert subject_of("FlowTest", service, foreign) == ""
    assert subject_of("FlowTest", service, imported) == f"{MAIN}/OrderService.java#OrderService"


def test_a_python_test_module_is_about_the_module_of_its_name() -> None:
    rules = document(
        "src/pricing/rules.py",
        "def best(): pass\n\nclass Rule:\n    def apply(self): pass\n",
        language="python",
    )
    test = document("tests/test_rules.py", "def test_it():\n    Rule().apply()\n", language="python")
    assert subject_of("test_rules", rules, test) == "src/pricing/rules.py#Rule"


def test_a_typescript_test_is_about_the_file_beside_it() -> None:
    client = document("src/client.ts", "export const get = () => 1;\n", language="typescript")
    test = document("src/client.test.ts", "it('x', () => { get(); });\n", language="typescript")
    assert subject_of("client.test", client, test) == "src/client.ts#client"


def test_production_types_have_no_subject() -> None:
    assert subject_of("OrderService", java(f"{MAIN}/OrderService.java", "shop", SERVICE)) == ""
