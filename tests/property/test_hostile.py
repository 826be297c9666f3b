"""A file that a stranger made to keep the checker busy costs at most as much as four usual ones of its size, and 200 MB."""

import json
import subprocess
import sys
from pathlib import Path

MOST = 4
MOST_MEGABYTES = 200


def test_no_file_of_a_mebibyte_costs_much_time_or_memory() -> None:
    command = [sys.executable, "-m", "tests.property.hostile"]
    result = subprocess.run(
        command, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, timeout=600, check=True
    )
    cost = json.loads(result.stdout)
    assert {name: times for name, times in cost["costs"].items() if times > MOST} == {}
    assert cost["megabytes"] < MOST_MEGABYTES
