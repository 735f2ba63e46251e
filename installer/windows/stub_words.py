"""The few sentences of NSIS's own stub in French: what is said before any language is chosen.

They lie in the stub as fixed UTF-16 texts (NSIS 3.08, exehead/lang.h): each is replaced by one that
is no longer. makensis calls this through ``!packhdr`` with the stub's file.
"""

import sys
from pathlib import Path

WORDS = {
    "Installer integrity check has failed. Common causes include\n"
    "incomplete download and damaged media. Contact the\n"
    "installer's author to obtain a new copy.\n\n"
    "More information at:\nhttp://nsis.sf.net/NSIS_Error": (
        "Ce fichier d’installation est abîmé\u00a0: téléchargez-le à nouveau.\n"
        "Rien n’a été installé.\n\n"
        "This installer is damaged: download it again.\nNothing was installed."
    ),
    "Error writing temporary file. Make sure your temp folder is valid.": (
        "Le dossier temporaire de Windows ne s’écrit pas. Disque plein\u00a0?"
    ),
    "Error launching installer": "Installation impossible",
    "verifying installer: %d%%": "vérification\u00a0: %d\u00a0%%",
    "unpacking data: %d%%": "préparation\u00a0: %d\u00a0%%",
    "NSIS Error": "Erreur",
}
_SOLID_ONLY = "unpacking data: %d%%"  # the stub that takes each file by itself never says it


def in_french(stub: bytes) -> bytes:
    """Return the stub with its sentences replaced; it keeps its size.

    Raises ValueError when a sentence is not there: another NSIS than the one this was written for.
    """
    for english, french in WORDS.items():
        known = f"{english}\0".encode("utf-16-le")
        said = f"{french}\0".encode("utf-16-le")
        if known not in stub and english == _SOLID_ONLY:
            continue
        if known not in stub or len(said) > len(known):
            raise ValueError(f"« {english} » cannot be replaced in this NSIS stub.")
        stub = stub.replace(known, said.ljust(len(known), b"\0"))
    return stub


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_bytes(in_french(file.read_bytes()))
