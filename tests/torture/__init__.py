"""What happens to acknowledged workouts when things break: ``python -m tests.torture`` (make torture)."""
