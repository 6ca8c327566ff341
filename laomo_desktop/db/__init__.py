"""The store: tables, engine, the one door for writes, journal, search, backup, upgrades. No Qt, no Excel, no paper."""
