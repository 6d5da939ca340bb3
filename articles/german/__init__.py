"""German that the computer understands. Pure: text in, text out."""
