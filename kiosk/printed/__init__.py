"""What commands print: scores and visits as text and as JSON."""
