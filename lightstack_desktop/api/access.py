"""Who may call and by which names: nothing but loopback unless the settings say otherwise."""

from __future__ import annotations

from dataclasses import dataclass

HTTP_PORT = 80
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Access:
    """`hosts` are names, with or without a port, that others on the network ask for."""

    is_strict: bool = False
    is_lan: bool = False
    hosts: tuple[str, ...] = ()

    @property
    def needs_token(self) -> bool:
        """Return whether everyone must show the token, our own user too."""
        return self.is_strict or self.is_lan

    def names(self, port: int) -> frozenset[str]:
        """Return what a Host header may say when we are served on `port`."""
        given = (*LOOPBACK_NAMES, *(self.hosts if self.is_lan else ()))
        full = {name if _has_port(name) else f"{name}:{port}" for name in given}
        # A client leaves the port away where it is HTTP's own.
        return frozenset(full | {n.removesuffix(":80") for n in full if n.endswith(":80")})


def _has_port(name: str) -> bool:
    return name.rpartition(":")[2].isdigit() and not name.endswith("]")
