"""A document to records: readers, cell markup to steps, who acts, findings."""
