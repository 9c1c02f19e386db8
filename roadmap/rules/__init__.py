"""What a careful officer checks before signature: each rule a small pure function from a plan to findings."""
