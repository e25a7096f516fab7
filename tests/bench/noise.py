"""How far values lie apart that should be the same."""
import statistics


def deviation(values):
    """Half the distance between the quartiles: how far one value lies from
    the median, half of the time."""
    q = statistics.quantiles(values, n=4)
    return (q[2] - q[0]) / 2


def spread(ratios):
    """How far a program is from itself."""
    return abs(statistics.median(ratios) - 1) + deviation(ratios)
