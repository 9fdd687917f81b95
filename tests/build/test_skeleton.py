"""Types without bodies, documentation, libraries, similar code: what each piece shows, as literal text."""

import pytest

from stages.build.build import build
from stages.build.chunks import Asked
from stages.build.documented import said
from stages.build.elided import short_member
from stages.build.piece import Piece
from stages.build.pieces import PIECES
from stages.build.unit import units
from stages.build.world import World
from stages.core.formats.check import violations
from tests.build.depot import DEPOT, WORLD, refused, shown
from tests.build.made import COUPON, RECIPES, STANDARDS, assets, params, type_named

SKELETON = """@Service
public class Mailer {
    private static final String URL = "/mails";

    private final RestTemplate gateway;

    public Mailer(RestTemplate gateway) { /* ... */ }

    public boolean reachable(String address) { /* ... */ }

    public int sendAll(List<Coupon> coupons, String address) { /* ... */ }
}"""


def test_a_skeleton_has_declarations_only() -> None:
    text = shown("skeleton", "design_class", "Mailer")
    assert text == SKELETON
    assert not violations("java-type", text)


def test_the_body_that_is_asked_for_is_a_gap() -> None:
    text = shown("skeleton_around", "implement_in_class", "reachable")
    assert text == SKELETON.replace("(String address) { /* ... */ }", "(String address) <fill>")
    assert refused("skeleton_around", "implement_in_class", "reachable", most=40) == "too-long"


def test_what_comes_next_is_not_shown() -> None:
    assert shown("skeleton_above", "complete_member", "reachable") == (
        SKELETON[: SKELETON.index(" { /*")] + " {\n        this.gateway = gateway;\n    }"
    )
    assert refused("skeleton_above", "complete_member", "Mailer") == "no-member-above"
    assert shown("skeleton_above", "complete_member", "rate") == (
        'class Rates:\n    """Exchange rates of a bank."""\n\n'
        "    def __init__(self, client: httpx.Client) -> None:\n        ...\n\n    @property\n"
        '    def names(self) -> list[str]:\n        """Names of the currencies."""\n'
        '        found = self.client.get("/names")\n        # every bank names its own currency twice\n'
        '        names = sorted(set(found.json()))\n        names.remove("X")\n\n        return names'
    ).replace(":\n        ...\n", ":\n        self.client = client\n")


def test_of_a_long_type_the_first_members_are_left_out_and_none_is_cut() -> None:
    whole = shown("skeleton_above", "complete_member", "sendAll")
    head = "@Service\npublic class Mailer {\n...\n"
    constructor = "    public Mailer(RestTemplate gateway) { /* ... */ }\n\n"
    last = whole[whole.index("    public boolean reachable") :]
    assert shown("skeleton_above", "complete_member", "sendAll", len(whole) - 1).startswith(
        f"{head}    private"
    )
    for text in (f"{head}{last}", f"{head}{constructor}{last}"):
        assert shown("skeleton_above", "complete_member", "sendAll", len(text)) == text
    bare = f"{head}    public boolean reachable(String address) {{ /* ... */ }}"
    assert shown("skeleton_above", "complete_member", "sendAll", len(bare)) == bare
    assert refused("skeleton_above", "complete_member", "sendAll", len(bare) - 1) == "too-long"


def test_no_annotation_is_cut_from_its_field() -> None:
    fields = "".join(f"    @Id\n    private Long id{n};\n\n" for n in range(9))
    methods = "    Card() {\n        go();\n    }\n\n    void a() {\n        b();\n    }\n"
    text = f"class Card {{\n{fields}{methods}}}\n"
    found = assets({"src/main/java/Card.java": text})
    unit = next(one for one in units(RECIPES["complete_member"], found) if one.name == "a")
    piece = PIECES["skeleton_above"](unit, World(found, STANDARDS), 120)
    assert isinstance(piece, Piece)
    assert piece.text.startswith("class Card {\n...\n    @Id\n")


