"""What `bench.personal` measures is what the stage finds: rules are given the cues that some ask for."""

from bench.personal import Planted, ours


def test_rules_that_ask_for_cues_find_values_in_the_bench() -> None:
    found = ours(Planted("出生日期：1990-05-12，姓名拼音：Wang Xiaoming", "text", []))
    assert {finding.entity for finding in found} == {"pii.birth-date", "pii.person"}
