"""What the town notes about duties: the panel under the detail, its backups and its past."""
