"""The one style sheet of the desk, for the controls that are Qt's own."""

from dataclasses import asdict

from merchant_desk.ui.tokens import Tokens

_TEMPLATE = """
QWidget[ground="bg"] { background: %(bg)s; }
QWidget[ground="nav"] { background: %(nav)s; }
QWidget[ground="surface"] { background: %(surface)s; }
QLabel { background: transparent; }
QLabel[ink="text"] { color: %(text)s; }
QLabel[ink="text2"] { color: %(text2)s; }
QLabel[ink="text3"] { color: %(text3)s; }
QLabel[ink="accent"] { color: %(accent_text)s; }
QLabel[ink="ok"] { color: %(ok_text)s; }
QLabel[ink="warn"] { color: %(warn_text)s; }
QLabel[ink="bad"] { color: %(bad_text)s; }
QLabel[ink="info"] { color: %(info_text)s; }
QLabel[ink="float"] { color: %(float_text)s; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit {
    background: %(surface)s; color: %(text)s; border: 1px solid %(line2)s; border-radius: 8px;
    padding: 0 10px; min-height: %(field)spx;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
    placeholder-text-color: %(text3)s;
}
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus { border: 2px solid %(accent)s; padding: 0 9px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 7px; }
QDateEdit::drop-down { border: none; background: transparent; width: 32px; }
QDateEdit::down-arrow { image: none; }
QTextBrowser, QTextBrowser:focus { border: none; background: transparent; padding: 0; }
QLineEdit[wrong="true"] { border: 1px solid %(bad)s; }
QLineEdit[wrong="true"]:focus { border: 2px solid %(bad)s; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled {
    background: %(mute_soft)s; border-color: %(border)s; color: %(text3)s;
}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {
    border: none; background: transparent; padding: 0; min-height: 20px;
}

QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; background: transparent; padding: 0; min-height: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] {
    background: transparent; border: none;
}
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %(border)s; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: %(line2)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu {
    background: %(surface)s; color: %(text)s; border: 1px solid %(border)s; border-radius: 8px;
    padding: 5px;
}
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: %(accent_soft)s; color: %(accent_text)s; }
QMenu::item:disabled { color: %(text3)s; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: %(line)s; margin: 5px 8px; }
QToolTip {
    background: %(float_bg)s; color: %(float_text)s; border: 1px solid %(float_bg)s;
    padding: 5px 8px;
}

QTableView, QListView, QTreeView {
    background: %(surface)s; color: %(text)s; border: none; gridline-color: %(line)s;
    selection-background-color: %(selected)s; selection-color: %(text)s; outline: none;
}
QHeaderView { background: %(sunken)s; border: none; }
QHeaderView::section {
    background: %(sunken)s; color: %(text2)s; border: none; border-bottom: 1px solid %(line)s;
    padding: 0 12px;
}
QTableCornerButton::section { background: %(sunken)s; border: none; }
QComboBox QAbstractItemView {
    background: %(surface)s; border: 1px solid %(border)s; padding: 4px;
    selection-background-color: %(accent_soft)s; selection-color: %(accent_text)s;
}
QComboBox QAbstractItemView::item { min-height: %(entry)spx; padding: 0 8px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected {
    background: %(accent_soft)s; color: %(accent_text)s;
}
QSplitter::handle { background: %(line)s; }
QStatusBar { background: %(bg)s; color: %(text2)s; }
QMenuBar { background: %(nav)s; color: %(text)s; }
QMenuBar::item:selected { background: %(hover)s; }
QProgressDialog, QMessageBox, QDialog { background: %(bg)s; }
"""


def style_sheet(tokens: Tokens, scale: int) -> str:
    """Return the style sheet in these colours, fields growing with the texts."""
    return _TEMPLATE % {
        **asdict(tokens),
        "field": round(32 * scale / 100),
        "entry": round(28 * scale / 100),
    }
