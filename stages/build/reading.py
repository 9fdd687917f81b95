"""Read the assets that recipes and flows are offered."""

from stages.build import contract
from stages.build.unit import Assets
from stages.core.on_disk import opened


def read_assets() -> Assets:
    """Return all assets of `model`, the types on disk; raises PipelineError when a file is not what its
    manifest says."""
    return Assets(
        types=opened(contract.TYPES),
        apis=contract.APIS.read(),
        sql=contract.SQL.read(),
        stories=contract.STORIES.read(),
        sections=contract.SECTIONS.read(),
        diagrams=contract.DIAGRAMS.read(),
        builds=contract.BUILDS.read(),
        suggestions=contract.SUGGESTIONS.read(),
        changes=contract.CHANGES.read(),
    )
