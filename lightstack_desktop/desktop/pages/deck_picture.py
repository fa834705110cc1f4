"""A deck drawn with real faces, to be looked at: nothing comes of pressing it.

1. Only what looks otherwise is drawn anew. 2. A key says what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lightstack_desktop.desktop import screen_words
from lightstack_desktop.desktop.screen_body import ScreenBody
from lightstack_desktop.desktop.screen_models import ScreenModel

if TYPE_CHECKING:
    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.look import Look
    from lightstack_desktop.faces.faces import Faces

FACE_PX = 96


class DeckPicture(QWidget):
    """Shows looks on a body of the deck's shape."""

    def __init__(self, faces: Faces) -> None:
        super().__init__()
        self._faces = faces
        self._shown: tuple[Look, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.body: ScreenBody | None = None

    def show_looks(self, deck: Deck, looks: tuple[Look, ...]) -> None:
        """Show what each key of this deck looks like."""
        body = self._body(deck)
        before = self._shown or (None,) * len(looks)
        for key, old, new in zip(body.keys, before, looks, strict=False):
            if new != old:
                picture = self._faces.image(new, (FACE_PX, FACE_PX))
                key.take_picture(picture.tobytes(), picture.size)
                key.update()
                key.set_text(screen_words.key(new))
        self._shown = looks

    def _body(self, deck: Deck) -> ScreenBody:
        model = _model(deck)
        if self.body is None or self.body.model != model:
            if self.body is not None:
                self._column.removeWidget(self.body)
                self.body.deleteLater()
            self.body, self._shown = ScreenBody(model, self), ()
            self._column.addWidget(self.body)
        return self.body


def _model(deck: Deck) -> ScreenModel:
    columns = max(1, min(deck.columns, deck.key_count))
    # A body has whole rows: what is too many stays dark.
    return ScreenModel("", deck.model, columns, -(-deck.key_count // columns))
