"""Aujourd’hui: the day on one page, each line opening its fix."""
