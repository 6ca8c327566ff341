"""What the words mean: fields and their rules, registers, statuses and their moves. Standard library only."""
