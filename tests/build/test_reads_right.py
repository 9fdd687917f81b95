"""What stood wrong in records of real repositories, as literal text."""

import pytest

from stages.build.piece import Piece
from stages.build.pieces import PIECES
from stages.build.unit import units
from stages.build.world import World
from tests.build.made import RECIPES, STANDARDS, assets

PLACE = "src/main/java/com/acme/gym"
SET = """package com.acme.gym;

public record Set(long id, long weight) {}
"""
CLUB = """package com.acme.gym.club;

import java.util.Set;

@Service
public class Club {
    private Set<String> members;

    public Set<String> members() {
        return members.stream().sorted().toList();
    }
}
"""


def shown(piece: str, recipe: str, name: str, files: dict[str, str]) -> str:
    """Return a piece of the unit of this name, or the rule by which there is none."""
    found = assets(files)
    unit = next(unit for unit in units(RECIPES[recipe], found) if unit.name == name)
    made = PIECES[piece](unit, World(found, STANDARDS), 400)
    return made.text if isinstance(made, Piece) else made.rule


def test_a_type_that_is_imported_from_elsewhere_is_none_of_the_source() -> None:
    files = {f"{PLACE}/Set.java": SET, f"{PLACE}/club/Club.java": CLUB}
    assert shown("related", "implement_method", "members", files) == "no-related-type"
    files[f"{PLACE}/club/Club.java"] = CLUB.replace("import java.util.Set;", "")
    assert shown("related", "implement_method", "members", files) == "no-related-type"
    files[f"{PLACE}/club/Club.java"] = CLUB.replace("import java.util.Set;", "import com.acme.gym.*;")
    assert shown("related", "implement_method", "members", files) == "Set: id long, weight long"


USER = """package com.acme.user.entity;

@Entity
public class User {
    private String name;

    public void setName(String name) {
        this.name = name == null ? null : name.trim();
    }

    public void rename(String name) {
        setName(name);
    }
}
"""


def test_a_setter_that_does_more_is_a_setter_in_a_diagram() -> None:
    files = {"src/main/java/com/acme/user/entity/User.java": USER}
    assert shown("domain_names", "design_plantuml_java_datastructure", "User", files) == (
        "class User { String name; void rename(String name) }"
    )


GUIDE = """# Build [![state](https://ci.example/badge.svg)](https://ci.example)

There is **no** `Dockerfile`. Build the
image by hand; see [here](https://a.example/b):

```bash

./mvnw spring-boot:build-image \\
- no item
```

| step | who |
|------|---|
| tag | we |

1. **Why?** So `x`.
- [ ] push: now

> **Note:** none
> at all

Files of interest:

![a picture](a.png)
"""


def test_a_guideline_is_asked_by_what_it_says_not_by_its_marks() -> None:
    files = {"docs/guide.md": GUIDE}
    assert shown("gist", "write_guideline", "Build", files) == "code-block"
    files = {"docs/guide.md": GUIDE.replace(" \\\n- no item", "")}
    assert shown("heading", "write_guideline", "Build", files) == "# Build"
    assert shown("gist", "write_guideline", "Build", files) == (
        "- There is no `Dockerfile` (https://a.example/b)\n- `./mvnw spring-boot:build-image`\n- step, who\n"
        "- tag\n"
        "- Why? `x`\n- push: now\n- Note: none at all\n- Files of interest"
    )


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("```sh\nmake\n```", "- Build\n- `make`"),
        ("```sh\n\nmake\n\n```\n\nThen:\n\n~~~\nmake test\n~~~", "- Build\n- `make`\n- Then\n- `make test`"),
        ("```sh\nmake\nmake test\n```", "code-block"),
        ("```plantuml\n\n@startuml\n\nclass A\n@enduml\n```", "code-block"),
    ],
)
def test_a_block_of_several_lines_is_in_no_gist(block: str, said: str) -> None:
    files = {"docs/guide.md": f"# Make\n\nBuild.\n\n{block}\n"}
    assert shown("gist", "write_guideline", "Make", files) == said


def test_a_term_is_given_with_what_it_means() -> None:
    text = "# 术语\n\n- 标价：没有任何优惠的单价。四舍五入。\n- 单价低于成本的商品一律不参加：见附录。\n"
    points = "- 标价：没有任何优惠的单价\n- 单价低于成本的商品一律不参加"
    assert shown("gist", "write_guideline", "术语", {"docs/terms.md": text}) == points


