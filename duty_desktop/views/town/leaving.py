"""What is asked where something that was written could not be noted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def lets_go(window: QWidget) -> bool:
    """Whether the user lets go what is written in the assignment and not saved."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("分工没有保存")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("分工里有写好而没有存成的内容。回去看看，还是不要了？")
    back = box.addButton("回去看看", QMessageBox.ButtonRole.RejectRole)
    let_go = box.addButton("不要了，继续", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is let_go
