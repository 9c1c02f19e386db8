"""Define series of a number per year, for plans and indicators."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

__all__ = ["ByYear"]


@attrs.frozen
class ByYear:
    """A number per year, in the order of the years; years without a number are left out.

    >>> capacity = ByYear.of({2028: 20, 2030: 60})
    >>> capacity.in_year(2028), capacity.in_year(2029), bool(capacity)
    (Decimal('20'), None, True)
    """

    values: tuple[tuple[int, Decimal], ...] = ()

    @classmethod
    def of(cls, numbers: Mapping[int, int | Decimal] | Mapping[int, int] | Mapping[int, Decimal]) -> "ByYear":
        """Return a series from a dictionary, sorted by year."""
        return cls(tuple((year, Decimal(number)) for year, number in sorted(numbers.items())))

    def in_year(self, year: int) -> Decimal | None:
        """Return the number of a year; None if there is none."""
        return next((number for y, number in self.values if y == year), None)

    def __iter__(self) -> Iterator[tuple[int, Decimal]]:
        return iter(self.values)

    def __bool__(self) -> bool:
        return bool(self.values)
