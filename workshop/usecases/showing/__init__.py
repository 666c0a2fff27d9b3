"""What views are drawn from: where a session is, who is here, what stands on the wall. Reads, mostly."""
