"""The engine for a city with many cases: Elasticsearch 8, fed and asked in our own words."""