def test_a_diagram_has_types_without_annotations() -> None:
    code = (
        "package com.acme;\nclass Form {\n    private List<@Valid Box> boxes;\n"
        "    private @Size(max = 3) String[] names;\n"
        "    void put(@NotNull Box box) { boxes.add(box); clear(); }\n}\n"
    )
    files = {"src/main/java/com/acme/dto/Form.java": code}
    (unit,) = units(RECIPES["design_plantuml_java_datastructure"], assets(files))
    made = PIECES["domain_diagram"](unit, World(assets(files), STANDARDS), 400)
    assert isinstance(made, Piece)
    assert "boxes: List<Box>" in made.text
    assert "put(box: Box): void" in made.text
    assert "@" not in made.text.replace("@startuml", "").replace("@enduml", "")


def test_an_answer_has_no_pictures_and_announces_nothing_that_is_left_out() -> None:
    files = {"docs/guide.md": GUIDE}
    assert shown("question", "answer_question", "Build", files) == "guide: Build"
    assert shown("answer", "answer_question", "Build", files).endswith("> **Note:** none\n> at all")
    files["docs/guide.md"] = "# Setup\n\nRead this.\n\nRun this:\n\n" + "x" * 400
    assert shown("answer", "answer_question", "Setup", files) == "Read this."


def test_a_section_without_a_heading_is_asked_for_by_nothing() -> None:
    files = {"docs/readme.md": "A demo without a heading.\nIt has two lines.\n"}
    assert shown("question", "answer_question", "readme", files) == "no-title"
    assert shown("section", "write_guideline", "readme", files) == "no-heading"
    assert shown("answer", "answer_question", "readme", files) == (
        "A demo without a heading.\nIt has two lines."
    )


PAGES = """package com.acme.gym;

@Controller
@RequestMapping("/members/{memberId}")
public class MemberController {
    private static final String FORM = "members/form";

    @GetMapping("/new")
    public String form() {
        return FORM;
    }

    @GetMapping("/{card}")
    public String card(@PathVariable int card) {
        return FORM + card;
    }

    @GetMapping("/state")
    @ResponseBody
    public String state() {
        return "open";
    }
}
"""
NESTED = """package com.acme.gym;

class MemberControllerTest {
    static final int MEMBER = 7;

    @Autowired
    MockMvc mvc;

    @Test
    void formIsShown() throws Exception {
        mvc.perform(get("/members/{memberId}/new", MEMBER)).andExpect(status().isOk());
    }

    @Nested
    class Faulty {
        private String name = "";

        @Test
        void nameIsMissing() throws Exception {
            mvc.perform(get("/members/{memberId}/new", MEMBER)).andExpect(view().name(name));
        }
    }
}
"""
MVC = {
    f"{PLACE}/MemberController.java": PAGES,
    "src/test/java/com/acme/gym/MemberControllerTest.java": NESTED,
}


def test_a_page_is_no_body_and_every_variable_of_a_path_is_a_parameter() -> None:
    rows = {name: shown("endpoint", "implementation_spring_handler", name, MVC) for name in ("form", "state")}
    assert rows == {
        "form": "| /members/{memberId}/new | GET |  | memberId: string | 200 |  |",
        "state": "| /members/{memberId}/state | GET |  | memberId: string | 200: String |  |",
    }


def test_the_nearest_endpoint_is_the_one_that_is_called() -> None:
    plain = {path: text.replace("/members/{memberId}", "/members") for path, text in MVC.items()}
    assert shown("tested_endpoints", "write_controller_test", "formIsShown", plain) == (
        "| /members/new | GET |  |  | 200 |  |"
    )


def test_a_nested_test_is_shown_what_stands_around_it() -> None:
    assert shown("fixtures", "write_controller_test", "nameIsMissing", MVC) == (
        'String name = "";\nint MEMBER = 7;\n@Autowired MockMvc mvc;'
    )


