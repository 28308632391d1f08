"""Screens that look closer at what the today screen shows: tables, hours, answers, one response."""
