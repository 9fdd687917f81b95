"""Read a source by its kind."""

from stages.crawl.distribution_source import read_distribution
from stages.crawl.faults import SourceFault, of_the_system
from stages.crawl.files_source import read_files
from stages.crawl.git_source import read_git
from stages.crawl.params import CrawlParams
from stages.crawl.reading import Reading
from stages.crawl.source import Source

READERS = {"git": read_git, "files": read_files, "python-distribution": read_distribution}


def read(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return what a source holds at its pin; raises SourceFault when it cannot be read, or holds nothing."""
    try:
        reading = READERS[source.kind](name, source, params)
    except OSError as error:
        raise of_the_system(name, error) from error
    if not reading.entries:
        reason = "no file at its pin that include and exclude choose, expected at least one"
        remedy = f"Mend conf/source/{source.registered}.yaml, or remove the source."
        raise SourceFault(name, "empty", reason, remedy)
    return reading