def test_a_long_member_under_test_loses_its_inner_blocks() -> None:
    text = shown("skeleton_under_test", "write_test_by_skeleton", "sendAllSkipsAddresses", most=560)
    assert "sent = sent + 1;\n        } catch (RestClientException failed) { /* ... */ }" in text
    shorter = shown("skeleton_under_test", "write_test_by_skeleton", "sendAllSkipsAddresses", most=330)
    assert "for (Coupon coupon : coupons) { /* ... */ }\n    return sent;" in shorter
    assert refused("skeleton_under_test", "write_test_by_skeleton", "sendAllSkipsAddresses", 50) == "too-long"
    assert refused("skeleton_under_test", "write_test_by_skeleton", "sendAllSkipsAddresses") == "shown-whole"
    assert refused("skeleton_under_test", "write_test_by_skeleton", "usesOnce", 400) == "shown-whole"


def test_a_block_that_is_all_of_a_body_stays() -> None:
    line = "        send(line, anotherLine);\n"
    text = f"void a() {{\n    try {{\n{line * 3}    }} catch (Failure failed) {{\n{line * 3}    }}\n}}"
    assert short_member("java", text, 200) == (
        f"void a() {{\n    try {{\n{line * 3}    }} catch (Failure failed) {{ /* ... */ }}\n}}"
    )
    assert not short_member("java", text, 100)
    assert short_member("java", text.replace("    try", "    b();\n    try"), 100).startswith(
        "void a() {\n    b();\n    try { /* ... */ } catch"
    )


def test_of_blocks_that_are_equally_deep_the_longest_is_elided_first() -> None:
    text = "void a() {\n    if (b) {\n        c();\n    }\n    if (d) {\n        e(first, second);\n    }\n}"
    shorter = short_member("java", text, len(text) - 1)
    assert shorter == text.replace("{\n        e(first, second);\n    }", "{ /* ... */ }")


def test_code_under_test_is_whole_and_what_it_calls_loses_its_body_first() -> None:
    name = "sendAllSkipsAddresses"
    assert refused("code_under_test", "write_test", name, 560) == "too-long"
    whole = shown("code_under_test", "write_test", name, 2000)
    member, _, called = whole.partition("\n}\n")
    assert called == 'public boolean reachable(String address) {\n    return address.contains("@");\n}'
    declared = shown("code_under_test", "write_test", name, len(whole) - 1)
    assert declared == f"{member}\n}}\npublic boolean reachable(String address) {{ /* ... */ }}"
    assert shown("code_under_test", "write_test", name, len(member) + 2) == f"{member}\n}}"


def test_long_code_that_is_to_be_documented_loses_blocks_and_bodies() -> None:
    member = shown("undocumented", "document_code", "sendAll", 560)
    assert "sent = sent + 1;\n        } catch (RestClientException failed) { /* ... */ }" in member
    assert refused("undocumented", "document_code", "sendAll", 50) == "too-long"
    type_ = shown("undocumented", "document_type", "Mailer", 500)
    assert "public int sendAll(List<Coupon> coupons, String address) { /* ... */ }" in type_
    assert not violations("java-type", type_)
    assert refused("undocumented", "document_type", "Mailer", 50) == "too-long"


def test_no_question_has_code_cut_between_its_lines() -> None:
    names = [name for name in RECIPES if "test" in name or name in ("document_code", "explain_code")]
    inputs = [one.input for one in build(DEPOT, params(*names)).candidates if ".py" not in one.source]
    assert inputs
    assert not [text for text in inputs if "\n...\n" in text or text.endswith("\n...")]


@pytest.mark.parametrize(
    ("doc", "told"),
    [
        ("Adds a line.\n@param line the line", "Adds a line."),
        ("Adds a {@link Line} to {@code all}.", "Adds a Line to all."),
        ("<p>\nAdds a line.\n</p>\n@date 2018", "Adds a line."),
        ("Adds.\n\nThen more\nof it.\n<ul><li>one<li>two</ul>", "Adds.\nThen more of it.\n- one\n- two"),
        ("Adds a :class:`Line`.\n\n:param line: the line\n:rtype: int", "Adds a Line."),
        ("Adds.\n\nArgs:\n    line: the line", "Adds."),
        ("Adds.\n\n>>> add(1)", "Adds."),
        ("Adds.\n\nEquivalent to:\n\n```python\nadd(1)\n```", "Adds."),
        ("Notes are kept.", "Notes are kept."),
        ("@return the line", ""),
    ],
)
def test_documentation_in_prose(doc: str, told: str) -> None:
    assert said(doc) == told


