# Review, history, comparison.
