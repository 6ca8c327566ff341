"""Fails a test that logs a warning nobody expected: when all is well, the log stays quiet."""

import logging


class LogGuard(logging.Handler):
    """Collects every record from WARNING up, of any thread; a test says which ones belong to it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, part: str) -> None:
        """At least one record whose message contains ``part`` must come; all such are allowed."""
        self.expected.append(part)

    def complaints(self) -> list[str]:
        """What is wrong, a line each: records not expected, and expected ones that never came."""
        messages = [record.getMessage() for record in self.records]
        unexpected = [
            f"unexpected log line: {record.levelname} {record.name}: {message}"
            for record, message in zip(self.records, messages, strict=True)
            if not any(part in message for part in self.expected)
        ]
        absent = [part for part in self.expected if not any(part in message for message in messages)]
        return unexpected + [f"expected log line never came: {part}" for part in absent]
