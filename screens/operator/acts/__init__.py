"""What an operator does, each with a screen that asks once."""
