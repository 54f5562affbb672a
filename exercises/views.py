"""The public instruction pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
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
    """Show how to do one exercise; 404 while it is unpublished."""
    exercise = get_object_or_404(Exercise.objects.published(), slug=slug)
    return render(request, "exercises/detail.html", {"exercise": exercise})
