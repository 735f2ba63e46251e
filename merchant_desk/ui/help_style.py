"""How a page of help looks: the fonts and colours of the desk, tables without lines."""

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme

_LINE_HEIGHT = 140.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_HEADS = {1: (Role.PAGE_TITLE, 0, 8), 2: (Role.CARD_TITLE, 18, 6)}


def dress(document: QTextDocument, theme: Theme) -> None:
    """Give a document read from Markdown the look in use."""
    block = document.begin()
    while block.isValid():
        _dress_block(block, theme)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, theme)


def _dress_block(block: QTextBlock, theme: Theme) -> None:
    cursor = QTextCursor(block)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    shape = QTextBlockFormat(block.blockFormat())
    ink = QTextCharFormat()
    head = _HEADS.get(shape.headingLevel())
    ink.setForeground(QColor(theme.tokens.text if head else theme.tokens.text2))
    if head is not None:
        role, above, below = head
        ink.setFont(theme.font(role))
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
    shape.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
    cursor.setBlockFormat(shape)
    cursor.mergeCharFormat(ink)


def _dress_table(table: QTextTable, theme: Theme) -> None:
    shape = table.format()
    shape.setBorder(0.5)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(theme.tokens.line)))
    shape.setBorderCollapse(True)
    shape.setCellPadding(6)
    shape.setCellSpacing(0)
    table.setFormat(shape)
