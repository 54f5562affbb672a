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
    return render(request, "exercises/detail.html", {"exercise": exercise})
