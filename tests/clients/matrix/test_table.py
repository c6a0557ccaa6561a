"""The READMEs say of the clients what the tests say."""

import pytest

from rows import ROWS
from table import READMES, TITLES, markdown, written


@pytest.mark.parametrize("language", READMES)
def test_the_readme_has_this_table(language: str) -> None:
    assert written(language) == markdown(language), "run `python tests/clients/matrix/table.py`"


def test_every_row_has_a_title() -> None:
    assert list(TITLES) == list(ROWS)