ENTITY = """package com.acme.gym.entity;

@MappedSuperclass
public class Base {
    private Integer id;
}
"""
CARD = """package com.acme.gym.entity;

/**
 * A card of a member. It is one of:
 *   - red
 *   - blue
 */
@Entity
@Table(name = "cards")
public class Card extends Base {
    private String holder;
}
"""
CARDS = "CREATE TABLE cards (\n  id INT PRIMARY KEY,\n  holder_name VARCHAR(30)\n);\n"
MAPPER = """package com.acme.gym.mapper;

import com.acme.gym.entity.Card;

@Mapper
public interface CardMapper {
    @Update("update cards set holder_name = #{holder} where id = #{id}")
    int rename(Card card);
}
"""
STORED = {
    f"{PLACE}/entity/Base.java": ENTITY,
    f"{PLACE}/entity/Card.java": CARD,
    f"{PLACE}/mapper/CardMapper.java": MAPPER,
    "db/cards.sql": CARDS,
}


def test_a_table_is_asked_for_by_what_its_entity_inherits_too() -> None:
    assert shown("mapped", "define_table", "cards", STORED) == (
        'class Card : Base\n- annotations: @Table(name = "cards")\n- fields: id: Integer, holder: String'
    )


def test_a_statement_is_shown_what_its_values_are_named_by() -> None:
    assert shown("passed", "text_to_sql", "rename", STORED) == "Card (cards): id Integer, holder String"
    without = {path: text for path, text in STORED.items() if path != "db/cards.sql"}
    assert shown("passed", "text_to_sql", "rename", without) == "no-related-type"


def test_items_of_a_list_stay_items_in_documentation() -> None:
    assert shown("explanation", "document_type", "Card", STORED) == (
        "A card of a member. It is one of:\n- red\n- blue"
    )


SPEC = """openapi: 3.1.0
info: {title: Gym, version: "1"}
paths:
  /cards: {post: {tags: [cards], summary: Add a card, responses: {}}}
"""


def test_a_wish_without_an_answer_gives_nothing() -> None:
    assert shown("wishes", "design_restful_api", "cards", {"api/gym.yaml": SPEC}) == "- Add a card (cards)"


def test_an_abbreviation_ends_no_point() -> None:
    files = {"docs/a.md": "# Keys\nKeys are native, i.e. bytes. They stay so.\n\nUse one, e.g. `a`. It ends."}
    assert shown("gist", "write_guideline", "Keys", files) == (
        "- Keys are native, i.e. bytes\n- Use one, e.g. `a`"
    )


def test_a_section_that_its_points_hold_whole_has_no_gist() -> None:
    files = {"docs/who.md": "# 手册\n\n## 谁负责\n\n- 采购：王小明\n- 仓储：李雷\n"}
    assert shown("gist", "write_guideline", "谁负责", files) == "shown-whole"


ON_CALL = """# 手册

## 值班

夜间 30 分钟内响应。

- 商品：王小明（wang@acme.example）
- 升级顺序：组长、经理。

无人接听时打给李雷
（li@acme.example）。

```
curl -u ops@acme.example /health
```

## 找谁

请联系 han@acme.example。
"""


def test_whom_to_ask_is_no_knowledge_of_the_domain() -> None:
    files = {"docs/on-call.md": ON_CALL}
    told = "夜间 30 分钟内响应。\n\n- 升级顺序：组长、经理。\n\n```\ncurl -u ops@acme.example /health\n```"
    assert shown("answer", "answer_question", "值班", files) == told
    assert shown("section", "write_guideline", "值班", files) == "contacts"
    for piece, recipe in [("answer", "answer_question"), ("gist", "write_guideline")]:
        assert shown(piece, recipe, "找谁", files) == "contacts-alone"


def test_a_command_in_english_makes_no_english_section() -> None:
    files = {"docs/start.md": "# 启动\n\n```shell\nmvn -q verify\njava -jar shop.jar --port 80\n```\n"}
    assert assets(files).sections[0].natural_language == "zh"


CARD = """package com.acme.gym;

@Entity
@Table(name = "gym_card")
public class Card {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @NotBlank
    @Column(nullable = false, length = 60)
    private String holder;
    private int visits;

    public boolean belongsTo(String name) {
        return holder.equals(name.trim());
    }
}
"""
CARDS = """package com.acme.gym;

public interface Cards extends JpaRepository<Card, Long> {
    @Query(value = "SELECT holder FROM gym_card WHERE visits > ?1", nativeQuery = true)
    List<String> regulars(int visits);
}
"""


