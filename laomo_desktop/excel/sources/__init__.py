"""One module a file format; each answers the sheets of a file."""
