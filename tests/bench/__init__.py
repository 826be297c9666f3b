"""Benchmarks: each compares within one run and prints ratios; machines are noisy, so no single time is quoted."""
