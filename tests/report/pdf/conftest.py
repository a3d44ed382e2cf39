"""The stress document, built and read once."""

import pytest

from tests.report.pdf import stress
from tests.report.pdf.reading import Reading, read


@pytest.fixture(scope="session")
def stress_pdf() -> bytes:
    return stress.build()


@pytest.fixture(scope="session")
def reading(stress_pdf: bytes) -> Reading:
    return read(stress_pdf)
