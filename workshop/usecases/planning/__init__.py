"""Suggestions and the plan: proposed, drafted, taken by the group, followed up, and looked at again the next time."""
