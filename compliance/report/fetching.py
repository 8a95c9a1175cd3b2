"""What a report may fetch: fonts and pictures of the templates folder, and data written into the document itself."""

from __future__ import annotations

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "report:"
"""A template writes `report:fonts/Name.ttf` for a file of the templates folder."""


class RefusedURLError(FatalURLFetchingError):  # type: ignore[misc]
    """A template asked for something a report may not fetch; it stops the rendering."""


class BundledFiles(URLFetcher):  # type: ignore[misc]
    """Fetches files of the templates folders and `data:` addresses; refuses everything else."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what stands at an address. Raises RefusedURLError for one that leads anywhere else."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url.startswith(SCHEME):
            for folder in self.folders:
                file = (folder / url.removeprefix(SCHEME)).resolve()
                if file.is_relative_to(folder) and file.is_file():
                    return URLFetcherResponse(url, file.read_bytes())
        raise RefusedURLError(url[:120])
