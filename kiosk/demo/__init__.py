"""The shop of `kiosk demo`: a quarter of plausible answers and a live one every few seconds, all invented.

Everything follows from a seed and the time it is given, so that two demos of the same moment are alike.
"""
