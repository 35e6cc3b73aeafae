"""A FastMCP server for the integration tests: it answers the same arguments with the same bytes."""

import base64

from fastmcp import FastMCP
from fastmcp.utilities.types import Image

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)

mcp = FastMCP("notes")


@mcp.tool
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@mcp.tool
def greet(name: str) -> str:
    """Greets somebody."""
    return f"Grüß Gott, {name}!"


@mcp.tool
def pixel() -> Image:
    """Draws a picture of one pixel."""
    return Image(data=PIXEL, format="png")


@mcp.tool
def fail(why: str) -> str:
    """Raises an error."""
    raise ValueError(why)


@mcp.tool
def large(size: int) -> str:
    """Writes a text of so many characters."""
    return ("0123456789" * (size // 10 + 1))[:size]


if __name__ == "__main__":
    mcp.run(show_banner=False)
