"""Pictures that tell more than one vote: before and after, the climb, a whole form, where the groups differ."""
