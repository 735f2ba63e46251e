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
_BETWEEN_ITEMS = 4
_BETWEEN_PARAGRAPHS = 8
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
    shape = QTextBlockFormat(block.blockFormat())
    head = _HEADS.get(shape.headingLevel())
    if head is not None:
        _role, above, below = head
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
    elif block.textList() is not None:
        shape.setBottomMargin(_BETWEEN_ITEMS)
    elif cursor.currentTable() is None:
        shape.setTopMargin(_BETWEEN_PARAGRAPHS)
    shape.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
    cursor.mergeBlockFormat(shape)  # set, it would take the block out of its list
    for start, end, is_link in _pieces(block):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_ink(theme, head[0] if head else None, is_link=is_link))


def _pieces(block: QTextBlock) -> list[tuple[int, int, bool]]:
    """Return where the runs of a block begin and end, and whether they are links."""
    found = []
    run = block.begin()
    while not run.atEnd():
        piece = run.fragment()
        start = piece.position()
        found.append((start, start + piece.length(), piece.charFormat().isAnchor()))
        run += 1
    return found


def _ink(theme: Theme, head: Role | None, *, is_link: bool) -> QTextCharFormat:
    tokens = theme.tokens
    ink = QTextCharFormat()
    if is_link:
        ink.setForeground(QColor(tokens.accent_text))
        ink.setFontUnderline(True)
    else:
        ink.setForeground(QColor(tokens.text if head else tokens.text2))
    if head is not None:
        ink.setFont(theme.font(head))
    return ink


def _dress_table(table: QTextTable, theme: Theme) -> None:
    shape = table.format()
    shape.setBorder(0.5)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(theme.tokens.line)))
    shape.setBorderCollapse(True)
    shape.setCellPadding(6)
    shape.setCellSpacing(0)
    table.setFormat(shape)
