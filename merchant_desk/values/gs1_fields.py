"""The GS1 application identifiers goods carry: how long each is, and what it may hold."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from merchant_desk.values.barcode import check_digit

_N = r"\d"
_X = r"[!-\"%-/0-9:-?A-Z_a-z]"
_DATE = r"\d{6}"
_GTIN = ("01", "02")
_SSCC = "00"
_EXPIRY_HOUR = "7003"
_DATES = ("11", "12", "13", "15", "16", "17", _EXPIRY_HOUR, "7006", "7007", "7011")


@dataclass(frozen=True, slots=True)
class Field:
    """One identifier: its pattern, and whether its end is known without a separator."""

    identifier: str
    pattern: str
    fixed: bool

    def takes(self, value: str) -> bool:
        """Tell whether the value may stand behind this identifier."""
        if re.fullmatch(self.pattern, value) is None:
            return False
        if self.identifier in _GTIN or self.identifier == _SSCC:
            return check_digit(value[:-1]) == int(value[-1])
        return self.identifier not in _DATES or day_of(value) is not None


def _fixed(identifier: str, length: int) -> Field:
    return Field(identifier, rf"{_N}{{{length}}}", fixed=True)


def _up_to(identifier: str, length: int, kind: str = _X) -> Field:
    return Field(identifier, rf"{kind}{{1,{length}}}", fixed=False)


def _exactly(identifier: str, length: int, kind: str = _N) -> Field:
    return Field(identifier, rf"{kind}{{{length}}}", fixed=False)


def _table() -> dict[str, Field]:
    """Return the identifiers met on goods, parcels and trade units (GS1 General Spec. §3)."""
    fields = [_fixed("00", 18), _fixed("01", 14), _fixed("02", 14), _fixed("20", 2)]
    fields += [Field(each, _DATE, fixed=True) for each in _DATES if len(each) == 2]  # noqa: PLR2004 - the days of §3.4
    fields += [_up_to(each, 20) for each in ("10", "21", "22", "243", "254")]
    fields += [_up_to("235", 28), _up_to("240", 30), _up_to("241", 30), _up_to("242", 6, _N)]
    fields += [_up_to("250", 30), _up_to("251", 30), _up_to("30", 8, _N), _up_to("37", 8, _N)]
    fields += [
        _fixed(f"3{kind}{decimals}", 6) for kind in range(10, 37) for decimals in range(6)
    ]  # weights, lengths, surfaces, volumes
    fields += [_up_to(f"39{kind}{each}", 15, _N) for kind in (0, 2) for each in range(10)]
    fields += [_up_to(f"39{kind}{each}", 18, _N) for kind in (1, 3) for each in range(10)]
    fields += [_up_to("400", 30), _up_to("401", 30), _exactly("402", 17), _up_to("403", 30)]
    fields += [_fixed(f"41{each}", 13) for each in range(8)]
    fields += [_up_to("420", 20), _up_to("421", 12), _exactly("422", 3), _exactly("426", 3)]
    fields += [Field(each, rf"{_N}{{3,15}}", fixed=False) for each in ("423", "425")]
    fields += [_exactly("424", 3), _up_to("427", 3), _exactly("7001", 13), _up_to("7002", 30)]
    fields += [_exactly(_EXPIRY_HOUR, 10), _up_to("7004", 4, _N), _up_to("7005", 12)]
    fields += [Field(each, _DATE, fixed=False) for each in ("7006", "7007", "7011")]
    fields += [_up_to("7008", 3), _up_to("7009", 10), _up_to("7010", 2), _up_to("7020", 20)]
    fields += [_up_to(each, 20) for each in ("7021", "7022", "7240")]
    fields += [_up_to(str(each), 30) for each in (*range(7030, 7040), *range(7230, 7240))]
    fields += [_up_to(str(each), 20) for each in range(710, 718)]
    fields += [_exactly("8001", 14), _up_to("8002", 20), _up_to("8012", 20)]
    fields += [_exactly("8005", 6), _exactly("8006", 18), _up_to("8008", 12, _N)]
    fields += [_up_to("8013", 25), _up_to("8020", 25), _exactly("8026", 18), _up_to("8200", 70)]
    fields += [_up_to(str(each), 90) for each in range(90, 100)]
    return {field.identifier: field for field in fields}


_FIELDS = _table()


def fields_at(text: str, at: int) -> tuple[Field, ...]:
    """Return the identifiers that can start here (their lengths never overlap)."""
    return tuple(
        field for length in (2, 3, 4) if (field := _FIELDS.get(text[at : at + length])) is not None
    )


def field_named(identifier: str) -> Field | None:
    """Return a known identifier, or None."""
    return _FIELDS.get(identifier)


@lru_cache(maxsize=256)
def fixed_length(field: Field) -> int:
    """Return how many characters a field of fixed length takes."""
    return int(field.pattern.partition("{")[2].rstrip("}"))


def day_of(value: str) -> date | None:
    """Return the day written YYMMDD; day 00 is the last of its month; None if there is none.

    Years are 20YY: nothing on sale carries a date before 2000.
    """
    year, month, day = 2000 + int(value[:2]), int(value[2:4]), int(value[4:6])
    try:
        if day:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
