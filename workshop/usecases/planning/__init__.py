"""Suggestions and the plan: proposed, drafted, taken by the group, and followed up afterwards."""
