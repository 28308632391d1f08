"""What `kiosk doctor` looks at: small checks, each of which says how a thing is and how to mend it.

A check gets what it judges as arguments and returns one `Check`; only `examine.py` looks at the machine.
"""
