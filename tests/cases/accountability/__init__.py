"""Tests of figures and of the pages made from them."""