def test_a_member_is_documented_by_what_it_says_and_its_contract() -> None:
    assert shown("documentation", "document_code", "sendAll") == (
        "/**\n * Sends one mail for each coupon.\n *\n * @param coupons what is sent\n"
        " * @param address where to\n * @return how many went out\n */"
    )
    assert shown("explanation", "explain_code", "sendAll") == "Sends one mail for each coupon."
    assert shown("documentation", "document_code", "names") == '"""Names of the currencies."""'
    assert shown("documentation", "document_type", "Mailer") == "/** Sends what members are told. */"
    assert refused("documentation", "document_code", "Mailer") == "no-doc"


def test_a_docstring_is_not_in_the_code_that_is_to_be_documented() -> None:
    text = shown("undocumented", "document_code", "names")
    assert text.startswith('@property\ndef names(self) -> list[str]:\n    found = self.client.get("/names")')
    assert "Names of" not in text
    for name in ("explain_code", "document_code", "document_type"):
        for sample in build(DEPOT, params(name)).candidates:
            assert sample.output.strip('"/* ') not in sample.input
            assert sample.natural_language == "en"


@pytest.mark.parametrize(
    ("member", "told"),
    [
        (
            "sendAll",
            "org.springframework.http.HttpHeaders: HttpHeaders, set\n"
            "org.springframework.web.client.RestTemplate: postForObject",
        ),
        ("names", "httpx: get"),
        ("order", "axios: post"),
    ],
)
def test_libraries_are_told_from_own_packages_and_the_platform(member: str, told: str) -> None:
    found = shown("libraries", "use_library", member)
    assert found == told
    assert "com.acme" not in found
    assert "java.util" not in found


def test_a_member_without_a_library_is_refused() -> None:
    assert refused("libraries", "use_library", "reachable") == "no-library"


def asked(answer: str) -> Asked:
    question = "int sendAll(List coupons, String address) { gateway.postForObject; coupon.getCode; sent; }"
    return Asked(type_named("Mailer", DEPOT), question, answer)


def test_similar_code_stands_in_another_file_and_gives_no_answer_away() -> None:
    unlike = WORLD.similar(asked("somethingElse(entirely, different);"), 2000)
    assert unlike is not None
    assert unlike.type == "Copier"
    copied = WORLD.similar(asked("gateway.postForObject(URL, coupon.getCode(), String.class);"), 2000)
    assert copied is not None
    assert copied.type == "Courier"
    assert WORLD.similar(asked("sent = sent + 1;"), 2000) is None
    assert WORLD.similar(asked("somethingElse(entirely, different);"), 100) is None


def test_similar_code_is_named_by_its_span() -> None:
    names = ("complete_block", "complete_line", "fill_in_the_middle")
    found = [one for one in build(DEPOT, params(*names)).candidates if "// Compare C" in one.input]
    assert found
    for sample in found:
        assert any(span.document != sample.group for span in sample.inputs)
        assert sample.output not in sample.input


def test_what_is_known_of_a_member_finds_its_like() -> None:
    text = shown("similar", "use_library", "sendAll")
    assert text.startswith(
        "// Compare Copier:\npublic int sendAgain(List<Coupon> coupons, String address) {\n    int"
    )
    assert refused("similar", "use_library", "sendAll", most=100) == "nothing-similar"
    assert refused("similar", "use_library", "order") == "nothing-similar"


def test_chinese_documentation_is_asked_for_in_chinese() -> None:
    code = COUPON.replace("Marks it as used.", "把优惠券标记为已经使用。")
    (sample,) = build(
        assets({"src/main/java/com/acme/coupon/Coupon.java": code}), params("explain_code")
    ).candidates
    assert (sample.natural_language, sample.output) == ("zh", "把优惠券标记为已经使用。")
    assert sample.instruction == "用一两句话说明 Coupon 的 use 做什么。"
