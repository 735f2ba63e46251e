"""What she tries: dated changes to the plan, and how much room is left."""
