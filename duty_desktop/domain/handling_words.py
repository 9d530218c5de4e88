"""What the town noted, in the words that stand on paper and in files."""

import re
from collections.abc import Iterator

from duty_desktop.domain.assigning import Handling

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def own_words(handling: Handling) -> Iterator[str]:
    """依据, 备注 and 附件 as noted, a paragraph for each of their lines."""
    files = "、".join(handling.attachments)
    for label, text in (("依据", handling.basis), ("备注", handling.remark), ("附件", files)):
        said = [line for line in map(one_line, text.splitlines()) if line]
        for at, line in enumerate(said):
            yield line if at else f"{label}：{line}"


def one_line(text: str) -> str:
    """A note as it stands on one line: what would break or hide it is a space."""
    return _CONTROL.sub(" ", text).strip()
