"""The figures by name, in the order they are measured."""

from . import dispatch, expressions, history, hook, idle, jobs, lint, log, planning, push, start, webhooks

FIGURES = {
    "dispatch": dispatch.measure,
    "push": push.measure,
    "hook": hook.measure,
    "jobs": jobs.measure,
    "webhooks": webhooks.measure,
    "log": log.measure,
    "idle": idle.measure,
    "start": start.measure,
    "history": history.measure,
    "lint": lint.measure,
    "planning": planning.measure,
    "expressions": expressions.measure,
}
