"""What this computer remembers of the window: places, widths, orders, the look. Never business."""

from PySide6.QtCore import QSettings


def remembered() -> QSettings:
    """Return the settings file of this user on this computer."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "MerchantDesk", "MerchantDesk"
    )
