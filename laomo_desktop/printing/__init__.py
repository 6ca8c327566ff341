"""Plain data to PDF: fonts, forms, certificates. Knows no store and no window."""
