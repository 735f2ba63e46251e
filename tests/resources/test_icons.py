"""The icons: each one that is asked for is there, and none is carried for nothing."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import merchant_desk
from merchant_desk import ui
from merchant_desk.ui.icons import ICONS_FOLDER

PACKAGE = Path(merchant_desk.__file__).parent
SHIPPED = {path.stem for path in ICONS_FOLDER.glob("*.svg")}


def _written_down(path: Path, names: set[str]) -> set[str]:
    """Return which of these names are texts of a file, whole."""
    source = path.read_text("utf-8")
    if not any(f'"{name}"' in source for name in names):
        return set()
    return names & {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(ui.__path__, "merchant_desk.ui."):
        yield importlib.import_module(found.name)


def _asked_for(module: ModuleType) -> Iterator[str]:
    """Yield the constants that a module gives to a parameter named ``icon``."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(call, ast.Call):
            continue
        for word, value in _given(call, module):
            match value:
                case ast.Constant(value=str(name)) if word == "icon" and name:
                    yield name


def _given(call: ast.Call, module: ModuleType) -> Iterator[tuple[str, ast.expr]]:
    yield from ((each.arg or "", each.value) for each in call.keywords)
    called = getattr(module, call.func.id, None) if isinstance(call.func, ast.Name) else None
    if not inspect.isclass(called) and not inspect.isfunction(called):
        return
    try:
        names = list(inspect.signature(called).parameters)
    except ValueError:  # a class of Qt tells no signature
        return
    yield from zip(names, call.args, strict=False)


def test_every_icon_that_is_asked_for_is_shipped() -> None:
    asked = {name for module in _modules() for name in _asked_for(module)}

    assert len(asked) > 40
    assert asked - SHIPPED == set()


def test_no_icon_is_shipped_for_nothing() -> None:
    idle = set(SHIPPED)
    for path in PACKAGE.rglob("*.py"):
        idle -= _written_down(path, idle)

    assert idle == set()


def test_the_icons_carry_their_licence() -> None:
    assert "ISC" in (ICONS_FOLDER / "LICENSE").read_text("utf-8")
