"""Presidio: what it finds in prose, and nothing else anywhere."""

import pytest

from stages.anonymize.extras.load import load_detectors
from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import marked, masking, plain
from tests.anonymize.extras.asked import asked, found

CARD = "4111 1111" + " 1111 1111"


@pytest.mark.external
@pytest.mark.parametrize(
    "text",
    [
        "Ring the desk on ⟦(415) 555-2671⟧ or ⟦+44 20 7946 0958⟧.",
        "Kontakt: ⟦+49 30 901820⟧, 蓝海",
        f"The card ⟦{CARD}⟧ was refused.",
        f"The card {CARD[:-1]}2 was refused.",
        "Ring 999 555 2671.",
        "![](graylog/063121-1.jpg) and exchange-20171201-3.7.x.zip",
        "The server is 120.92.169.103, see [#1693](https://a.test/issues/1693).",
        "| Name | 70806 | 131656 | 1686 |",
        "https://a.test/a/1190000013297625",
        "Order 123456789 of 2024-01-31 10:20:30",
    ],
)
def test_numbers_of_people_are_found_in_prose(text: str) -> None:
    pytest.importorskip("presidio_analyzer", reason="needs the extra `presidio`")
    detector = load_detectors(["presidio"], [])[0]
    findings = found(text, "markdown", "a.md", detector)
    assert marked(plain(text), findings) == text
    assert {finding.entity for finding in findings} <= detector.entities


@pytest.mark.external
@pytest.mark.parametrize("language", ["python", "yaml", "json", "path", "html"])
def test_code_and_settings_are_left_to_the_core(language: str) -> None:
    pytest.importorskip("presidio_analyzer", reason="needs the extra `presidio`")
    detector = load_detectors(["presidio"], [])[0]
    assert found(f"# call (415) 555-2671, {CARD}", language, "a", detector) == []


@pytest.mark.external
@pytest.mark.parametrize("language", ["markdown", "rst", "text"])
def test_pseudonyms_are_numbers_that_it_does_not_find(language: str) -> None:
    pytest.importorskip("presidio_analyzer", reason="needs the extra `presidio`")
    detector = load_detectors(["presidio"], [])[0]
    text = f"Ring +49 30 901820 or 415.555.2671 about {CARD}."
    result = rewrite(asked(text, language, "a.md", detector), "a.md", masking())
    assert result.refused == ""
    assert {change.finding.entity for change in result.changes} == {"pii.phone", "pii.bank-card"}
    assert found(result.text, language, "a.md", detector) == []
