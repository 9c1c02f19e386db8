"""What is wrong or doubtful in a plan: findings, their catalog, and how they are printed."""
