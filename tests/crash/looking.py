"""Run in a process of its own: move a region's clock, or work to the end and say everything that was done."""

import json
import sys


def forward(days: int) -> None:
    """Let time pass at once: much becomes due."""
    from stegvis.course.worlds import real_world

    world = real_world()
    world.offset_s += days * 24 * 3600
    world.save()


def work_to_the_end() -> None:
    """Round after round until nothing is due."""
    from stegvis.config.management.commands.work import Command

    worker = Command()
    for _ in range(50):
        if not worker.round():
            return
    raise AssertionError("the worker never comes to an end")


def done() -> dict[str, list[str]]:
    """Every effect, flag and phase, in an order that does not depend on when it was written."""
    from stegvis.care.models import Flag
    from stegvis.course.models import Course, Effect
    from stegvis.course.worlds import real_world

    # The two are worked to their ends some minutes apart; what falls due between them is no difference.
    midnight = real_world().now().replace(hour=0, minute=0, second=0, microsecond=0)
    reason = "a test compares two regions"
    flags = Flag.objects.without_asking_who_because(reason).values_list(
        "enrolment__course__title", "effect_key", "kind"
    )
    courses = Course.objects.without_asking_who_because(reason).values_list("pk", "phase", "claimed_by")
    return {
        "effects": sorted(
            f"{row.course_id} {row.key} {bool(row.taken_at)}" for row in Effect.objects.filter(due_at__lt=midnight)
        ),
        "flags": sorted(map(str, flags)),
        "courses": sorted(map(str, courses)),
    }


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "forward":
        forward(int(sys.argv[2]))
    else:
        work_to_the_end()
        sys.stdout.write(json.dumps(done()))
