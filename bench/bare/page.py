"""The one page, and its one address."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@login_required(login_url="/")
def page(request: HttpRequest) -> HttpResponse:
    """Session, user, one SELECT, a template."""
    return render(request, "page.html", {"group": Group.objects.get(pk=1)})


urlpatterns = [path("sida/", page, name="page")]
