#!/usr/bin/env bash
# One would guess that a Parquet column of instants says so to every reader. INT96, which Spark writes by default, has no place for
# it: an instant of 09:00 in Tokyo is stored as 00:00, and DuckDB gives a TIMESTAMP without a zone; the same column with a logical
# type comes as TIMESTAMP WITH TIME ZONE. Whoever takes zoneless times for local ones, as times of exports without an offset must
# be taken, counts every activity of such a file nine hours early: many on another day, some before their lead was created.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install --quiet duckdb==2.0.1 pyarrow==26.0.1 pytz==2025.2
cat > try.py <<'PY'
import datetime as dt
import duckdb, pyarrow as pa, pyarrow.parquet as pq
print("duckdb", duckdb.__version__, "pyarrow", pa.__version__)
tokyo = dt.timezone(dt.timedelta(hours=9))
nine = pa.array([dt.datetime(2025, 4, 1, 9, 0, tzinfo=tokyo)], pa.timestamp("us", tz="Asia/Tokyo"))
table = pa.table({"ts": nine})
pq.write_table(table, "int96.parquet", use_deprecated_int96_timestamps=True)
pq.write_table(table, "logical.parquet")
seen = {}
for name in ("int96", "logical"):
    [(kind, seconds)] = duckdb.sql(f"select typeof(ts), epoch(ts) from '{name}.parquet'").fetchall()
    seen[name] = (kind, dt.datetime.fromtimestamp(seconds, dt.timezone.utc).strftime("%H:%M"))
    print(name, *seen[name])
assert seen == {"int96": ("TIMESTAMP", "00:00"), "logical": ("TIMESTAMP WITH TIME ZONE", "00:00")}, seen
print("as told: INT96 comes without a zone, and its clock is UTC's")
PY
venv/bin/python try.py
