"""Why a document gives no asset."""


class Refused(Exception):
    """A document that cannot be read; becomes a drop row."""

    def __init__(self, rule: str, value: str = "", threshold: str = "") -> None:
        """Name the rule, what it found (never text of the document) and what it allows."""
        super().__init__(rule)
        self.rule, self.value, self.threshold = rule, value, threshold
