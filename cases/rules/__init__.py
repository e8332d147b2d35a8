"""The rules: plain values in, plain values out; standard library only, no database, no clock."""
