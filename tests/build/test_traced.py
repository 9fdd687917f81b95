"""Which criteria of which story a controller test covers, and which links are none."""

import pytest

from stages.build.piece import Piece
from stages.build.pieces import PIECES
from stages.build.unit import units
from stages.build.world import World
from stages.core.formats.java import validate_member
from tests.build.made import RECIPES, STANDARDS, assets

CONTROLLER = """package com.acme.gym;

@RestController
public class LockerController {
    private final LockerService service;

    @PostMapping("/lockers/{number}/deposits")
    public Deposit deposit(@PathVariable String number, @RequestBody DepositForm form) {
        return service.deposit(number, form);
    }
}
"""
API = """openapi: 3.1.0
info: {title: Gym, version: "1"}
tags: [{name: lockers, description: Lockers of the gym}]
paths:
  /api/v1/lockers/{lockerId}/deposits:
    post:
      tags: [lockers]
      summary: Leave a parcel in a locker
      responses: {"201": {description: ok}}
"""
STORY = """---
domain: Lockers
---

### User story: Leave a parcel in a locker%s
As a member
I want to leave a parcel in a locker
So that a friend collects it

AC 1: The locker is free
Given locker 14 is free
When I leave my parcel
Then I get a code of 6 signs

AC 2: The locker is taken
Given locker 14 holds a parcel of 2500 grams
When I leave another one
Then I am told that it is taken
"""
TEST = """package com.acme.gym;
%s
class LockerControllerTest {
    @Autowired
    private MockMvc mvc;

    %s
    @Test
    void %s() throws Exception {
        mvc.perform(post("/lockers/14/deposits").content("2500")).andExpect(status().isConflict());
    }
}
"""
FIRST = "AC 1 The locker is free: locker 14 is free; I leave my parcel; I get a code of 6 signs"
SECOND = (
    "AC 2 The locker is taken: locker 14 holds a parcel of 2500 grams; I leave another one; "
    "I am told that it is taken"
)
CODE = "src/main/java/com/acme/gym/LockerController.java"
CODE_OF_TEST = "src/test/java/com/acme/gym/LockerControllerTest.java"


def shown(piece: str, given: dict[str, str], most: int = 400) -> str:
    """Return a piece of the test, or the rule by which there is none."""
    said, above, name = (given.get(key, "") for key in ("said", "above", "name"))
    files = {
        CODE: CONTROLLER,
        CODE_OF_TEST: (TEST % (said, above, name)).replace('"2500"', given.get("body", '"2500"')),
        "docs/gym.md": STORY % given.get("ticket", ""),
    }
    found = assets(files | ({} if "api" in given else {"api/gym.yaml": API}))
    (unit,) = units(RECIPES["write_controller_test"], found)
    made = PIECES[piece](unit, World(found, STANDARDS), most)
    return made.text if isinstance(made, Piece) else made.rule


@pytest.mark.parametrize(
    ("given", "head"),
    [
        ({"name": "takenIsAConflict", "ticket": " (GYM-7)", "said": "/** GYM-7 */"}, "ticket GYM-7"),
        ({"name": "conflict", "ticket": " (GYM-7)", "above": "// GYM-7, AC 2"}, "ticket GYM-7"),
        ({"name": "conflict", "ticket": " (GYM-7)", "body": '"2500" /* GYM-7, AC 2 */'}, "ticket GYM-7"),
        ({"name": "takenIsAConflict"}, "path /lockers/{}/deposits"),
        ({"name": "ac02"}, "path /lockers/{}/deposits"),
        ({"name": "conflict", "above": '@DisplayName("AC-2: refused")'}, "path /lockers/{}/deposits"),
        ({"name": "aTakenLockerHoldsAnotherParcel", "api": ""}, "words"),
    ],
)  # fmt: skip
def test_a_test_is_linked_by_a_ticket_a_path_or_words(given: dict[str, str], head: str) -> None:
    title = f"Leave a parcel in a locker{given.get('ticket', '')}"
    assert shown("criteria", given) == f"Story ({head}): {title}\n{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "given",
    [
        {"name": "answersJson"},
        {"name": "takenIsAConflict", "api": ""},
        {"name": "ac3", "said": "/** GYM-7 */", "ticket": " (GYM-7)"},
        {"name": "lockerOfAParcel", "api": ""},
        {"name": "takenIsAConflict", "api": "", "ticket": " (SKU-100)", "body": '"SKU-100"'},
        {"name": "answersJson", "body": '"AC 2"'},
    ],
)
def test_what_meets_no_criterion_or_two_alike_is_not_linked(given: dict[str, str]) -> None:
    assert shown("criteria", given) == "no-story"
    assert shown("covering", given).startswith("@Test\n")


def test_a_test_names_what_it_covers() -> None:
    text = shown("covering", {"name": "takenIsAConflict"})
    assert text.startswith("// AC 2\n    @Test\n    void takenIsAConflict()")
    assert not validate_member(text)
    assert shown("covering", {"name": "ac02"}).startswith("@Test\n    void ac02()")


def test_criteria_that_are_covered_are_shown_whatever_they_weigh() -> None:
    head = "Story (path /lockers/{}/deposits): Leave a parcel in a locker"
    assert shown("criteria", {"name": "takenIsAConflict"}, most=180) == f"{head}\n{SECOND}"
    assert shown("criteria", {"name": "takenIsAConflict"}, most=100) == f"{head}\n{SECOND}"