def test_a_table_is_written_from_how_its_fields_are_mapped() -> None:
    created = "CREATE TABLE gym_card (\n  id BIGINT PRIMARY KEY,\n  holder VARCHAR(60) NOT NULL\n);\n"
    files = {f"{PLACE}/Card.java": CARD, "db/gym.sql": created}
    assert shown("mapped", "define_table", "gym_card", files) == (
        'class Card\n- annotations: @Table(name = "gym_card")\n'
        "- fields: id: Long, holder: String, visits: int\n"
        "- mapping: id @Id @GeneratedValue(strategy = GenerationType.IDENTITY), "
        "holder @Column(nullable = false, length = 60)"
    )


def test_an_entity_in_place_of_a_table_has_columns_alone() -> None:
    files = {f"{PLACE}/Card.java": CARD, f"{PLACE}/Cards.java": CARDS}
    assert (
        shown("tables", "text_to_sql", "regulars", files)
        == "Card (gym_card): id Long, holder String, visits int"
    )


def test_a_table_is_shown_with_the_comments_on_its_columns() -> None:
    said = "COMMENT ON COLUMN gym_card.holder IS 'who trains';\n"
    files = {
        f"{PLACE}/Card.java": CARD,
        f"{PLACE}/Cards.java": CARDS,
        "db/gym.sql": f"CREATE TABLE gym_card (\n  holder VARCHAR(60),\n  visits INT\n);\n{said}",
    }
    assert shown("tables", "text_to_sql", "regulars", files) == (
        "gym_card(holder VARCHAR(60) who trains, visits INT)"
    )


DESK = """package com.acme.gym;

@RestController
public class Desk {
    @PostMapping("/cards")
    public ResponseEntity<Card> add(@RequestBody Card card) {
        if (card == null) {
            return ResponseEntity.badRequest().build();
        }
        return ResponseEntity.created(URI.create("/cards/1")).body(card);
    }

    @DeleteMapping("/cards/{id}")
    public ResponseEntity<Void> drop(@PathVariable Long id) {
        return id > 0 ? ResponseEntity.noContent().build() : ResponseEntity.status(NOT_FOUND).build();
    }

    @GetMapping("/cards/{id}")
    public ResponseEntity<Card> find(@PathVariable Long id) {
        return id < 0 ? new ResponseEntity<>(null, HttpStatus.GONE) : read(id);
    }
}
"""


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("add", "| /cards | POST |  | (Card) | 201: Card | 400 |"),
        ("drop", "| /cards/{id} | DELETE |  | id: Long | 204 | 404 |"),
        ("find", "| /cards/{id} | GET |  | id: Long | 200: Card | 410 |"),
    ],
)
def test_an_endpoint_gives_the_statuses_that_its_handler_answers_by(name: str, row: str) -> None:
    files = {f"{PLACE}/Card.java": CARD, f"{PLACE}/Desk.java": DESK}
    assert shown("endpoint", "implementation_spring_handler", name, files) == row


RULE = '''"""Rules."""


class Rule(Protocol):
    """What a rule does."""

    def apply(self, basket: Basket) -> list[Adjustment]:
        """Return the adjustments of a basket."""
        ...

    def name(self, basket: Basket) -> str:
        """Return the name that a receipt shows."""
        raise NotImplementedError("each rule has one")

    def close(self, basket: Basket) -> None:
        """Do what is to be done when all is priced."""
        basket.closed = True
'''


@pytest.mark.parametrize(
    ("piece", "recipe"), [("implementation", "implement_python"), ("undocumented", "explain_code")]
)
def test_a_member_that_says_no_more_than_its_signature_is_none(piece: str, recipe: str) -> None:
    files = {"pricing/rule.py": RULE}
    assert [shown(piece, recipe, name, files) for name in ("apply", "name")] == ["no-body", "no-body"]
    assert "basket.closed = True" in shown(piece, recipe, "close", files)


CLOSING = """<mapper namespace="com.acme.gym.CardMapper">
<!-- Closes what nobody uses. -->
<update id="close">UPDATE cards SET state = 'CLOSED' WHERE holder = #{holder} AND used &lt; #{since}</update>
</mapper>
"""


