"""The private virtual environment: made, filled from the lock, and recognised when it is whole."""

import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from installer.refusal import READY_TO_RETRY, SetupRefusedError, say

Purpose = Literal["demo", "test"]
# What serves the tests serves the desk too.
SERVED_BY: dict[Purpose, tuple[Purpose, ...]] = {"demo": ("demo", "test"), "test": ("test",)}
LOCKS: dict[Purpose, str] = {"demo": "installer/lock.txt", "test": "installer/lock-dev.txt"}
UNFINISHED = "unfinished"
NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Max retries exceeded",
    "Connection refused",
    "Read timed out",
    "SSLError",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the environment of a project lies, and what is in it."""

    root: Path

    @property
    def folder(self) -> Path:
        """Return the folder of the environment."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """Return the file that says what was installed; without it nothing here can be trusted."""
        return self.folder / "merchant-desk.stamp"

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self._program("python")

    @property
    def desk(self) -> Path:
        """Return the command of the desk."""
        return self._program("merchant-desk")

    def _program(self, name: str) -> Path:
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name


def digest(root: Path, purpose: Purpose) -> str:
    """Return what a set-up depends on, as one word: it changes when any of it does."""
    heard = hashlib.sha256()
    for part in (purpose, str(root), sysconfig.get_platform(), "{}.{}".format(*sys.version_info)):
        heard.update(part.encode() + b"\0")
    for name in (LOCKS[purpose], "pyproject.toml"):
        heard.update((root / name).read_bytes() + b"\0")
    return heard.hexdigest()


def is_ready(root: Path, purpose: Purpose) -> bool:
    """Tell whether the last set-up went to its end, and still serves this purpose."""
    environment = Environment(root)
    if not (environment.python.exists() and environment.desk.exists()):
        return False
    try:
        installed = environment.stamp.read_text(encoding="utf-8").strip()
    except OSError:
        return False
    return installed in {digest(root, serving) for serving in SERVED_BY[purpose]}


def is_usable(environment: Environment) -> bool:
    """Tell whether the environment there can be filled: whole, for this Python, here, alive."""
    try:
        if not environment.stamp.is_file():
            return False
        settings = (environment.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        written = dict(line.split(" = ", 1) for line in settings if " = " in line)
        made_for = written.get("version", "").split(".")[:2]
        made_here = written.get("command", str(environment.folder)).endswith(
            str(environment.folder)
        )
        if made_for != [str(number) for number in sys.version_info[:2]] or not made_here:
            return False
        return not subprocess.run(
            [environment.python, "-I", "-c", "import pip"], capture_output=True, check=False
        ).returncode
    except OSError:
        return False


def interpreter() -> Path:
    """Return the Python outside any environment that this one comes from."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def venv_refusal() -> SetupRefusedError:
    """Return the line for a Debian Python whose environments come in a package of their own."""
    of_the_system = interpreter() == Path("/usr/bin/python3").resolve()
    package = "python3-venv" if of_the_system else "python{}.{}-venv".format(*sys.version_info)
    return SetupRefusedError(
        f"Ce Python ne sait pas créer d’environnement privé : exécutez « sudo apt-get install "
        f"{package} », {READY_TO_RETRY}"
    )


def make(environment: Environment) -> None:
    """Make the environment anew, with pip in it and nothing else."""
    if importlib.util.find_spec("ensurepip") is None:
        raise venv_refusal()
    say("Création de l’environnement privé…")
    builder = venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt")
    try:
        builder.create(environment.folder)
    except subprocess.CalledProcessError as error:
        raise SetupRefusedError(
            f"L’environnement privé n’a pas pu être créé : supprimez le dossier "
            f"« {environment.folder} », {READY_TO_RETRY}"
        ) from error


def pip(environment: Environment, arguments: list[str]) -> None:
    """Run pip silently; when it fails say the network's failure in one line, or all it said."""
    command = [str(environment.python), "-I", "-X", "utf8", "-m", "pip", "--no-input"]
    done = subprocess.run(
        [*command, "--disable-pip-version-check", "install", *arguments],
        cwd=environment.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={"PIP_RETRIES": "3", **os.environ, "PIP_USER": "0"},
        check=False,
    )
    if not done.returncode:
        return
    said = (done.stdout + done.stderr).strip()
    if any(sign in said for sign in NETWORK_SIGNS):
        raise SetupRefusedError(
            "Les composants n’ont pas pu être téléchargés : vérifiez la connexion à Internet, "
            + READY_TO_RETRY
        )
    say(done.stderr.strip() or said)
    raise SetupRefusedError(
        "Les composants n’ont pas pu être installés : corrigez ce que pip signale ci-dessus, "
        + READY_TO_RETRY
    )


def fill(environment: Environment, purpose: Purpose) -> None:
    """Install the locked components, then the desk itself, in place."""
    say("Téléchargement et installation des composants, quelques minutes la première fois…")
    lock = str(environment.root / LOCKS[purpose])
    pip(environment, ["--require-hashes", "--only-binary", ":all:", "--requirement", lock])
    here = str(environment.root)
    pip(environment, ["--no-build-isolation", "--no-deps", "--no-index", "--editable", here])


def put_stamp(environment: Environment, text: str) -> None:
    """Write the stamp in one piece."""
    unfinished = environment.stamp.with_suffix(".new")
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(environment.stamp)


def prepare(root: Path, purpose: Purpose) -> bool:
    """Set up what is missing; tell whether there was anything to do.

    The stamp goes first and comes back last: a set-up cut short may have left half a component
    behind, so it starts again from nothing. Where pip gave up in good order, it goes on from there.
    """
    if is_ready(root, purpose):
        return False
    environment = Environment(root)
    if is_usable(environment):
        environment.stamp.unlink()
    else:
        make(environment)
    try:
        fill(environment, purpose)
    except SetupRefusedError:
        put_stamp(environment, UNFINISHED)
        raise
    put_stamp(environment, digest(root, purpose))
    say("Merchant Desk est prêt.")
    return True
