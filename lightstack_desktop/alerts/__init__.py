"""The rules: pure functions over frozen data. No input, no output, no clock, no chance."""
