"""Pictures, as shapes with their places: of one vote, of several, and of a ladder over the years."""
