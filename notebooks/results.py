"""What the notebooks have in common: where results are, how they are read, and how they are drawn."""

import json
import os
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

plt.rcParams.update({"figure.dpi": 72, "figure.constrained_layout.use": True, "axes.grid": True, "grid.alpha": 0.3})

# Told apart without colour as well.
STYLES = ["-", "--", "-.", ":"]

# Smaller residuals are rounding, and a logarithm cannot draw zero.
ROUNDING = 1e-17


def directory(variable, default):
    """The directory that an environment variable names, or else output/DEFAULT of the project."""
    path = Path(os.environ.get(variable, Path("..", "output", default)))
    if not path.is_dir():
        raise FileNotFoundError(f"{path}: no such directory; run the command above, or set {variable} to another")
    return path


def summary(run):
    """Final figures of a run, as its summary.json has them."""
    return json.loads((run / "summary.json").read_text())


def history(run):
    """A row for each iteration of a run; a residual that an exact solve did not measure is NaN."""
    table = pd.read_csv(run / "history.csv")
    residuals = ["state_residual", "adjoint_residual"]
    table[residuals] = table[residuals].where(table[residuals] >= 0).clip(lower=ROUNDING)
    return table


def by_level(table):
    """Of a history: for each level a style and its rows, coarsest first."""
    for level, rows in table.groupby("level"):
        yield level, STYLES[level % len(STYLES)], rows


def plot_history(axis, table, columns, **options):
    """Columns of a history over work units, a colour for each column, a style for each level."""
    for colour, column in enumerate(columns):
        for level, style, rows in by_level(table):
            label = column.replace("_", " ") if level == table["level"].min() else None
            axis.plot(rows["work_units"], rows[column], style, color=f"C{colour}", label=label, **options)
    for start in table.groupby("level")["work_units"].min().iloc[1:]:
        axis.axvline(start, color="0.6", linewidth=0.8)
    axis.set_xlabel("work units")
    axis.legend()


def confusion(run, which):
    """Of training, validation or others: each class's name, examples and accuracy, and counts, true x predicted."""
    table = pd.read_csv(run / f"confusion-{which}.csv", keep_default_na=False)
    names = table["name"].where(table["name"] != "", table["class"].astype(str))
    counts = table.filter(regex="^predicted_").set_axis(names).set_axis(names, axis="columns")
    accuracies = pd.DataFrame({"examples": table["examples"], "accuracy": pd.to_numeric(table["accuracy"])})
    return accuracies.set_axis(names), counts


def plot_confusion(axis, counts):
    """Shares of each class's examples, percent; classes without examples stay empty."""
    totals = counts.sum(axis="columns")
    shares = 100 * counts.div(totals.where(totals > 0), axis="index")
    image = axis.imshow(shares, cmap="cividis", vmin=0, vmax=100)
    axis.set_xticks(range(len(counts)), counts.columns, rotation=90 if len(counts) > 6 else 0)
    axis.set_yticks(range(len(counts)), counts.index)
    axis.set_xlabel("predicted")
    axis.set_ylabel("true")
    axis.grid(False)
    for (row, column), share in np.ndenumerate(shares.to_numpy()):
        if share >= 0.5:
            axis.text(column, row, f"{share:.0f}", ha="center", va="center", fontsize=8,
                      color="black" if share > 50 else "white")
    return image
