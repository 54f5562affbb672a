"""The site: settings, addresses, and the shell around the apps.

Replaces the standard library's ``sqlite3`` before Django imports it: SQLite
before 3.51.3 can corrupt a database in WAL mode (sqlite.org/wal.html, "WAL-reset
bug"), and Debian ships such versions. Where the newer library has no wheel, the
system check in ``hipstrength.checks`` speaks up.
"""

import sys

try:
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
