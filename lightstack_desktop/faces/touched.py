"""What a finger does to a face: the same picture, inset.

1. A hold fills a ring in the margin that the inset leaves: nothing is hidden. 2. A press that
does nothing is crossed by a bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from lightstack_desktop.alerts.look import Touch
from lightstack_desktop.faces import tones

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.faces.parts import Parts
    from lightstack_desktop.faces.plan import Plan


def draw(face: Image.Image, look: Look, plan: Plan, parts: Parts) -> Image.Image:
    """Return `face` as it is under a finger."""
    margin = plan.px(6)
    size = (plan.size[0] - 2 * margin, plan.size[1] - 2 * margin)
    image = Image.new("RGB", plan.size, tones.BLACK)
    small = face.resize(size, Image.Resampling.LANCZOS)
    image.paste(small, (margin, margin), parts.rounded(size, plan.radius))
    if look.hold:
        image.paste(tones.UNLIT, (0, 0), parts.ring(plan, 100))
        image.paste(tones.WHITE, (0, 0), parts.ring(plan, look.hold))
    if look.touch is Touch.REFUSED:
        image.paste(tones.BLACK, (0, 0), parts.slash(plan, plan.px(9)))
        image.paste(tones.CLEAR, (0, 0), parts.slash(plan, plan.px(5)))
    return image
