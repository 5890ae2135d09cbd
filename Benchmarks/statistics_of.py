"""Of a list of measurements."""


def quantile(values, share):
    """By nearest rank: a value that was measured, not one between two."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 100) - 1))]


def median(values):
    return quantile(values, 50)


def p99(values):
    return quantile(values, 99)
