"""What a person likely meant: a date, a code, a key or a choice that is written in another way."""
