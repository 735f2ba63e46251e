"""The shop with several stations: one PostgreSQL, serializable, a clash is played again."""

from sqlalchemy import Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

_LOCK_TIMEOUT_MS = 10_000
_DRIVERS = frozenset({"postgresql", "postgresql+psycopg"})


def check_address(url: str) -> None:
    """Raise UnavailableError unless this names a PostgreSQL database."""
    try:
        known = make_url(url).drivername in _DRIVERS
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise UnavailableError(
            _("La boutique n’a pas été ouverte\u00a0: l’adresse de sa base n’est pas lisible."),
            _("Corrigez MERCHANT_DESK_DATABASE, par exemple postgresql://nom@serveur/boutique."),
        )


def write_engine(url: str) -> Engine:
    """Return the engine of this station's only writer."""
    engine = create_engine(
        url,
        isolation_level="SERIALIZABLE",
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # no customer data in an error or a log
        pool_pre_ping=True,
        connect_args={"options": f"-c lock_timeout={_LOCK_TIMEOUT_MS} -c timezone=UTC"},
    )
    event.listen(engine, "handle_error", _forget_details)
    return engine


def read_engine(url: str) -> Engine:
    """Return the engine of the readers; a write through it is an error."""
    engine = create_engine(
        url,
        isolation_level="REPEATABLE READ",
        pool_size=3,
        max_overflow=0,
        hide_parameters=True,  # no customer data in an error or a log
        pool_pre_ping=True,
        connect_args={"options": "-c default_transaction_read_only=on -c timezone=UTC"},
    )
    event.listen(engine, "handle_error", _forget_details)
    return engine


def _forget_details(context: ExceptionContext) -> None:
    """Drop the DETAIL of an error: the server repeats there the row it refused, names and all."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).split("\nDETAIL:", 1)[0], *error.args[1:])