def test_a_mapped_statement_that_nobody_declares_is_asked_for_by_the_names_of_its_values() -> None:
    files = {"db/cards.sql": "CREATE TABLE cards (holder VARCHAR(20), used DATE);", "CardMapper.xml": CLOSING}
    assert shown("asked_of", "text_to_sql", "close", files) == "-- close (holder, since)"


CHINESE = """openapi: 3.1.0
info: {title: 健身房, version: "1"}
paths:
  /cards:
    get:
      tags: [会员卡]
      summary: 查询会员卡
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {
          id: {type: string},
          visits: {type: array, items: {type: object, properties: {day: {type: string}}}}}}}}}
"""


def test_the_names_of_classes_are_asked_for_in_the_language_of_the_document() -> None:
    files = {"api/gym.yaml": CHINESE}
    assert shown("api_objects", "design_plantuml_from_api", "会员卡", files) == "类: Card, Card 的 Visit"


OVERLOADS = """import typing as t


@t.overload
def doubled(x: int) -> int: ...


@t.overload
def doubled(x: str) -> str: ...


def doubled(x: t.Any) -> t.Any:
    return x + x
"""
DOUBLED = "from gym.twice import doubled\n\n\ndef test_doubled() -> None:\n    assert doubled(2) == 4\n"


def test_code_under_test_is_no_overload() -> None:
    files = {"gym/twice.py": OVERLOADS, "tests/test_twice.py": DOUBLED}
    code = "def doubled(x: t.Any) -> t.Any:\n    return x + x"
    assert shown("code_under_test", "write_python_test", "test_doubled", files) == code


CONTACTS = """export const add = (name: string, shop: Shop): Contact => {
  return save({ id: next(), name, shop: shop.id, address: shop.address, phone: shop.phone, mail: shop.mail });
};

export const save = (contact: Contact): Contact => {
  const rows = table("contacts");
  rows.push({ ...contact, savedAt: clock.now(), savedBy: session.user.id, version: contact.version + 1 });
  log.info("saved a contact", { shop: contact.shop, by: session.user.id });
  return rows.last();
};
"""
ADDED = """import { add } from "./contacts";

it("adds a contact", () => {
  expect(add("Ann", SHOP).name).toBe("Ann");
});
"""


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("src/contacts.test.ts", 'describe.skip("all", () => {\n', "});\n"),
        ("src/contacts.test.ts", 'xdescribe("all", () => {\n', "});\n"),
    ],
)
def test_a_test_of_a_suite_that_is_switched_off_is_not_learnt(path: str, before: str, after: str) -> None:
    files = {"src/contacts.ts": CONTACTS, path: ADDED.replace("it(", f"{before}it(") + after}
    assert shown("case", "write_typescript_test", "adds a contact", files) == "switched-off"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("@pytest.mark.skip\n", "switched-off"),
        ('@unittest.skip("later")\n', "switched-off"),
        ('@pytest.mark.skipif(OLD, reason="x")\n', "# test doubles"),
        ("", "# test doubles"),
    ],
)
def test_a_test_of_a_class_that_is_switched_off_is_not_learnt(mark: str, expected: str) -> None:
    test = f"{mark}class TestTwice:\n    def test_doubles(self):\n        assert doubled(2) == 4\n"
    files = {"gym/twice.py": "def doubled(x):\n    return x + x\n", "tests/test_twice.py": test}
    assert shown("case", "write_python_test", "test_doubles", files) == expected


def test_a_test_of_a_module_that_is_switched_off_is_not_learnt() -> None:
    test = "pytestmark = pytest.mark.skip('later')\n\ndef test_doubles():\n    assert doubled(2) == 4\n"
    files = {"gym/twice.py": "def doubled(x):\n    return x + x\n", "tests/test_twice.py": test}
    assert shown("case", "write_python_test", "test_doubles", files) == "switched-off"
    files["tests/test_twice.py"] = test.replace("skip(", "skipif(OLD, reason=")
    assert shown("case", "write_python_test", "test_doubles", files) == "# test doubles"


JAVA_TEST = """package com.acme.club;

@Disabled("flaky")
class ClubTest {
    @Nested
    class Members {
        @Test
        void gives_members() {
            assertThat(new Club().members()).isEmpty();
        }
    }
}
"""


