"""The public instruction pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exercises.models import Exercise


@login_not_required
@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    """Show all published exercises."""
    return render(request, "exercises/list.html", {"exercises": Exercise.objects.published()})


@login_not_required
@require_safe
def exercise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how to do one exercise; while it is unpublished, only to people who may use the admin."""
    exercise = get_object_or_404(Exercise, slug=slug)
    if not exercise.is_published and not (request.user.is_authenticated and request.user.is_staff):
        raise Http404
    return render(request, "exercises/detail.html", {"exercise": exercise, **neighbours(exercise)})


@login_not_required
@require_safe
def exercise_sheet(request: HttpRequest) -> HttpResponse:
    """Show all published exercises on one sheet of paper."""
    return render(request, "exercises/print.html", {"exercises": Exercise.objects.published()})


def neighbours(exercise: Exercise) -> dict[str, Exercise | None]:
    """Return the published exercises before and after one, in the order of the list."""
    listed = list(Exercise.objects.published().only("slug", "name", "order"))
    place = (exercise.order, exercise.slug)
    earlier = [other for other in listed if (other.order, other.slug) < place]
    later = [other for other in listed if (other.order, other.slug) > place]
    return {"previous": earlier[-1] if earlier else None, "next": later[0] if later else None}
