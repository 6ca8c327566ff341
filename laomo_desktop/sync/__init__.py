"""What travels between two offices: the package file, its keys, merging, receipts. Knows no store."""
