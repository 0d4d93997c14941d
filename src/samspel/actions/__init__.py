"""What is done, a verb a module: keyword-only, `by=`, change and audit row in one transaction.

The clock, the seed and the language enter here. Computing happens before the transaction,
which only writes.
"""
