"""Whether two files name one account: one tells its bank and branch, the other its number alone."""

_BANK, _BRANCH, _END = 5, 10, 21
"""Of a RIB: bank, branch, then the number of eleven signs; two more control it."""
_WITH_CONTROL = 23
_WITHOUT_BRANCH = 16
_SHORTEST = 7


def same_account(one: str, other: str) -> bool:
    """Tell whether two keys are of one account; the zeros before a number do not count."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short.lstrip("0")) < _SHORTEST or len(long) > _WITH_CONTROL:
        return False
    if len(long) < _END:
        return len(long) < _WITHOUT_BRANCH and short.lstrip("0") == long.lstrip("0")
    number = long[_BRANCH:_END]
    if len(short) == _WITHOUT_BRANCH:
        return short == long[:_BANK] + number
    if len(short) == _END:
        return short == long[:_END]
    return short.lstrip("0") in {number.lstrip("0"), long[_BRANCH:].lstrip("0")}
