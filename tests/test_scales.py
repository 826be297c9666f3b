"""The axes of charts: few lines, at numbers and dates that a reader knows."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.scales import around, dates, extent, round_numbers

NUMBERS = st.decimals(-(10**15), 10**15, allow_nan=False, places=6) | st.sampled_from(
    [Decimal(0), Decimal("1e-300"), Decimal("1e15"), Decimal("-1e15"), Decimal("100000000000000.1")]
)
DAYS = st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat())
TIMES = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4])


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("3000 15000", "0 5000 10000 15000"),
        ("459 725", "0 200 400 600 800"),
        ("99 100", "99.0 99.2 99.4 99.6 99.8 100.0"),
        ("-5 3", "-6 -4 -2 0 2 4"),
        ("7", "0 2 4 6 8"),
        ("0", "0.0 0.2 0.4 0.6 0.8 1.0"),
        ("-2 -8", "-8 -6 -4 -2 0"),
    ],
)
def test_the_lines_of_an_axis_stand_at_round_numbers_from_zero_on(numbers: str, expected: str) -> None:
    assert [format(number, "f") for number in round_numbers(map(Decimal, numbers.split()))] == expected.split()


@given(st.lists(NUMBERS, min_size=1, max_size=9))
def test_an_axis_takes_in_every_number_with_few_lines_at_equal_distances(numbers: list[Decimal]) -> None:
    lines = round_numbers(numbers)
    assert lines[0] <= min(numbers)
    assert max(numbers) <= lines[-1]
    assert 2 <= len(lines) <= 7
    assert len({after - before for before, after in pairwise(lines)}) == 1


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("2024-10-24 2025-04", "2024-11 2024-12 2025-01 2025-02 2025-03 2025-04"),
        ("2023 2024-11", "2023-01 2023-04 2023-07 2023-10 2024-01 2024-04 2024-07 2024-10"),
        ("2024-10-24 2024-11-02", "2024-10-25 2024-10-27 2024-10-29 2024-10-31 2024-11-02"),
        ("2016 2026", "2016 2018 2020 2022 2024 2026"),
        ("1000 9999", "2000 4000 6000 8000"),
    ],
)
def test_an_axis_of_time_names_days_months_or_years(times: str, expected: str) -> None:
    assert dates(around(map(extent, times.split()))) == tuple(expected.split())


@given(st.lists(TIMES, min_size=1, max_size=9))
def test_an_axis_of_time_takes_in_every_date_and_names_few(times: list[str]) -> None:
    whole = around(map(extent, times))
    named = dates(whole)
    assert whole.start <= min(extent(time).start for time in times)
    assert max(extent(time).end for time in times) <= whole.end
    assert len(named) <= 9
    assert all(whole.start <= extent(name).start < whole.end for name in named)


def test_a_period_takes_in_its_last_day() -> None:
    assert extent("2024-02").end - extent("2024-02").start == 29
    assert extent("2024-10-01/2024-10-27").end - extent("2024-10-01/2024-10-27").start == 27
    assert extent("2024-10-28").middle == extent("2024-10-28").start + 0.5
