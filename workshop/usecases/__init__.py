"""One function for each thing a person does: refuse, write, commit once, ring the bell. The only room that writes."""
