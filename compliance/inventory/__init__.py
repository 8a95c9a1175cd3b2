"""What the project holds: inventories read, checked, and turned into facts."""
