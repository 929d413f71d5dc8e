"""How the bare project's SQLite is tuned: as in stegvis/config/settings.py, so that the comparison is of pages."""

OPTIONS_OF_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
