"""CredSweeper: where it finds something, and that its model drops nothing."""

import pytest

from apps.review.queue import UNCERTAIN
from stages.anonymize.extras.load import load_detectors
from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import marked, masking, params, plain
from tests.anonymize.extras.asked import asked, found

AKIA = "AKIA" + "Q3EGRNYT5ZMXKUP2"
WEAK = "huawei" + "@123"


@pytest.mark.external
@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"password = ⟦{WEAK}⟧\n", "a.properties"),
        (f"名: 蓝海\r\npassword = ⟦{WEAK}⟧\r\nend\r\n", "a.properties"),
        (f"url=jdbc:mysql://db/a?user=sa&password=⟦{WEAK}⟧&ssl=true\n", "a.properties"),
        (f'key = "⟦{AKIA}⟧"\n', "a.py"),
        ("password = REDACTED_PASSWORD\n", "a.properties"),
        ("zone: http://bird:REDACTED_PASSWORD@peer1:8080/a/\n", "a.yml"),
        ("password = getPassword()\n", "a.py"),
        ("", "a.py"),
    ],
)
def test_a_secret_is_found_where_it_stands(text: str, path: str) -> None:
    pytest.importorskip("credsweeper", reason="needs the extra `credsweeper`")
    detector = load_detectors(["credsweeper"], [])[0]
    findings = found(text, "text", path, detector)
    assert marked(plain(text), findings) == text
    assert {finding.entity for finding in findings} <= detector.entities
    assert {finding.detectors for finding in findings} <= {("credsweeper",)}


@pytest.mark.external
def test_the_score_of_its_model_decides_only_who_is_asked_first() -> None:
    pytest.importorskip("credsweeper", reason="needs the extra `credsweeper`")
    detector = load_detectors(["credsweeper"], [])[0]
    weak, strong = (
        found(f"password = {value}\n", "text", "a.properties", detector)[0].confidence
        for value in (WEAK, "q8Zx" + "V2mR7tLp0K")
    )
    lowest = params().policy.entities["secret.*"].min_confidence
    assert lowest <= weak < strong < UNCERTAIN


@pytest.mark.external
def test_what_it_finds_is_masked_and_the_result_is_no_secret_to_it() -> None:
    pytest.importorskip("credsweeper", reason="needs the extra `credsweeper`")
    value = "guest" + "2017"
    text = f'run = "host=db user=sa password={value} name=a port=1"\nzone = "http://bird:{value}@peer1:8080/a/"\n'
    detector = load_detectors(["credsweeper"], [])[0]
    result = rewrite(asked(text, "python", "a.py", detector), "a.py", masking())
    assert (result.refused, result.reason) == ("", "")
    assert result.text == text.replace(value, "REDACTED_PASSWORD")
