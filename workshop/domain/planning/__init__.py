"""What people suggest and what the group will do: proposals, drafts, actions, and how the plan goes afterwards."""
