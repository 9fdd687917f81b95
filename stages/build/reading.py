"""Read the assets that recipes and flows are offered."""

from stages.build import contract
from stages.build.unit import Assets


def read_assets() -> Assets:
    """Return all assets of `model`; raises PipelineError when a file is not what its manifest says."""
    return Assets(
        types=contract.TYPES.read(),
        apis=contract.APIS.read(),
        sql=contract.SQL.read(),
        stories=contract.STORIES.read(),
        sections=contract.SECTIONS.read(),
        diagrams=contract.DIAGRAMS.read(),
        builds=contract.BUILDS.read(),
        suggestions=contract.SUGGESTIONS.read(),
        changes=contract.CHANGES.read(),
    )
