"""Read a source by its kind."""

from stages.core.errors import PipelineError
from stages.crawl.distribution_source import read_distribution
from stages.crawl.files_source import read_files
from stages.crawl.git_source import read_git
from stages.crawl.params import CrawlParams
from stages.crawl.reading import Reading
from stages.crawl.source import Source

READERS = {"git": read_git, "files": read_files, "python-distribution": read_distribution}


def read(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return what a source holds at its pin; raises PipelineError when that is not all there, or nothing."""
    reading = READERS[source.kind](name, source, params)
    if not reading.entries:
        raise PipelineError(
            f"source '{name}': no file at its pin that include and exclude choose, expected at least one. "
            f"Mend conf/source/{source.registered}.yaml, or remove the source."
        )
    return reading
