"""Importing files: pure readers, one module that compares what they found with the log, and one that writes."""
