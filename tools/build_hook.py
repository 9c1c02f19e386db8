"""Compiles the catalogues when the project is built or installed; run by hatchling, not part of the installed package."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc,type-arg]
    """Writes each `.mo` beside its `.po` before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = Path(self.root) / "roadmap" / "i18n"
        spec = importlib.util.spec_from_file_location("catalogues", folder / "compile.py")
        assert spec is not None
        assert spec.loader is not None
        catalogues = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        catalogues.compile_all(folder / "locale")
