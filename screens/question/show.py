"""Which screen asks which kind of question; each is imported when it is first asked."""

from screens.question.question import Asking, QuestionScreen
from screens.widgets.guard import Guard
from store.model.survey import Kind


def question_screen(asking: Asking, guard: Guard | None = None) -> QuestionScreen:
    """The screen for a question."""
    match asking.question.kind:
        case Kind.SCALE:
            from screens.question.scale import ScaleScreen

            return ScaleScreen(asking, guard)
        case Kind.REASONS | Kind.CHOICE:
            from screens.question.options import OptionsScreen

            return OptionsScreen(asking, guard)
        case Kind.COMMENT | Kind.CONTACT:
            from screens.question.comment import CommentScreen

            return CommentScreen(asking, guard)
