"""How bright each LED is at a time: every effect is a pure function of seconds.

1. One clock: equal effects are in phase on every key. 2. An effect is a loop of a few frames.
3. Frame 0 is what reduced motion holds. 4. The ground of a key is a large area: it breathes with a
slow effect and by itself under a fast one, never more than 1.5 times a second.
Source: the frames of LightStack's preview (milliseconds a frame, levels 0.0 to 1.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from lightstack_desktop.alerts.fields import LED_COUNT

Levels = tuple[float, ...]

DARK = frozenset({"off", "clear_effect"})

# A microsecond past the frame's end, lest the sum of two floats falls short of it.
_LATE_S = 1e-6

_GLOWS = (70, 85, 100)
_BREATH = (100, 85, 70, 85)
_BREATH_STEP_S = 0.5
# From here on the ground can follow the effect: 1.5 times a second, half of what WCAG 2.3.1 allows.
_SLOW_S = 2 / 3

_FULL: Levels = (1.0,) * LED_COUNT
_DARK: Levels = (0.0,) * LED_COUNT


@dataclass(frozen=True, slots=True)
class Loop:
    """Frames that repeat for ever, `frame_s` seconds each. A still picture has one frame.

    `glows` is how bright the ground is in percent, frame by frame, over one or more rounds.
    """

    frame_s: float
    frames: tuple[Levels, ...]
    glows: tuple[int, ...]

    @property
    def is_moving(self) -> bool:
        return len(self.frames) > 1

    def count(self, now_s: float) -> int:
        """Return how many frames have ended `now_s` seconds after the clock's zero."""
        return int(now_s // self.frame_s) if self.is_moving else 0

    def index(self, now_s: float) -> int:
        """Return which frame is shown `now_s` seconds after the clock's zero."""
        return self.count(now_s) % len(self.frames)

    def next_s(self, now_s: float) -> float | None:
        """Return in how many seconds the next frame is due; None if nothing moves."""
        if not self.is_moving:
            return None
        return self.frame_s - now_s % self.frame_s + _LATE_S


def loop(scope: str, effect: str | None) -> Loop:
    """Return the loop of an effect; one that the scope does not have is `solid`.

    A bar's frame has a level for each of the seven LEDs, from the bottom; a single LED's has one.
    """
    loops = _BAR if scope == "bar" else _LED
    return loops.get(effect or "solid", loops["solid"])


def is_moving(effect: str) -> bool:
    """Tell whether an effect has more than one frame."""
    return effect != "solid" and effect not in DARK


def _bar(milliseconds: int, *frames: Levels) -> Loop:
    return Loop(milliseconds / 1000, frames, _glows(milliseconds / 1000, frames))


def _glows(frame_s: float, frames: tuple[Levels, ...]) -> tuple[int, ...]:
    count = len(frames)
    if count == 1:
        return (100,)
    if frame_s * count < _SLOW_S:
        rounds = ceil(_BREATH_STEP_S / (frame_s * count))
        return tuple(glow for glow in _BREATH for _ in range(rounds * count))
    means = [sum(frame) for frame in frames]
    return tuple(_GLOWS[round(mean / max(means) * (len(_GLOWS) - 1))] for mean in means)


def _uniform(milliseconds: int, *levels: float) -> Loop:
    return _bar(milliseconds, *((level,) * LED_COUNT for level in levels))


def _lit(*leds: int, dim: tuple[int, ...] = ()) -> Levels:
    """Return a frame in which `leds` are bright, `dim` half as bright and the rest dark."""
    return tuple(1.0 if n in leds else 0.45 if n in dim else 0.0 for n in range(1, LED_COUNT + 1))


def _chase(milliseconds: int) -> Loop:
    """A light that runs up, with a tail; the eighth frame is only the tail leaving."""
    heads = range(1, LED_COUNT + 2)
    return _bar(milliseconds, *(_lit(n, dim=(n - 1,)) for n in heads))


def _stack(milliseconds: int, rising: bool) -> Loop:
    """A bar that fills from one end: rising from the bottom, falling from the top."""
    counts = range(1, LED_COUNT + 1)
    return _bar(
        milliseconds,
        *(_lit(*(range(1, n + 1) if rising else range(LED_COUNT + 1 - n, 8))) for n in counts),
    )


def _siren(milliseconds: int) -> Loop:
    return _bar(milliseconds, _lit(4, 5, 6, 7), _lit(1, 2, 3, 4))


def _aurora() -> Loop:
    """A slow wave of eight phases that wanders up the bar."""
    wave = (0.35, 0.6, 0.9, 1.0, 0.9, 0.6, 0.35, 0.2)
    return _bar(200, *(tuple(wave[(n - k) % 8] for n in range(LED_COUNT)) for k in range(8)))


_OPEN = ((4,), (3, 4, 5), (2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6, 7))
_GROW = tuple(tuple(range(1, n + 1)) for n in (1, 3, 5, 7))

_BAR = {
    "off": _bar(1000, _DARK),
    "solid": _bar(1000, _FULL),
    "clear_effect": _bar(1000, _DARK),
    "fast_blink": _uniform(180, 1, 0),
    "medium_blink": _uniform(400, 1, 0),
    "slow_blink": _uniform(800, 1, 0),
    "pulse": _uniform(260, 0.1, 0.5, 1, 0.5),
    "chase": _chase(120),
    "fast_chase": _chase(70),
    "slow_chase": _chase(220),
    "open_close": _bar(150, *(_lit(*leds) for leds in (*_OPEN, *_OPEN[2:0:-1], ()))),
    "small_to_big": _bar(150, *(_lit(*leds) for leds in (*_GROW, *_GROW[2::-1]))),
    "aurora": _aurora(),
    "fast_falling": _stack(70, rising=False),
    "medium_falling": _stack(130, rising=False),
    "slow_falling": _stack(240, rising=False),
    "fast_rising": _stack(70, rising=True),
    "medium_rising": _stack(130, rising=True),
    "slow_rising": _stack(240, rising=True),
    "fast_siren": _siren(90),
    "slow_siren": _siren(260),
}


def _led(milliseconds: int, *levels: float) -> Loop:
    return _bar(milliseconds, *((level,) for level in levels))


_LED = {
    "off": _led(1000, 0),
    "solid": _led(1000, 1),
    "clear_effect": _led(1000, 0),
    "fast_blink": _led(180, 1, 0),
    "slow_blink": _led(800, 1, 0),
    "pulse": _led(150, 0.15, 0.5, 0.85, 1, 0.85, 0.5),
    "chase": _led(150, 0.2, 0.6, 1, 0.6),
    "falling": _led(150, 1, 0.7, 0.4, 0.1),
    "rising": _led(150, 0.1, 0.4, 0.7, 1),
    "aurora": _led(220, 0.35, 0.6, 0.9, 1, 0.7, 0.45),
}
