"""Records to PDF bytes, by reportlab. Nothing here is imported before something is printed."""
