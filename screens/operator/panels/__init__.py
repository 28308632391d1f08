"""What the operator's panels show, as rows of pieces: pure functions of a summary, a width and a language."""
