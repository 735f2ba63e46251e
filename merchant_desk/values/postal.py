"""How an address is written on paper."""

from merchant_desk.values.remote import Address

_COUNTRIES = {
    "AD": "ANDORRE", "AT": "AUTRICHE", "BE": "BELGIQUE", "BG": "BULGARIE", "CA": "CANADA",
    "CH": "SUISSE", "CY": "CHYPRE", "CZ": "TCHÉQUIE", "DE": "ALLEMAGNE", "DK": "DANEMARK",
    "EE": "ESTONIE", "ES": "ESPAGNE", "FI": "FINLANDE", "GB": "ROYAUME-UNI", "GR": "GRÈCE",
    "HR": "CROATIE", "HU": "HONGRIE", "IE": "IRLANDE", "IT": "ITALIE", "LT": "LITUANIE",
    "LU": "LUXEMBOURG", "LV": "LETTONIE", "MC": "MONACO", "MT": "MALTE", "NL": "PAYS-BAS",
    "NO": "NORVÈGE", "PL": "POLOGNE", "PT": "PORTUGAL", "RO": "ROUMANIE", "SE": "SUÈDE",
    "SI": "SLOVÉNIE", "SK": "SLOVAQUIE", "US": "ÉTATS-UNIS",
}  # fmt: skip


def postal_lines(address: Address) -> tuple[str, ...]:
    """Return the lines of an address, the country last and only abroad."""
    country = address.country.strip().upper()
    written = (
        address.company,
        address.name,
        address.line1,
        address.line2,
        f"{address.postcode} {address.city}",
        "" if country in {"", "FR"} else _COUNTRIES.get(country, country),
    )
    return tuple(line.strip() for line in written if line.strip())


def one_line(address: Address) -> str:
    """Return the address on one line, without the person."""
    place = Address(
        line1=address.line1,
        line2=address.line2,
        postcode=address.postcode,
        city=address.city,
        country=address.country,
    )
    return ", ".join(postal_lines(place))


def same_place(one: Address, other: Address) -> bool:
    """Tell whether both addresses bring a parcel to the same door."""
    return _door(one) == _door(other)


def _door(address: Address) -> tuple[str, ...]:
    parts = (address.line1, address.line2, address.postcode, address.city, address.country)
    return tuple(" ".join(part.split()).casefold() for part in parts)
