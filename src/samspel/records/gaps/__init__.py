"""Measuring runs, their figures, and the state of each near actor behind them."""
