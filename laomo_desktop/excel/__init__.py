"""Workbooks in and out: a file becomes drafts and row errors, rows become a workbook. No store."""
