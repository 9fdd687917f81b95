"""The pages of samples/handbook/ that hold planted values."""

from pathlib import Path

MOBILES = {"DESKTOP": ("151", "0000", "7316"), "DUTY": ("186", "0000", "2975")}
"""Fictional numbers, kept in parts so that this script holds none."""


def documents() -> dict[str, str]:
    """Return file name and text of every page that is made."""
    page = Path(__file__).with_suffix("") / "onboarding.md"
    text = page.read_text("utf-8")
    for name, parts in MOBILES.items():
        text = text.replace(f"{{{{{name}}}}}", "".join(parts))
    return {"onboarding.md": text}
