"""Codes that are given for finishing, each once."""
