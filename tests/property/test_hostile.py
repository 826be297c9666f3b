"""A file that a stranger made to keep the checker busy costs less than 2 s and 200 MB."""

import json
import subprocess
import sys
from pathlib import Path

MOST_SECONDS = 2
MOST_MEGABYTES = 200


def test_no_file_of_a_mebibyte_costs_much_time_or_memory() -> None:
    command = [sys.executable, "-m", "tests.property.hostile"]
    result = subprocess.run(
        command, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, timeout=120, check=True
    )
    cost = json.loads(result.stdout)
    assert {name: seconds for name, seconds in cost["seconds"].items() if seconds > MOST_SECONDS} == {}
    assert cost["megabytes"] < MOST_MEGABYTES
