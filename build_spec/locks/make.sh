#!/bin/sh
# Writes the locks again from pyproject.toml: exact versions and hashes for every platform, no
# index address. Needs uv (pip install uv).
set -eu
cd "$(dirname "$0")/../.."
for lock in run test dev; do
    extra=""
    [ "$lock" = run ] || extra="--extra $lock"
    # shellcheck disable=SC2086 - no extra is no argument
    uv pip compile pyproject.toml $extra --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --quiet --output-file "build_spec/locks/$lock.txt"
done

# What makes the Windows installer, and the Windows file of every package that the program needs.
uv pip compile build_spec/locks/build.in --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --quiet --output-file build_spec/locks/build.txt
wheels=$(mktemp -d)
python build_spec/windows/lock.py "$wheels"
rm -r "$wheels"
