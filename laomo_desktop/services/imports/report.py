"""x"""


def write_report(): ...
