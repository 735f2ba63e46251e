"""What this computer remembers of the window: places, widths, orders, the look. Never business."""

from pathlib import Path

from PySide6.QtCore import QSettings


def remembered() -> QSettings:
    """Return the settings file of this user on this computer."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "MerchantDesk", "MerchantDesk"
    )


def keep_window_settings_in(folder: Path) -> None:
    """Remember the window there in this process: the sample shop forgets, and changes nothing."""
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(form, scope, str(folder / "fenêtre"))
