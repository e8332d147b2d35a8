"""Tests of the engine that asks Elasticsearch, on a real one."""
