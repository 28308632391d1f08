"""`kiosk import` at the terminal: what it asks, shows and leaves behind."""