def test_a_nested_test_is_switched_off_with_the_class_around_it() -> None:
    place = f"{PLACE}/club/ClubTest.java".replace("/main/", "/test/")
    files = {f"{PLACE}/club/Club.java": CLUB, place: JAVA_TEST}
    assert shown("case", "write_test", "gives_members", files) == "switched-off"
    files[place] = JAVA_TEST.replace("@Disabled", "@DisplayName")
    assert shown("case", "write_test", "gives_members", files) == "// gives members"


def test_what_is_called_is_declared_as_it_is_written() -> None:
    files = {"src/contacts.ts": CONTACTS, "src/contacts.test.ts": ADDED}
    text = shown("code_under_test", "write_typescript_test", "adds a contact", files)
    assert text.endswith("export const save = (contact: Contact): Contact => { /* ... */ }")


def test_documentation_is_quoted_without_markup() -> None:
    documented = CLUB.replace(
        "    public Set", "    /** Gives all {@link Member}s, <i>sorted</i>. */\n    public Set"
    )
    assert shown("doc", "implement_method", "members", {f"{PLACE}/club/Club.java": documented}) == (
        "// Gives all Members, sorted."
    )


ROUTE = """package route

import (
	"github.com/acme/bff/store"
	"github.com/other/hours/store/clock"
	"github.com/lib/store"
)

func Nearest(code string) string {
	found := store.Find(code)
	return clock.Format(store.Name(found))
}
"""
STORE = "package store\n\nfunc Find(code string) int { return 1 }\n"


def test_a_module_of_go_owns_its_folders_whether_or_not_it_has_a_go_mod() -> None:
    found = assets({"store/shop.go": STORE, "route/a.go": ROUTE})
    user = next(one for one in found.types if one.document.endswith("route/a.go"))
    world = World(found, STANDARDS)
    assert {one: world.owns(one, user) for one in user.imports} == {
        "github.com/acme/bff/store": True,
        "github.com/other/hours/store/clock": False,
        "github.com/lib/store": False,
    }


HISTORY = """export class History {
  constructor(private store: Map<string, string>) {}

  add(word: string): string[] {
    return [word, ...this.store.keys()];
  }
}
"""
HISTORY_TEST = """import { beforeEach, expect, test } from "vitest";
import { History } from "./history";

const unused = [%s];
const words = ["tea", "bread"];
let history: History;

beforeEach(() => {
  const store = new Map();
  history = new History(store);
});

test("the last one comes first", () => {
  expect(history.add(words[0])).toEqual(["tea"]);
});
"""


@pytest.mark.parametrize(("long", "shown_first"), [("1, " * 100, []), ("1", ["const unused = [1];"])])
def test_what_a_test_names_and_what_runs_before_it_find_room_first(long: str, shown_first: list[str]) -> None:
    files = {"src/history.ts": HISTORY, "src/history.test.ts": HISTORY_TEST % long}
    assert shown("fixtures", "write_typescript_test", "the last one comes first", files).split("\n") == [
        *shown_first,
        'const words = ["tea", "bread"];',
        "let history: History;",
        "beforeEach(() => { const store = new Map(); history = new History(store); });",
    ]


NODE = """package com.acme.gym;

public class MenuNodeDTO extends Menu implements Serializable {
    private List<MenuNodeDTO> children;
}
"""


def test_what_a_class_extends_stands_in_its_diagram() -> None:
    menu = "package com.acme.gym;\n\npublic class Menu {\n    private String title;\n}\n"
    files = {f"{PLACE}/MenuNodeDTO.java": NODE, f"{PLACE}/Menu.java": menu}
    diagram = shown("domain_diagram", "design_plantuml_java_datastructure", "MenuNodeDTO", files)
    assert diagram.split("\n")[4:-1] == [
        "class Menu {",
        "  title: String",
        "}",
        "MenuNodeDTO --|> Menu",
        'MenuNodeDTO --> "*" MenuNodeDTO : children',
    ]
    files[f"{PLACE}/Menu.java"] = menu.replace("    private String title;\n", "")
    assert "class Menu {" not in shown(
        "domain_diagram", "design_plantuml_java_datastructure", "MenuNodeDTO", files
    )
