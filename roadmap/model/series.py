"""Define series of numbers: one per year, or one per name."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

__all__ = ["ByName", "ByYear"]


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


@attrs.frozen
class ByName:
    """A number per name, in alphabetical order; a plan writes the names beside the other keys of the record.

    >>> norms = ByName.of({"purity": 97, "germination": 85})
    >>> dict(norms)
    {'germination': Decimal('85'), 'purity': Decimal('97')}
    """

    values: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def of(cls, numbers: Mapping[str, int | Decimal] | Mapping[str, int] | Mapping[str, Decimal]) -> "ByName":
        """Return the numbers of a dictionary, sorted by name."""
        return cls(tuple((name, Decimal(number)) for name, number in sorted(numbers.items())))

    def __iter__(self) -> Iterator[tuple[str, Decimal]]:
        return iter(self.values)
