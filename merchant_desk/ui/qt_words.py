"""The words of Qt's own dialogs and menus, in the language of the desk."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_FORMATS = QLocale(QLocale.Language.French, QLocale.Country.France)
_INSTALLED: list[QTranslator] = []


def use_qt_words(app: QCoreApplication, language: str) -> bool:
    """Have file dialogs, « Enregistrer », « Annuler » in this language; dates stay French."""
    while _INSTALLED:
        app.removeTranslator(_INSTALLED.pop())
    QLocale.setDefault(_FORMATS)
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not words.load(f"qtbase_{language}", folder):
        return False
    app.installTranslator(words)
    _INSTALLED.append(words)
    return True
