"""A sample repeats a held-out text: what measures the adapter would be what it learnt.

The texts are those of gate.held_out.folder: your own held-out tests, public benchmarks. Question and answer
are compared by tokens (words, and every other character by itself), so that layout and case of the space do
not hide a copy. The row of a drop says which text it is, and the tokens that both have. Known problem:
boilerplate that is longer than the threshold. Threshold: equal tokens in a row from which on it is one.
"""

from stages.core.standards.finding import Finding
from stages.gate.candidate import Measured
from stages.gate.held_out import HeldOutTexts


def find(sample: Measured, threshold: float, texts: HeldOutTexts) -> list[Finding]:
    """Return a finding for the first run of tokens that a held-out text has too."""
    one = sample.sample
    for text in (one.output, one.input):
        if found := texts.overlap(text, int(threshold)):
            return [Finding(one.output, f"{found.where}: {found.text}", 0)]
    return []
