"""What can go wrong, in words for people.

A ``PersonError`` is the machine's or the file's fault: one sentence in Chinese that says what
happened and what to do. Anything else that is raised is a fault of ours.
"""


class PersonError(Exception):
    """A fault to be told to the user in one sentence; ``str(error)`` is that sentence.

    Attributes:
        details: technical words for whoever helps the user, shown only on request.
    """

    def __init__(self, sentence: str, details: str = "") -> None:
        """Keep the sentence and, for support, the details behind it."""
        super().__init__(sentence)
        self.details = details


class SourceDocumentError(PersonError):
    """A source document that cannot be read as a duty list."""


class CatalogueError(PersonError):
    """An official database that is missing, damaged, foreign or too new.

    Attributes:
        what: the sentence as far as it says what is wrong with the file, without the mark at its
            end, for who knows better what to do; empty where only one thing helps.
    """

    def __init__(self, sentence: str, details: str = "", *, what: str = "") -> None:
        """Keep the sentence, the details, and what is wrong."""
        super().__init__(sentence, details)
        self.what = what


class NotFoundError(PersonError):
    """What was asked for is not in the list."""


class OutputError(PersonError):
    """A file could not be written; nothing was left half-written."""


class PrintError(PersonError):
    """A page could not be made or a printer could not print it."""


class NotebookError(PersonError):
    """The town's notebook could not be read or written; what was in it is still there."""


class NotebookConflictError(NotebookError):
    """Another window changed the same thing first; nothing was written."""


class NotebookDamagedError(NotebookError):
    """A notebook's file is damaged or is no notebook."""
