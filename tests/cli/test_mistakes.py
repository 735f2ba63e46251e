"""What a merchant mistypes: one French sentence and what to do, never a page of program."""

import argparse
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from merchant_desk.app.commands import run_command
from merchant_desk.app.folder import FILE_NAME
from merchant_desk.cli import COMMANDS
from merchant_desk.cli.run import parser

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, empty_file: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Say a command to an empty shop; its exit code, its answer and its complaint."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(empty_file, folder / FILE_NAME)

    def run(*words: str, data: Path = folder) -> tuple[int, str, str]:
        try:
            code = run_command([*words, "--data", str(data)])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("ordres", "list"), "COMMANDE ne peut pas être «\u00a0ordres\u00a0»"),
        (("orders",), "il manque COMMANDE"),
        (("orders", "show"), "il manque NUMÉRO"),
        (("orders", "show", "1", "2"), "2 n’est pas compris ici"),
        (("orders", "list", "--limit", "beaucoup"), "--limit ne peut pas être"),
        (("orders", "list", "--view", "nope"), "choisissez parmi"),
        (("orders", "list", "--text"), "--text attend une valeur"),
        (("orders", "list", "--json=oui"), "--json ne prend pas de valeur"),
        (("orders", "list", "--p", "1"), "--p peut vouloir dire"),
        (("documents", "1", "--kind", "roman", "--to", "x.pdf"), "--kind ne peut pas être"),
        (("stock", "adjust", "A"), "il faut l’une de ces options"),
        (("stock", "adjust", "A", "--counted", "1", "--change", "2"), "ne va pas avec"),
        (("orders", "show", "99999"), "La commande 99999 n’existe pas ici."),
        (("orders", "show", "x" * 500), "n’existe pas ici."),
        (("orders", "show", ""), "n’existe pas ici."),
        (("documents", "7", "--kind", "invoice", "--to", "x.pdf"), "n’existe pas ici."),
        (("pick", "7"), "n’existe pas ici."),
        (("pick",), "Aucun bon n’a été fait"),
        (("pack", "7", "--scan", "1"), "n’existe pas ici."),
        (("products", "show", "'; DROP TABLE product; --"), "Aucun produit"),
        (("stock", "adjust", "NOPE", "--counted", "1"), "Aucun produit"),
        (("stock", "show", "NOPE"), "Aucun produit"),
        (("import", "products"), "aucun fichier"),
        (("import", "products", "absent.csv"), "n’a pas pu être ouvert"),
        (("import", "products", "."), "n’a pas pu être ouvert"),
        (("import", "products", "--undo"), "Aucun import"),
        (("import", "products", "x.csv", "--encoding", "klingon"), "est inconnu"),
        (("shop", "add", "maboutique", "--key", "ck"), "n’a pas été ajoutée"),
        (("shop", "remove", "Nulle part"), "Aucune boutique en ligne"),
        (("shop", "keys", "Nulle part", "--key", "ck"), "Aucune boutique en ligne"),
        (("settle", "0" * 32, "retry"), "Rien n’a été décidé"),
        (("sync",), "dites combien de fois"),
        (("restore", "absente.sqlite3"), "n’existe pas"),
        (("profile", "set", "--capital", "beaucoup"), "n’a pas été enregistrée"),
        (("profile", "set", "--name", "A", "--siren", "1"), "n’a pas été enregistrée"),
        (("profile", "set", "--logo", "absent.png"), "logo illisible"),
        (("backup", "--to", "/dev/null/copies"), "La copie n’a pas été faite"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_what_to_do(
    say: Say, words: tuple[str, ...], title: str
) -> None:
    code, out, err = say(*words)

    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert title in lines[0]
    assert len(lines) == 2, err


@pytest.mark.parametrize("command", [" ".join(each.words) for each in COMMANDS])
def test_the_help_of_every_command_is_complete_and_french(say: Say, command: str) -> None:
    code, out, _err = say(*command.split(), "--help")

    assert code == 0
    assert out.startswith("Utilisation\u00a0: merchant-desk " + command)
    assert not [word for word in ("usage:", "positional", "show this", "default") if word in out]


def _options(
    target: argparse.ArgumentParser,
) -> Iterator[tuple[argparse.ArgumentParser, argparse.Action]]:
    for action in target._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _options(inner)
        else:
            yield target, action


def test_every_argument_says_what_it_is_for() -> None:
    silent = [
        (owner.prog, action.dest)
        for owner, action in _options(parser())
        if not action.help
        or (action.nargs != 0 and action.metavar is None and action.choices is None)
    ]

    assert silent == []


def test_a_folder_that_is_a_file_is_told(say: Say, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("hers", "utf-8")

    for inside in (tmp_path / "fichier", tmp_path / "fichier" / "dedans"):
        code, out, err = say("orders", "list", data=inside)

        assert (code, out) == (2, "")
        assert "dossier des données" in err
        assert "--data" in err
    assert (tmp_path / "fichier").read_text("utf-8") == "hers"


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "postgresql://h:abc/x"])
def test_a_database_address_that_is_none_is_told(
    say: Say, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("MERCHANT_DESK_DATABASE", url)

    code, _out, err = say("orders", "list")

    assert code == 2
    assert "l’adresse de sa base n’est pas lisible" in err


def test_a_server_that_is_not_there_is_told(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERCHANT_DESK_DATABASE", "postgresql://127.0.0.1:1/boutique")

    code, _out, err = say("orders", "list")

    assert code == 2
    assert "Le serveur de la boutique ne répond pas." in err
