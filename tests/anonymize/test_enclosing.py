"""What opens the list of several lines in which a value stands. The sign of a value in each text is `V1`."""

import pytest

from stages.anonymize.enclosing import opening


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            'Map<String, String> ON_DUTY = Map.of(\n  "a", "x",\n  "b", "V1")',
            "Map<String, String> ON_DUTY = Map.of(",
        ),
        ('names = [\n    "a",\n    "V1",\n]', "names = ["),
        ('f(g(1), {\n "k": "V1"', "f(g(1), {"),
        ("users:\n  - a\n  - V1", "users: "),
        ("users:\n- a\n- V1", "users: "),
        ("a:\n  users:\n    - V1", "users: "),
        ("users:\n  name: a\n  - V1", ""),
        ('x = "V1"', ""),
        ('names = []\n"V1"', ""),
        ('names = [)\n"V1"', ""),
    ],
)
def test_a_list_is_called_by_the_line_that_opens_it(text: str, head: str) -> None:
    assert opening(text, text.index("V1")) == head
