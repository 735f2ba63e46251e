import pytest

from tests.e_invoice.validators import Validators


@pytest.fixture(scope="session")
def validators() -> Validators:
    return Validators()
