"""What the votes that may be seen come down to: tables, short lists, and the sentence that says what a result means."""
