"""The facilitators' side: two with equal keys, the log of their acts, what people need, how long things are kept."""
