#!/usr/bin/env bash
# One would guess that a JSON export whose records carry both "email" and "Email" (two systems merged into one) either keeps two
# columns or is refused. DuckDB's read_json renames the second key to "Email_1" when it finds the columns itself, and then reads
# nothing into it once that name is given back as a declared column: every value of the second key is NULL, without a word.
# A scoring team that stages an export in two steps (look at the columns, then read them as text) loses a whole attribute.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install --quiet duckdb==2.0.1
cat > leads.json <<'JSON'
[{"lead": "A", "score": "1", "Score": "10"}, {"lead": "B", "score": "2", "Score": "20"}]
JSON
cat > try.py <<'PY'
import duckdb
print("duckdb", duckdb.__version__)
found = [row[0] for row in duckdb.sql("describe select * from read_json('leads.json')").fetchall()]
print("columns found:", found)
columns = ", ".join(f"'{name}': 'VARCHAR'" for name in found)
rows = duckdb.sql(f"select * from read_json('leads.json', columns = {{{columns}}})").fetchall()
print("rows read by these columns:", rows)
assert found == ["lead", "score", "Score_1"], found
assert rows == [("A", "1", None), ("B", "2", None)], rows
print("as told: the second key's values are gone, without an error")
PY
venv/bin/python try.py
