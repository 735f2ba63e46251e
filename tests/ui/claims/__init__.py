"""Tests of the page of claims."""
