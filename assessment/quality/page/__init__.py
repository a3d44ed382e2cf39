"""The quality of the instruments as files: one page of HTML, and tables with a codebook."""

from assessment.quality.page.files import FILE_NAMES, write_quality

__all__ = ["FILE_NAMES", "write_quality"]
