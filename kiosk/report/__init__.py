"""The report: a period on one page, as text or as one HTML file, in the words and numbers of the screen."""
