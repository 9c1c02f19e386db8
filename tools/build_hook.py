"""Compiles the catalogs when the project is built or installed. Only hatchling runs it; it is not installed."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc,type-arg]
    """Writes each `.mo` file beside its `.po` file before the package is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogs; hatchling calls this before each build."""
        folder = Path(self.root) / "roadmap" / "i18n"
        spec = importlib.util.spec_from_file_location("catalogues", folder / "compile.py")
        assert spec is not None
        assert spec.loader is not None
        catalogues = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        catalogues.compile_all(folder / "locale")
